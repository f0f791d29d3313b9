import { sizeOf } from "#core/tensor/tensor";
import { defineOp, TRANSCENDENTAL } from "./define";

/** The hyperbolic tangent, entry by entry. */
export const tanh = defineOp({
  type: "Tanh",
  family: "function",
  letter: "a",
  summary: "Squashes each entry into (−1, 1), with zero kept at zero.",
  keywords: ["hyperbolic tangent", "activation"],
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
        for (let i = 0; i < a.length; i += 1) a[i] = Math.tanh(from[i] as number);
      },
      // tanh' = 1 − tanh².
      backward() {
        if (!dX || !dOut) return;
        for (let i = 0; i < dX.length; i += 1) {
          dX[i] = (dOut[i] as number) * (1 - (a[i] as number) * (a[i] as number));
        }
      },
      push({ x: xDot }, outDot) {
        if (!xDot) outDot.fill(0);
        else {
          for (let i = 0; i < outDot.length; i += 1) {
            outDot[i] = (xDot[i] as number) * (1 - (a[i] as number) * (a[i] as number));
          }
        }
      },
    };
  },
  formulas: () => ({
    card: "out = tanh(x)",
    forward: ["out[…] = tanh(x[…])"],
    backward: ["d x[…] = d out[…] * (1 - out[…]^2)"],
  }),
  says: ({ out, inputs: { x } }) => ({
    forward: `${out} squashes ${x} into (−1, 1)`,
    backward: `${out} scales its gradient by the slope of tanh at ${x}`,
  }),
  torch: ({ inputs: { x } }) => ({ call: `torch.tanh(${x})` }),
  picture: { kind: "curve", at: Math.tanh },
  examples: [
    {
      title: "Zero stays zero, with slope one",
      inputs: { x: [0, 1] },
      out: [0, 0.7615941559557649],
      dOut: [1, 1],
      grads: { x: [1, 0.41997434161402614] },
    },
    { title: "Flat at the far ends", inputs: { x: [1000, -1000] }, out: [1, -1], dOut: [1, 1], grads: { x: [0, 0] } },
  ],
  samples: (lead) => [{ inputs: { x: [...lead, 3] } }],
});
