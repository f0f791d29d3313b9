import { spreadIndex, sumTo } from "#core/tensor/broadcast";
import { defineOp } from "./define";
import { PAIR_NOTE, pairInputs, pairSamples, pairShape, pairWork } from "./pair";

/** The sum of two tensors, NumPy's broadcasting. */
export const add = defineOp({
  type: "Add",
  family: "function",
  letter: "s",
  summary: "Adds two tensors entry by entry, stretching the smaller one where it can.",
  keywords: ["plus", "sum", "residual", "skip"],
  inputs: pairInputs,
  shape: ({ a, b }) => pairShape(a, b),
  work: pairWork,
  build({ inputs: { a, b }, out }) {
    const aIndex = spreadIndex(a.value.shape, out.value.shape);
    const bIndex = spreadIndex(b.value.shape, out.value.shape);
    const sumToA = sumTo(a.value.shape, out.value.shape);
    const sumToB = sumTo(b.value.shape, out.value.shape);
    const left = a.value.data;
    const right = b.value.data;
    const to = out.value.data;
    const dA = a.grad?.data;
    const dB = b.grad?.data;
    const dOut = out.grad?.data;
    return {
      forward() {
        for (let i = 0; i < to.length; i += 1) {
          to[i] =
            (left[aIndex ? (aIndex[i] as number) : i] as number) +
            (right[bIndex ? (bIndex[i] as number) : i] as number);
        }
      },
      backward() {
        if (!dOut) return;
        if (dA) sumToA(dA, dOut);
        if (dB) sumToB(dB, dOut);
      },
      // ȯut = ȧ + ḃ.
      push({ a: aDot, b: bDot }, outDot) {
        for (let i = 0; i < outDot.length; i += 1) {
          const left = aDot ? (aDot[aIndex ? (aIndex[i] as number) : i] as number) : 0;
          const right = bDot ? (bDot[bIndex ? (bIndex[i] as number) : i] as number) : 0;
          outDot[i] = left + right;
        }
      },
    };
  },
  formulas: () => ({
    card: "out = a + b",
    forward: ["out[…] = a[…] + b[…]"],
    backward: [{ line: "d a[…] = sum(…, d out[…])", note: PAIR_NOTE }, "d b[…] = sum(…, d out[…])"],
  }),
  says: ({ out, inputs: { a, b } }) => ({
    forward: `${out} adds ${a} and ${b}`,
    backward: `${out} hands its gradient as it is to both ${a} and ${b}`,
  }),
  torch: ({ inputs: { a, b } }) => ({ call: `${a} + ${b}` }),
  examples: [
    {
      title: "Both inputs get the whole gradient",
      inputs: { a: [1, 2], b: [10, 20] },
      out: [11, 22],
      dOut: [3, 4],
      grads: { a: [3, 4], b: [3, 4] },
    },
    {
      title: "A scalar is stretched over a matrix; its gradient is the sum",
      inputs: {
        a: [
          [1, 2],
          [3, 4],
        ],
        b: 10,
      },
      out: [
        [11, 12],
        [13, 14],
      ],
      dOut: [
        [1, 2],
        [3, 4],
      ],
      grads: {
        a: [
          [1, 2],
          [3, 4],
        ],
        b: 10,
      },
    },
  ],
  samples: pairSamples,
});
