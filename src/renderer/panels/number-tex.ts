import { short } from "#core/drawing/number-format";

/** A number at rest as TeX: `0.148`, `-1.45`, `1.20 \cdot 10^{-7}`. */
export function numberTex(x: number): string {
  if (Number.isNaN(x)) return "\\text{NaN}";
  const [digits = "", exponent] = short(x).replaceAll("\u2212", "-").replace("∞", "\\infty").split("e");
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${exponent}}`;
}
