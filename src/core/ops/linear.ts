import { sizeOf } from "#core/tensor/tensor";
import {
  affineFaults,
  affineInputs,
  affineParams,
  affineSamples,
  affineShape,
  affineWork,
  buildAffine,
  freshAffine,
} from "./affine";
import { inputDerivation, weightDerivation } from "./affine-derivation";
import { costBy, defineOp } from "./define";

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
  formulas({ out, inputs: { x }, params: { weight, bias } }, { params }) {
    const plusBias = (tex: string) => (params.bias ? ` + ${tex}` : "");
    const layer = { z: out, x, weight, plusBias: plusBias(`${bias}_j`), isSingle: sizeOf(params.weight.shape) === 1 };
    return {
      card: `${out} = ${weight} ${x}${plusBias(bias)}`,
      forward: [{ tex: `${out}_j = \\sum_k w_{jk}\\, ${x}_k${plusBias(`${bias}_j`)}`, equation: "(29)" }],
      backward: [
        {
          tex: `${costBy(weight)} = \\Bigl(${costBy(out)}\\Bigr)^{\\!\\top} ${x}`,
          equation: "(38)",
          ...weightDerivation(layer),
        },
        {
          tex: `${costBy(x)} = ${costBy(out)}\\, ${weight}`,
          equation: "(43)",
          ...inputDerivation(layer),
        },
        ...(params.bias ? [{ tex: `${costBy(bias)} = \\sum_{\\text{rows}} ${costBy(out)}` }] : []),
      ],
    };
  },
  says: ({ out, inputs: { x }, params: { weight, bias } }, { params }) => ({
    forward: `${out} weighs and sums its input ${x}${params.bias ? ` and adds ${bias}` : ""}`,
    backward: `${out} passes its gradient on to ${x} through ${weight}`,
  }),
  torch: ({ inputs: { x }, params: { weight, bias } }) => ({
    call: `F.linear(${[x, weight, ...(bias ? [bias] : [])].join(", ")})`,
  }),
  examples: [
    {
      title: "One neuron without activation: ∂C/∂w = ∂C/∂z · x, seed (18), and ∂C/∂x = ∂C/∂z · w",
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
