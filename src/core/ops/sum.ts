import { defineOp } from "./define";

/** The sum of all entries. */
export const sum = defineOp({
  type: "Sum",
  family: "function",
  letter: "s",
  summary: "Adds up all entries into one number.",
  keywords: ["total", "reduce", "Σ"],
  inputs: { x: { symbol: "x", hint: "Any shape" } },
  shape: () => ({ out: [] }),
  build({ inputs: { x }, out }) {
    const from = x.value.data;
    const to = out.value.data;
    const dX = x.grad?.data;
    const dOut = out.grad?.data;
    return {
      forward() {
        let total = 0;
        for (let i = 0; i < from.length; i += 1) total += from[i] as number;
        to[0] = total;
      },
      backward() {
        if (dX && dOut) dX.fill(dOut[0] as number);
      },
      // ȯut = Σ_j ẋ_j.
      push({ x: xDot }, outDot) {
        let total = 0;
        if (xDot) for (let i = 0; i < xDot.length; i += 1) total += xDot[i] as number;
        outDot[0] = total;
      },
    };
  },
  formulas: () => ({
    card: "out = sum(…, x[…])",
    forward: ["out = sum(…, x[…])"],
    backward: ["d x[…] = d out"],
  }),
  says: ({ out, inputs: { x } }) => ({
    forward: `${out} adds up all entries of ${x}`,
    backward: `${out} hands its gradient whole to every entry of ${x}`,
  }),
  torch: ({ inputs: { x } }) => ({ call: `${x}.sum()` }),
  examples: [
    {
      title: "Every entry gets the whole gradient",
      inputs: {
        x: [
          [1, 2],
          [3, 4],
        ],
      },
      out: 10,
      dOut: 2,
      grads: {
        x: [
          [2, 2],
          [2, 2],
        ],
      },
    },
  ],
  samples: (lead) => [{ inputs: { x: [...lead, 3] } }],
});
