import { expect, test } from "vitest";
import { plainTex } from "./plain-tex";

test.each([
  ["1 = 2 \\times 0.5", "1 = 2 · 0.5"],
  ["0.19 = \\sigma(-1.45) = \\frac{1}{1 + e^{-(-1.45)}}", "0.19 = σ(−1.45) = 1/(1 + e^(−(−1.45)))"],
  ["\\frac{1}{2} \\times ((0.668 - 0)^2 + (0.19 - 1)^2)", "1/2 · ((0.668 − 0)² + (0.19 − 1)²)"],
  ["1 - \\tanh^2(0.1)", "1 − tanh²(0.1)"],
  ["\\frac{\\partial C}{\\partial \\mu} \\cdot \\ln \\sigma(2)", "∂C/∂μ · ln σ(2)"],
  ["1.2 \\cdot 10^{-7}", "1.2 · 10⁻⁷"],
  ["\\mathrm{rate}_{1}", "rate1"],
  ["\\sqrt{2\\pi}\\,e^{x}", "√(2π) e^x"],
])("%s reads %s", (tex, plain) => {
  expect(plainTex(tex)).toBe(plain);
});

test.each([
  "\\begin{bmatrix} 1 & 2 \\end{bmatrix}",
  "\\sum_{\\text{rows}} 3",
  "\\href{javascript:1}{x}",
  "{1",
  "1}",
  "",
])("%s is left to TeX", (tex) => {
  expect(plainTex(tex)).toBeNull();
});
