import { defineOp } from "./define";

/** The rectifier, entry by entry. */
export const relu = defineOp({
  type: "ReLU",
  family: "function",
  letter: "a",
  summary: "Lets positive entries through and sets the others to zero.",
  keywords: ["rectifier", "activation", "max"],
  inputs: { x: { symbol: "x", hint: "Any shape" } },
  shape: ({ x }) => ({ out: x }),
  build({ inputs: { x }, out }) {
    const from = x.value.data;
    const to = out.value.data;
    const dX = x.grad?.data;
    const dOut = out.grad?.data;
    return {
      forward() {
        for (let i = 0; i < to.length; i += 1) to[i] = Math.max(0, from[i] as number);
      },
      backward() {
        if (!dX || !dOut) return;
        for (let i = 0; i < dX.length; i += 1) dX[i] = (from[i] as number) <= 0 ? 0 : (dOut[i] as number);
      },
      push({ x: xDot }, outDot) {
        if (!xDot) outDot.fill(0);
        else
          for (let i = 0; i < outDot.length; i += 1)
            outDot[i] = ((from[i] as number) <= 0 ? 0 : 1) * (xDot[i] as number);
      },
    };
  },
  formulas: () => ({
    card: "out = max(0, x)",
    forward: ["out[…] = max(0, x[…])"],
    backward: ["d x[…] = cases(x[…] > 0: d out[…]; else: 0)"],
  }),
  says: ({ out, inputs: { x } }) => ({
    forward: `${out} lets through what is positive in ${x}`,
    backward: `${out} passes its gradient on where ${x} is positive, and stops it elsewhere`,
  }),
  torch: ({ inputs: { x } }) => ({ call: `torch.relu(${x})` }),
  picture: { kind: "curve", at: (x) => Math.max(0, x) },
  examples: [
    {
      title: "The gradient passes where the entry did; at zero it is zero",
      inputs: { x: [-1, 0, 2] },
      out: [0, 0, 2],
      dOut: [5, 5, 5],
      grads: { x: [0, 0, 5] },
    },
  ],
  samples: (lead) => [{ inputs: { x: [...lead, 3] } }],
});
