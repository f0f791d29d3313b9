import type { Line } from "#core/formula/lines";

/** How lines write a Gauss kernel g and what it is of. */
export interface KernelNames {
  readonly g: string;
  readonly m: string;
  readonly mu: string;
  readonly sigma: string;
}

/** A kernel's derivatives, each as the steps to it, the last of which is its formula. */
export interface KernelLines {
  readonly g: Line;
  readonly mu: readonly string[];
  readonly sigma: readonly string[];
  readonly m: readonly string[];
}

/** The footnote on Vicas 2022 (49), (52), (60) and (63). */
export const BRACKET_SLIP = "In Vicas 2022's first bracket x stands where m is meant ((49), (52), (60), (63)).";

/** The Gauss kernel and its derivatives: Vicas 2022 (44)–(53), or without its scale (54)–(64). */
export function kernelLines({ g, m, mu, sigma }: KernelNames, scaled: boolean): KernelLines {
  const half = `-(1/2) * ((${m} - ${mu})/${sigma})^2`;
  const bell = `exp(${half})`;
  const by = (symbol: string, lines: readonly (readonly [equation: string, right: string])[]) =>
    lines.map(([equation, right]) => `${equation} ∂${g}/∂${symbol} = ${right}`);
  const d = (of: string, symbol: string) => `∂(${of})/∂${symbol}`;
  if (!scaled) {
    return {
      g: `(54) ${g} = ${bell}`,
      mu: by(mu, [
        ["(60)", `${d(half, mu)} * ${bell}`],
        ["(61)", `1/(2*${sigma}^2) * (2*(${m} - ${mu})) * ${bell}`],
        ["(62)", `(${m} - ${mu})/${sigma}^2 * ${bell}`],
      ]),
      sigma: by(sigma, [
        ["(55)", d(bell, sigma)],
        ["(56)", `∂${bell}/∂${sigma}`],
        ["(57)", `${bell} * ${d(half, sigma)}`],
        ["(58)", `-(1/2) * ${d(`(${m} - ${mu})^2 * ${sigma}^-2`, sigma)} * ${bell}`],
        ["(59)", `(${m} - ${mu})^2/${sigma}^3 * ${bell}`],
      ]),
      m: by(m, [
        ["(63)", `${d(half, m)} * ${bell}`],
        ["(64)", `(${mu} - ${m})/${sigma}^2 * ${bell}`],
      ]),
    };
  }
  const root = "sqrt(2*pi)";
  const front = `1/(${sigma}*${root})`;
  return {
    g: `(44) ${g} = ${front} * ${bell}`,
    mu: by(mu, [
      ["(49)", `${front} * ${d(half, mu)} * ${bell}`],
      ["(50)", `${front} * (1/(2*${sigma}^2)) * (2*(${m} - ${mu})) * ${bell}`],
      ["(51)", `(${m} - ${mu})/(${sigma}^3*${root}) * ${bell}`],
    ]),
    sigma: by(sigma, [
      ["(45)", `1/${root} * ${d(`1/${sigma} * ${bell}`, sigma)}`],
      ["(46)", `1/${root} * (1/${sigma}) * ∂${bell}/∂${sigma} + 1/${root} * ${d(`1/${sigma}`, sigma)} * ${bell}`],
      ["(47)", `1/${root} * (1/${sigma}) * ${bell} * ${d(half, sigma)} + 1/${root} * (-(1/${sigma}^2)) * ${bell}`],
      ["(48)", `1/${root} * ${bell} * ((${m} - ${mu})^2/${sigma}^4 - 1/${sigma}^2)`],
    ]),
    m: by(m, [
      ["(52)", `${front} * ${d(half, m)} * ${bell}`],
      ["(53)", `(${mu} - ${m})/(${sigma}^3*${root}) * ${bell}`],
    ]),
  };
}

/** A line with the steps before it, of which it is the last. */
export function derived(lines: readonly string[], slip?: string): Line {
  return { line: lines.at(-1) ?? "", slip, derivation: lines.slice(0, -1) };
}
