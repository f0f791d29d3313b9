import { sizeOf } from "#core/tensor/tensor";
import { costBy, defineOp, type Formula, TRANSCENDENTAL } from "./define";

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
      // σ' = σ (1 − σ), seed (19).
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
  formulas: ({ out, inputs: { x } }) => ({
    card: `${out} = \\sigma(${x})`,
    forward: [{ tex: `${out}_j = \\sigma(${x}_j) = \\frac{1}{1 + e^{-${x}_j}}`, equation: "(31)" }],
    backward: [
      {
        tex: `${costBy(`${x}_j`)} = ${costBy(`${out}_j`)}\\, \\sigma(${x}_j)\\,(1 - \\sigma(${x}_j))`,
        equation: "(19)",
        derivation: throughSigmoid(out, x),
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

/** What ∂C/∂a becomes for a weight w that the input z depends on: seed (20)–(25) of one neuron, (30)–(33) of one entry of many. */
function throughSigmoid(a: string, z: string): readonly Formula[] {
  const by = (of: string, symbol: string) => `\\frac{\\partial ${of}}{\\partial ${symbol}}`;
  const entry = "w_{jk}";
  const step = (left: string, right: string, equation: string): Formula => ({
    tex: `${costBy(left)} = ${right}`,
    equation,
  });
  return [
    { tex: `${costBy(a)}\\ \\text{is given}`, equation: "(20)" },
    step("w", `${costBy(a)}\\, ${by(a, "w")}`, "(21)"),
    step("w", `${costBy(a)}\\, ${by(`\\sigma(${z})`, "w")}`, "(22)"),
    step("w", `${costBy(a)}\\, ${by(`\\sigma(${z})`, z)}\\, ${by(z, "w")}`, "(23)–(24)"),
    step("w", `${costBy(a)}\\, \\sigma'(${z})\\, ${by(z, "w")}`, "(25)"),
    step(entry, `${costBy(`${a}_j`)}\\, ${by(`${a}_j`, entry)}`, "(30)"),
    step(entry, `${costBy(`${a}_j`)}\\, ${by(`${a}_j`, `${z}_j`)}\\, ${by(`${z}_j`, entry)}`, "(32)"),
    step(entry, `${costBy(`${a}_j`)}\\, \\sigma'(${z}_j)\\, ${by(`${z}_j`, entry)}`, "(33)"),
  ];
}
