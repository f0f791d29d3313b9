/** Greek letters with the name of TeX's command for each. Capitals that look like Latin ones have none, and are set as text. */
const GREEK: readonly (readonly [letter: string, command: string])[] = [
  ["α", "alpha"],
  ["β", "beta"],
  ["γ", "gamma"],
  ["δ", "delta"],
  ["ε", "varepsilon"],
  ["ϵ", "epsilon"],
  ["ζ", "zeta"],
  ["η", "eta"],
  ["θ", "theta"],
  ["ι", "iota"],
  ["κ", "kappa"],
  ["λ", "lambda"],
  ["μ", "mu"],
  // MICRO SIGN, which many keyboards give for mu.
  ["\u00b5", "mu"],
  ["ν", "nu"],
  ["ξ", "xi"],
  ["π", "pi"],
  ["ρ", "rho"],
  ["σ", "sigma"],
  ["τ", "tau"],
  ["υ", "upsilon"],
  ["φ", "varphi"],
  ["ϕ", "phi"],
  ["χ", "chi"],
  ["ψ", "psi"],
  ["ω", "omega"],
  ["Γ", "Gamma"],
  ["Δ", "Delta"],
  ["Θ", "Theta"],
  ["Λ", "Lambda"],
  ["Ξ", "Xi"],
  ["Π", "Pi"],
  ["Σ", "Sigma"],
  ["Υ", "Upsilon"],
  ["Φ", "Phi"],
  ["Ψ", "Psi"],
  ["Ω", "Omega"],
];

const COMMAND_OF: ReadonlyMap<string, string> = new Map(GREEK);
const COMMANDS: ReadonlySet<string> = new Set(GREEK.map(([, command]) => command));

/** Signs that would mean something to TeX, and what shows them instead. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\textbackslash{}"],
  ["{", "\\{"],
  ["}", "\\}"],
  ["$", "\\$"],
  ["%", "\\%"],
  ["#", "\\#"],
  ["&", "\\&"],
  ["_", "\\_"],
  ["^", "\\textasciicircum{}"],
  ["~", "\\textasciitilde{}"],
]);

/** In code points. A name is read at a glance or not at all. */
const LONGEST = 40;

/**
 * TeX for a node's label: one atom, which may carry an index or an exponent and stand anywhere in a formula.
 * A letter, or the name of a Greek one, is set as mathematics; `w1`, `w_1` and `a_prev` get an index; another plain word is set
 * in italics, and anything else as text. A label never becomes a command: whatever it holds, its own signs are shown. An empty
 * one is a question mark.
 */
export function texName(label: string): string {
  const name = tidy(label);
  if (name === "") return "{?}";
  const match = /^(?<base>\p{L}+)(?:(?<digits>\d+)|_(?<index>\p{L}+|\d+))?(?<primes>'{0,3})$/u.exec(name)?.groups;
  if (!match?.base) return text(name);
  const index = match.digits ?? match.index;
  const atom = index === undefined ? word(match.base) : `${word(match.base)}_{${word(index)}}`;
  const primed = `${atom}${match.primes ?? ""}`;
  return primed === word(match.base) ? primed : `{${primed}}`;
}

/** Letters only, or digits only. */
function word(letters: string): string {
  if (/^(\d+|[A-Za-z])$/.test(letters)) return letters;
  if (COMMANDS.has(letters)) return `\\${letters}`;
  if (/^[A-Za-z]+$/.test(letters)) return `\\mathit{${letters}}`;
  // Such as Δx: letter by letter, as mathematics, as long as each has a place there.
  const signs = [...letters].map((letter) => {
    const command = COMMAND_OF.get(letter);
    return command ? `\\${command}` : /[A-Za-z]/.test(letter) ? letter : null;
  });
  if (signs.length > 3 || signs.includes(null)) return text(letters);
  return signs.length === 1 ? (signs[0] as string) : `{${signs.join(" ")}}`;
}

function text(plain: string): string {
  return `\\text{${[...plain].map(shown).join("")}}`;
}

/** KaTeX takes many mathematical signs, such as ≔ and ℋ, for commands that may not stand in a text; by their numbers they may. */
function shown(sign: string): string {
  if (/[\u2030-\u2aff]/.test(sign)) return `{\\char"${(sign.codePointAt(0) as number).toString(16)}}`;
  // A dotless i for typewriters is the one letter that KaTeX does not know by any name.
  return ESCAPES.get(sign) ?? (sign === "\u{1d6a4}" ? "ı" : sign);
}

/** One line, of signs that can be seen, and not too long. */
function tidy(label: string): string {
  const visible = label
    .slice(0, 40 * LONGEST)
    .normalize("NFC")
    // Spaces of all kinds; then controls, format and unassigned signs, lone halves of a pair, and accents that stand on nothing.
    .replace(/[\p{Z}\p{Cc}]+/gu, " ")
    .replace(/[\p{C}\p{M}]/gu, "")
    .trim();
  const signs = [...visible];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : visible;
}
