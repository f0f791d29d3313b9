import { sizeOf, zeros } from "#core/tensor/tensor";
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
import { defineOp, TRANSCENDENTAL } from "./define";

/** A sigmoid layer as one node, with the backward that Vicas 2022 derives by hand in §2.2 and §2.3. */
export const linearSigmoid = defineOp({
  type: "LinearSigmoid",
  family: "layer",
  letter: "a",
  summary: "Does the work of Linear and Sigmoid in one node, with a backward derived by hand.",
  keywords: ["fused", "neuron", "layer", "custom", "σ(Wx + b)"],
  inputs: affineInputs,
  params: affineParams,
  faults: ({ params: { weight, bias } }) => affineFaults(weight, bias),
  shape: ({ x }, { params: { weight } }) => affineShape(x, weight),
  fresh: ({ x }) => freshAffine(x),
  work: ({ x }, { params: { weight } }, out) => affineWork(x, weight, out) + TRANSCENDENTAL * sizeOf(out),
  build({ inputs: { x }, params: { weight, bias }, out }) {
    const affine = buildAffine(x, weight, bias);
    const saved = { z: zeros(out.value.shape), slope: zeros(out.value.shape) };
    const z = saved.z.data;
    const slope = saved.slope.data;
    const a = out.value.data;
    const dA = out.grad?.data;
    const dZ = new Float64Array(z.length);
    return {
      saved,
      // a = σ(z), z = x Wᵀ + b, Vicas 2022 (29) and (31); σ' = σ (1 − σ), Vicas 2022 (19).
      forward() {
        affine.forward(z);
        for (let i = 0; i < a.length; i += 1) {
          // Only ever e to a negative power, so that neither end overflows.
          const exp = Math.exp(-Math.abs(z[i] as number));
          a[i] = (z[i] as number) < 0 ? exp / (1 + exp) : 1 / (1 + exp);
          slope[i] = (a[i] as number) * (1 - (a[i] as number));
        }
      },
      // ∂C/∂z = ∂C/∂a · σ'(z), Vicas 2022 (33); then as any affine layer, Vicas 2022 (38) and (43).
      backward() {
        if (!dA) return;
        for (let i = 0; i < a.length; i += 1) {
          dZ[i] = (dA[i] as number) * (slope[i] as number);
        }
        affine.backward(dZ);
      },
      // ȧ = ż · σ'(z).
      push(tangents, aDot) {
        affine.push(tangents, aDot);
        for (let i = 0; i < aDot.length; i += 1) aDot[i] = (aDot[i] as number) * (slope[i] as number);
      },
    };
  },
  inside: {
    z: { symbol: "z", words: "z, the weighted sum" },
    slope: { symbol: "σ′(z)", words: "σ′(z), the slope of the sigmoid there", written: "slope[…j] = sigmoid'(z[…j])" },
  },
  formulas: ({ params }) => ({
    card: "out = sigmoid(x @ weight.T + bias)",
    forward: ["(29) z[…j] = sum(k, weight[j,k] * x[…k]) + bias[j]", "(31) out[…j] = sigmoid(z[…j])"],
    backward: [
      "(19) slope[…j] = sigmoid(z[…j]) * (1 - sigmoid(z[…j]))",
      ...affineBackward(params.weight, "d out[…j] * slope[…j]", derivations),
    ],
  }),
  says: ({ out, inputs: { x }, params: { weight } }) => ({
    forward: `${out} weighs and sums its input ${x}, and squashes the sum z into (0, 1)`,
    backward: `${out} scales its gradient by the slope σ′(z), and passes it on to ${x} through ${weight}`,
  }),
  torch: ({ inputs: { x }, params: { weight, bias } }) => ({
    apply: [x, weight, ...(bias ? [bias] : [])],
    function: {
      takes: ["x", "weight", ...(bias ? ["bias"] : [])],
      saves: ["x", "weight", "output"],
      forward: `return torch.sigmoid(x @ weight.T${bias ? " + bias" : ""})`,
      backward: `d_z = grad * output * (1 - output)
d_rows = d_z.reshape(-1, weight.shape[0])
d_x = d_z @ weight
d_weight = d_rows.T @ x.reshape(-1, weight.shape[1])
return d_x, d_weight${bias ? ", d_rows.sum(dim=0)" : ""}`,
    },
  }),
  examples: [
    {
      title: "One neuron: ∂C/∂w = ∂C/∂a σ′(z) x, Vicas 2022 (27), and ∂C/∂x = ∂C/∂a σ′(z) w, Vicas 2022 (28)",
      inputs: { x: [0.5] },
      params: { weight: [[0]] },
      out: [0.5],
      dOut: [8],
      grads: { x: [0], weight: [[1]] },
    },
    {
      title: "Far from zero the layer is flat, and nothing overflows",
      inputs: { x: [1000] },
      params: { weight: [[-1], [1]], bias: [0, 0] },
      out: [0, 1],
      dOut: [1, 1],
      grads: { x: [0], weight: [[0], [0]], bias: [0, 0] },
    },
  ],
  samples: affineSamples,
});

/** Seed (20)–(28) of one neuron with one input; (30)–(36) and (39)–(42) of many. */
const derivations = {
  one: {
    byWeight: [
      "(20) d out[…j] is given",
      "(21) d weight[j,k] = sum(…, d out[…j] * ∂out[…j]/∂weight[j,k])",
      "(22) d weight[j,k] = sum(…, d out[…j] * ∂sigmoid(z[…j])/∂weight[j,k])",
      "(23)–(24) d weight[j,k] = sum(…, d out[…j] * ∂sigmoid(z[…j])/∂z[…j] * ∂z[…j]/∂weight[j,k])",
      "(25) d weight[j,k] = sum(…, d out[…j] * slope[…j] * ∂(weight[j,k] * x[…k])/∂weight[j,k])",
      "(26)–(27) d weight[j,k] = sum(…, d out[…j] * slope[…j] * x[…k])",
    ],
    byInput: [
      "d x[…k] = sum(j, d out[…j] * slope[…j] * ∂z[…j]/∂x[…k])",
      "(28) d x[…k] = sum(j, d out[…j] * slope[…j] * weight[j,k])",
    ],
  },
  many: {
    byWeight: [
      "(30) d weight[j,k] = sum(…, d out[…j] * ∂out[…j]/∂weight[j,k])",
      "(32) d weight[j,k] = sum(…, d out[…j] * ∂out[…j]/∂z[…j] * ∂z[…j]/∂weight[j,k])",
      "(33) d weight[j,k] = sum(…, d out[…j] * slope[…j] * ∂z[…j]/∂weight[j,k])",
      "(34) z[…j] = sum(i, weight[j,i] * x[…i]) + bias[j]",
      "(35) d weight[j,k] = sum(…, d out[…j] * slope[…j] * ∂sum(i, weight[j,i] * x[…i])/∂weight[j,k])",
      "(36) d weight[j,k] = sum(…, d out[…j] * slope[…j] * x[…k])",
    ],
    byInput: [
      "(39) d x[…k] = sum(j, d out[…j] * ∂out[…j]/∂x[…k])",
      "(40) out[…j] = sigmoid(z[…j])",
      "(41) z[…j] = sum(i, weight[j,i] * x[…i]) + bias[j]",
      "(42) d x[…k] = sum(j, d out[…j] * slope[…j] * weight[j,k])",
    ],
  },
};
