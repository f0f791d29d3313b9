import {
  affineBackward,
  affineFaults,
  affineInputs,
  affineParams,
  affineSamples,
  affineShape,
  affineWork,
  buildAffine,
  freshAffine,
} from "./affine";
import { defineOp } from "./define";

/** A layer of neurons without activation. */
export const linear = defineOp({
  type: "Linear",
  family: "layer",
  letter: "z",
  summary: "Weighs and sums its inputs: each output neuron has one row of the weight matrix.",
  keywords: ["dense", "fully connected", "matrix", "neuron", "layer", "Wx + b"],
  inputs: affineInputs,
  params: affineParams,
  faults: ({ params: { weight, bias } }) => affineFaults(weight, bias),
  shape: ({ x }, { params: { weight } }) => affineShape(x, weight),
  fresh: ({ x }) => freshAffine(x),
  work: ({ x }, { params: { weight } }, out) => affineWork(x, weight, out),
  build({ inputs: { x }, params: { weight, bias }, out }) {
    const affine = buildAffine(x, weight, bias);
    const z = out.value.data;
    const dZ = out.grad?.data;
    return {
      forward() {
        affine.forward(z);
      },
      backward() {
        if (dZ) affine.backward(dZ);
      },
      push: affine.push,
    };
  },
  formulas: ({ params }) => ({
    card: "out = x @ weight.T + bias",
    forward: ["(29) out[…j] = sum(k, weight[j,k] * x[…k]) + bias[j]"],
    backward: affineBackward(params.weight, "d out[…j]", derivations),
  }),
  says: ({ out, inputs: { x }, params: { weight, bias } }, { params }) => ({
    forward: `${out} weighs and sums its input ${x}${params.bias ? ` and adds ${bias}` : ""}`,
    backward: `${out} passes its gradient on to ${x} through ${weight}`,
  }),
  torch: ({ inputs: { x }, params: { weight, bias } }) => ({
    call: `F.linear(${[x, weight, ...(bias ? [bias] : [])].join(", ")})`,
  }),
  examples: [
    {
      title: "One neuron without activation: ∂C/∂w = ∂C/∂z · x, Vicas 2022 (18), and ∂C/∂x = ∂C/∂z · w",
      inputs: { x: [0.5] },
      params: { weight: [[2]] },
      out: [1],
      dOut: [3],
      grads: { x: [6], weight: [[1.5]] },
    },
    {
      title: "Two neurons on three inputs, with a bias",
      inputs: { x: [0.5, -1, 2] },
      params: {
        weight: [
          [0.25, -0.5, 0.125],
          [0.5, 0.25, -0.75],
        ],
        bias: [1, -1],
      },
      out: [1.875, -2.5],
      dOut: [1, 2],
      grads: {
        x: [1.25, 0, -1.375],
        weight: [
          [0.5, -1, 2],
          [1, -2, 4],
        ],
        bias: [1, 2],
      },
    },
  ],
  samples: affineSamples,
});

const AFFINE = "sum(k, weight[j,k] * x[…k]) + bias[j]";

/** Seed (11)–(18) of one neuron with one input; (32)–(36) and (39)–(42) of many. */
const derivations = {
  one: {
    byWeight: [
      "(11) d weight[j,k] is wanted",
      "(13) d out[…j] is given",
      "(14) C = l(out[…j])",
      `(15) C = l(${AFFINE})`,
      "(16) d weight[j,k] = sum(…, ∂l(out[…j])/∂out[…j] * ∂out[…j]/∂weight[j,k])",
      "(17) d weight[j,k] = sum(…, ∂l(out[…j])/∂out[…j] * ∂(weight[j,k] * x[…k])/∂weight[j,k])",
      "(18) d weight[j,k] = sum(…, d out[…j] * x[…k])",
    ],
    byInput: [
      "(12) d x[…k] is wanted",
      "d x[…k] = sum(j, d out[…j] * ∂out[…j]/∂x[…k])",
      "d x[…k] = sum(j, d out[…j] * ∂(weight[j,k] * x[…k])/∂x[…k])",
    ],
  },
  many: {
    byWeight: [
      "(32) d weight[j,k] = sum(…, d out[…j] * ∂out[…j]/∂weight[j,k])",
      "(34) out[…j] = sum(i, weight[j,i] * x[…i]) + bias[j]",
      "(35) d weight[j,k] = sum(…, d out[…j] * ∂sum(i, weight[j,i] * x[…i])/∂weight[j,k])",
      "(36) d weight[j,k] = sum(…, d out[…j] * x[…k])",
    ],
    byInput: [
      "(39) d x[…k] = sum(j, d out[…j] * ∂out[…j]/∂x[…k])",
      "(41) out[…j] = sum(i, weight[j,i] * x[…i]) + bias[j]",
      "(42) d x[…k] = sum(j, d out[…j] * weight[j,k])",
    ],
  },
};
