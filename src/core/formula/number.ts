/** Writes a number as JavaScript has it, in so many significant digits: `0.375`, `-1.2e-7`, `NaN`, `Infinity`. */
export type NumberWriter = (x: number, digits: number) => string;

/** From here up, and from here down, a number is written with an exponent. */
const LARGE = 999_500;
const SMALL = 0.0009995;

/** Without zeros at its end: 0.5, 12300, -1.2e-7. */
export function brief(x: number, digits: number): string {
  if (x === 0 || !Number.isFinite(x)) return String(x === 0 ? 0 : x);
  const size = Math.abs(x);
  if (size < LARGE && size >= SMALL) return String(Number(x.toPrecision(digits)));
  const [mantissa, exponent] = x.toExponential(digits - 1).split("e");
  return `${Number(mantissa)}e${Number(exponent)}`;
}

/** With all its digits, and an exponent where the plain form would be long: 0.500, 1.23e3, -1.20e-7, 0.00. */
export function padded(x: number, digits: number): string {
  if (x === 0) return (0).toFixed(digits - 1);
  const size = Math.abs(x);
  if (!Number.isFinite(x) || (size < 999.5 && size >= SMALL))
    return Number.isFinite(x) ? x.toPrecision(digits) : String(x);
  return x.toExponential(digits - 1).replace("+", "");
}

/** A number that was written so, taken apart. */
export function numberParts(text: string) {
  const sign = text.startsWith("-") ? "-" : "";
  const [digits = "", exponent] = text.slice(sign.length).split("e");
  return { sign, digits, exponent: exponent === undefined ? undefined : exponent.replace("+", "") };
}

/** A written number as TeX: `-1.2 \cdot 10^{-7}`, `\infty`. */
export function numberTex(text: string): string {
  const { sign, digits, exponent } = numberParts(text);
  if (digits === "NaN") return "\\text{NaN}";
  if (digits === "Infinity") return `${sign}\\infty`;
  if (exponent === undefined) return sign + digits;
  return `${sign}${digits === "1" ? "" : `${digits} \\cdot `}10^{${exponent}}`;
}

/** A written number as plain text, with a true minus sign: −1.2e−7, ∞. */
export function numberText(text: string): string {
  return text.replace("Infinity", "∞").replaceAll("-", "−");
}

/** A number in a line of TeX: three significant digits, and no zeros after them. */
export function briefTex(x: number): string {
  return numberTex(brief(x, 3));
}

/** A number in a sentence: three significant digits and no zeros after them, a true minus sign: 0.5, −1.2e−7, 12300. */
export function sayNumber(x: number): string {
  return numberText(brief(x, 3));
}
