import { sizeOf } from "#core/tensor/tensor";
import { defineOp, TRANSCENDENTAL } from "./define";

/** Softmax over the last axis. */
export const softmax = defineOp({
  type: "Softmax",
  family: "function",
  letter: "p",
  summary: "Turns each row into positive entries that sum to 1.",
  keywords: ["probabilities", "activation", "normalise"],
  inputs: { x: { symbol: "x", hint: "Any leading axes; the last axis is normalised" } },
  shape: ({ x }) =>
    x.length > 0
      ? { out: x }
      : { faults: [{ code: "shape-mismatch", handle: "x", message: "expects a vector or more axes, got a scalar" }] },
  work: (_inputs, _settings, out) => TRANSCENDENTAL * sizeOf(out),
  build({ inputs: { x }, out }) {
    const columns = x.value.shape.at(-1) ?? 1;
    const from = x.value.data;
    const a = out.value.data;
    const dX = x.grad?.data;
    const dOut = out.grad?.data;
    return {
      forward() {
        for (let start = 0; start < a.length; start += columns) {
          const end = start + columns;
          // The largest entry is taken off first, so that no exponential overflows.
          let largest = Number.NEGATIVE_INFINITY;
          for (let i = start; i < end; i += 1) largest = Math.max(largest, from[i] as number);
          let sum = 0;
          for (let i = start; i < end; i += 1) {
            const exp = Math.exp((from[i] as number) - largest);
            a[i] = exp;
            sum += exp;
          }
          for (let i = start; i < end; i += 1) a[i] = (a[i] as number) / sum;
        }
      },
      backward() {
        if (!dX || !dOut) return;
        for (let start = 0; start < dX.length; start += columns) {
          const end = start + columns;
          let mean = 0;
          for (let i = start; i < end; i += 1) mean += (dOut[i] as number) * (a[i] as number);
          for (let i = start; i < end; i += 1) dX[i] = (a[i] as number) * ((dOut[i] as number) - mean);
        }
      },
      // ȧ_j = a_j (ẋ_j − Σ_i a_i ẋ_i): the Jacobian is symmetric.
      push({ x: xDot }, outDot) {
        if (!xDot) {
          outDot.fill(0);
          return;
        }
        for (let start = 0; start < outDot.length; start += columns) {
          const end = start + columns;
          let mean = 0;
          for (let i = start; i < end; i += 1) mean += (xDot[i] as number) * (a[i] as number);
          for (let i = start; i < end; i += 1) outDot[i] = (a[i] as number) * ((xDot[i] as number) - mean);
        }
      },
    };
  },
  formulas: () => ({
    card: "out[…j] = exp(x[…j]) / sum(i, exp(x[…i]))",
    forward: ["out[…j] = exp(x[…j]) / sum(i, exp(x[…i]))"],
    backward: ["d x[…j] = out[…j] * (d out[…j] - sum(i, d out[…i] * out[…i]))"],
  }),
  says: ({ out, inputs: { x } }) => ({
    forward: `${out} turns ${x} into shares that sum to 1`,
    backward: `${out} weighs its gradient less its mean, since the shares of ${x} compete`,
  }),
  torch: ({ inputs: { x } }) => ({ call: `torch.softmax(${x}, dim=-1)` }),
  examples: [
    {
      title: "Equal entries share equally",
      inputs: { x: [3, 3] },
      out: [0.5, 0.5],
      dOut: [1, 0],
      grads: { x: [0.25, -0.25] },
    },
    {
      title: "Large entries do not overflow",
      inputs: { x: [10000, 0] },
      out: [1, 0],
      dOut: [1, 0],
      grads: { x: [0, 0] },
    },
  ],
  samples: (lead) => [{ inputs: { x: [...lead, 4] } }],
});
