import { sizeOf } from "#core/tensor/tensor";
import { defineOp, TRANSCENDENTAL } from "./define";

/** σ, the logistic function, entry by entry. */
export const sigmoid = defineOp({
  type: "Sigmoid",
  family: "function",
  letter: "a",
  summary: "Squashes each entry into (0, 1).",
  keywords: ["logistic", "activation", "σ"],
  inputs: { x: { symbol: "x", hint: "Any shape" } },
  shape: ({ x }) => ({ out: x }),
  work: (_inputs, _settings, out) => TRANSCENDENTAL * sizeOf(out),
  build({ inputs: { x }, out }) {
    const from = x.value.data;
    const a = out.value.data;
    const dX = x.grad?.data;
    const dOut = out.grad?.data;
    return {
      forward() {
        for (let i = 0; i < a.length; i += 1) {
          // Only ever e to a negative power, so that neither end overflows.
          const exp = Math.exp(-Math.abs(from[i] as number));
          a[i] = (from[i] as number) < 0 ? exp / (1 + exp) : 1 / (1 + exp);
        }
      },
      // σ' = σ (1 − σ), Vicas 2022 (19).
      backward() {
        if (!dX || !dOut) return;
        for (let i = 0; i < dX.length; i += 1) {
          dX[i] = (dOut[i] as number) * (a[i] as number) * (1 - (a[i] as number));
        }
      },
      push({ x: xDot }, outDot) {
        if (!xDot) outDot.fill(0);
        else {
          for (let i = 0; i < outDot.length; i += 1) {
            outDot[i] = (xDot[i] as number) * (a[i] as number) * (1 - (a[i] as number));
          }
        }
      },
    };
  },
  formulas: (_, inputs) => ({
    card: "out = sigmoid(x)",
    forward: ["(31) out[…] = sigmoid(x[…]) = 1/(1 + exp(-x[…]))"],
    backward: [
      {
        line: "(19) d x[…] = d out[…] * out[…] * (1 - out[…])",
        derivation: inputs && sizeOf(inputs.x) === 1 ? OF_ONE : OF_MANY,
      },
    ],
  }),
  says: ({ out, inputs: { x } }) => ({
    forward: `${out} squashes ${x} into (0, 1)`,
    backward: `${out} scales its gradient by the slope of σ at ${x}`,
  }),
  torch: ({ inputs: { x } }) => ({ call: `torch.sigmoid(${x})` }),
  picture: { kind: "curve", at: (x) => 1 / (1 + Math.exp(-x)) },
  examples: [
    {
      title: "Half way at zero, where the slope is steepest",
      inputs: { x: [0, 2, -2] },
      out: [0.5, 0.8807970779778823, 0.11920292202211755],
      dOut: [1, 1, 1],
      grads: { x: [0.25, 0.10499358540350662, 0.10499358540350662] },
    },
    {
      title: "Flat at the far ends, and never a NaN",
      inputs: { x: [1000, -1000] },
      out: [1, 0],
      dOut: [1, 1],
      grads: { x: [0, 0] },
    },
  ],
  samples: (lead) => [{ inputs: { x: [...lead, 3] } }],
});

/** What ∂C/∂a becomes for a weight w that the input z is a multiple of, Vicas 2022 (20)–(28): z = w x. */
const OF_ONE = [
  "(20) d out[…] is given",
  "(21) d w = d out[…] * ∂out[…]/∂w; suppose x[…] = w * x_prev",
  "(22) d w = d out[…] * ∂sigmoid(x[…])/∂w; suppose x[…] = w * x_prev",
  "(23)–(24) d w = d out[…] * ∂sigmoid(x[…])/∂x[…] * ∂x[…]/∂w; suppose x[…] = w * x_prev",
  "(25) d w = d out[…] * sigmoid'(x[…]) * ∂x[…]/∂w; suppose x[…] = w * x_prev",
  "(26)–(27) d w = d out[…] * sigmoid'(x[…]) * x_prev; suppose x[…] = w * x_prev",
  "(28) d x_prev = d out[…] * sigmoid'(x[…]) * w; suppose x[…] = w * x_prev",
];

/** The same of one entry of many, Vicas 2022 (30)–(33). */
const OF_MANY = [
  "(30) d w_jk = d out[…] * ∂out[…]/∂w_jk; suppose x[…] = w_jk * x_k",
  "(32) d w_jk = d out[…] * ∂out[…]/∂x[…] * ∂x[…]/∂w_jk; suppose x[…] = w_jk * x_k",
  "(33) d w_jk = d out[…] * sigmoid'(x[…]) * ∂x[…]/∂w_jk; suppose x[…] = w_jk * x_k",
];
