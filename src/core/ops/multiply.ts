import { spreadIndex, sumTo } from "#core/tensor/broadcast";
import { defineOp } from "./define";
import { PAIR_NOTE, pairInputs, pairSamples, pairShape, pairWork } from "./pair";

/** The entrywise product of two tensors, NumPy's broadcasting. */
export const multiply = defineOp({
  type: "Multiply",
  family: "function",
  letter: "m",
  summary: "Multiplies two tensors entry by entry, stretching the smaller one where it can.",
  keywords: ["times", "product", "gate", "hadamard"],
  inputs: pairInputs,
  shape: ({ a, b }) => pairShape(a, b),
  work: pairWork,
  build({ inputs: { a, b }, out }) {
    const aIndex = spreadIndex(a.value.shape, out.value.shape);
    const bIndex = spreadIndex(b.value.shape, out.value.shape);
    const left = a.value.data;
    const right = b.value.data;
    const to = out.value.data;
    const dA = a.grad?.data;
    const dB = b.grad?.data;
    const dOut = out.grad?.data;
    // ∂C/∂a for each entry of the product: the gradient itself, unless a was stretched and it is still to be summed.
    const eachA = dA && aIndex ? new Float64Array(to.length) : dA;
    const eachB = dB && bIndex ? new Float64Array(to.length) : dB;
    const sumToA = aIndex && sumTo(a.value.shape, out.value.shape);
    const sumToB = bIndex && sumTo(b.value.shape, out.value.shape);
    return {
      forward() {
        for (let i = 0; i < to.length; i += 1) {
          to[i] =
            (left[aIndex ? (aIndex[i] as number) : i] as number) *
            (right[bIndex ? (bIndex[i] as number) : i] as number);
        }
      },
      // The gradient of each factor is the upstream gradient times the other factor, summed where the factor was stretched.
      backward() {
        if (!dOut) return;
        if (dA && eachA) {
          for (let i = 0; i < eachA.length; i += 1) {
            eachA[i] = (dOut[i] as number) * (right[bIndex ? (bIndex[i] as number) : i] as number);
          }
          sumToA?.(dA, eachA);
        }
        if (dB && eachB) {
          for (let i = 0; i < eachB.length; i += 1) {
            eachB[i] = (dOut[i] as number) * (left[aIndex ? (aIndex[i] as number) : i] as number);
          }
          sumToB?.(dB, eachB);
        }
      },
      // ȯut = ȧ ⊙ b + a ⊙ ḃ, the product rule.
      push({ a: aDot, b: bDot }, outDot) {
        for (let i = 0; i < outDot.length; i += 1) {
          const atA = aIndex ? (aIndex[i] as number) : i;
          const atB = bIndex ? (bIndex[i] as number) : i;
          const byA = aDot ? (aDot[atA] as number) * (right[atB] as number) : 0;
          const byB = bDot ? (left[atA] as number) * (bDot[atB] as number) : 0;
          outDot[i] = byA + byB;
        }
      },
    };
  },
  formulas: () => ({
    card: "out = a * b",
    forward: ["out[…] = a[…] * b[…]"],
    backward: [{ line: "d a[…] = sum(…, d out[…] * b[…])", note: PAIR_NOTE }, "d b[…] = sum(…, d out[…] * a[…])"],
  }),
  says: ({ out, inputs: { a, b } }) => ({
    forward: `${out} multiplies ${a} by ${b}`,
    backward: `${out} gives ${a} and ${b} its gradient, each times the other`,
  }),
  torch: ({ inputs: { a, b } }) => ({ call: `${a} * ${b}` }),
  examples: [
    {
      title: "Each factor's gradient is scaled by the other",
      inputs: { a: [2, 3], b: [5, 7] },
      out: [10, 21],
      dOut: [1, 10],
      grads: { a: [5, 70], b: [2, 30] },
    },
    {
      title: "A row is stretched over a matrix",
      inputs: {
        a: [
          [1, 2],
          [3, 4],
        ],
        b: [10, 100],
      },
      out: [
        [10, 200],
        [30, 400],
      ],
      dOut: [
        [1, 1],
        [1, 1],
      ],
      grads: {
        a: [
          [10, 100],
          [10, 100],
        ],
        b: [4, 6],
      },
    },
  ],
  samples: pairSamples,
});
