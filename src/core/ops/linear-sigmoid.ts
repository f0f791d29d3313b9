import { sizeOf, zeros } from "#core/tensor/tensor";
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
import { costBy, defineOp, TRANSCENDENTAL } from "./define";

/** A sigmoid layer as one node, with the backward that the seed derives by hand in §2.2 and §2.3. */
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
      // a = σ(z), z = x Wᵀ + b, seed (29) and (31); σ' = σ (1 − σ), seed (19).
      forward() {
        affine.forward(z);
        for (let i = 0; i < a.length; i += 1) {
          // Only ever e to a negative power, so that neither end overflows.
          const exp = Math.exp(-Math.abs(z[i] as number));
          a[i] = (z[i] as number) < 0 ? exp / (1 + exp) : 1 / (1 + exp);
          slope[i] = (a[i] as number) * (1 - (a[i] as number));
        }
      },
      // ∂C/∂z = ∂C/∂a · σ'(z), seed (33); then as any affine layer, seed (38) and (43).
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
    slope: { symbol: "\\sigma'(z)", words: "σ′(z), the slope of the sigmoid there" },
  },
  formulas({ out, inputs: { x }, params: { weight, bias } }, { params }) {
    const plusBias = (tex: string) => (params.bias ? ` + ${tex}` : "");
    const layer = {
      z: "z",
      a: out,
      x,
      weight,
      plusBias: plusBias(`${bias}_j`),
      isSingle: sizeOf(params.weight.shape) === 1,
    };
    const dZ = `\\Bigl(${costBy(out)} \\odot \\sigma'(z)\\Bigr)`;
    return {
      card: `${out} = \\sigma(${weight} ${x}${plusBias(bias)})`,
      forward: [
        { tex: `z_j = \\sum_k w_{jk}\\, ${x}_k${plusBias(`${bias}_j`)}`, equation: "(29)" },
        { tex: `${out}_j = \\sigma(z_j)`, equation: "(31)" },
      ],
      backward: [
        { tex: "\\sigma'(z_j) = \\sigma(z_j)\\,(1 - \\sigma(z_j))", equation: "(19)" },
        {
          tex: `${costBy(weight)} = ${dZ}^{\\!\\top} ${x}`,
          equation: "(38)",
          ...weightDerivation(layer),
        },
        {
          tex: `${costBy(x)} = ${dZ}\\, ${weight}`,
          equation: "(43)",
          ...inputDerivation(layer),
        },
        ...(params.bias ? [{ tex: `${costBy(bias)} = \\sum_{\\text{rows}} ${dZ}` }] : []),
      ],
    };
  },
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
      title: "One neuron: ∂C/∂w = ∂C/∂a σ′(z) x, seed (27), and ∂C/∂x = ∂C/∂a σ′(z) w, seed (28)",
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
