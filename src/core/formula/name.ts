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

/** Signs that would mean something to TeX, and what shows them in a text instead. */
export const TEX_ESCAPES: ReadonlyMap<string, string> = new Map([
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
 * TeX for a node's label: a symbol with its own index and primes, which may carry an exponent and stand anywhere in a formula.
 * A letter, or the name of a Greek one, is set as mathematics; `w1`, `w_1` and `a_prev` get an index; another plain word is set
 * in italics, and anything else as text. A label never becomes a command: whatever it holds, its own signs are shown. An empty
 * one is a question mark.
 */
export function texName(label: string, signTex: SignTex = katexSign): string {
  if (signTex !== katexSign) return nameTex(label, signTex);
  const before = known.get(label);
  if (before !== undefined) return before;
  const tex = nameTex(label, signTex);
  if (known.size >= MOST_KNOWN) known.clear();
  if (label.length <= LONGEST) known.set(label, tex);
  return tex;
}

// The same few names are written again and again at each step.
const known = new Map<string, string>();
const MOST_KNOWN = 1000;

function nameTex(label: string, signTex: SignTex): string {
  const name = tidy(label);
  if (name === "") return "{?}";
  const parts = partsOf(name);
  if (!parts) return text(name, signTex);
  const { base, index, primes } = parts;
  const below = index === undefined ? "" : `_{${word(index, signTex)}}`;
  return `${word(base, signTex)}${below}${primes}`;
}

/** How a sign of a text is written so that it means nothing but itself. */
export type SignTex = (sign: string) => string;

/** A stretch of a name that is set alike: on the line or as its index, and slanted as mathematics or upright as text. */
export interface NameRun {
  readonly text: string;
  readonly italic: boolean;
  readonly isIndex: boolean;
}

/** A node's label as `texName` would have it set, for pictures that no TeX is set in. An index comes last. */
export function nameRuns(label: string): readonly NameRun[] {
  const name = tidy(label);
  const parts = partsOf(name);
  if (!parts) return [{ text: name === "" ? "?" : name, italic: false, isIndex: false }];
  const { base, index, primes } = parts;
  const prime = primes === "" ? [] : [{ text: "′".repeat(primes.length), italic: false, isIndex: false }];
  const below = index === undefined ? [] : [{ ...plainWord(index), isIndex: true }];
  return [{ ...plainWord(base), isIndex: false }, ...prime, ...below];
}

/** Letters as signs that can be seen: the name of a Greek letter is that letter. */
function plainWord(letters: string): Pick<NameRun, "text" | "italic"> {
  const greek = COMMANDS.has(letters) ? GREEK.find(([, command]) => command === letters)?.[0] : undefined;
  if (greek !== undefined) return { text: greek, italic: /\p{Ll}/u.test(greek) };
  return { text: letters, italic: /^\p{L}/u.test(letters) && isLetters(letters) };
}

/** A name that is set as mathematics, taken apart; null where it is set as text. */
function partsOf(name: string) {
  const match = /^(?<base>\p{L}+)(?:(?<digits>\d+)|_(?<index>\p{L}+|\d+))?(?<primes>'{0,3})$/u.exec(name)?.groups;
  if (!match?.base) return null;
  return { base: match.base, index: match.digits ?? match.index, primes: match.primes ?? "" };
}

/** Letters only, or digits only. */
function word(letters: string, signTex: SignTex): string {
  if (/^(\d+|[A-Za-z])$/.test(letters)) return letters;
  if (COMMANDS.has(letters)) return `\\${letters}`;
  if (/^[A-Za-z]+$/.test(letters)) return `\\mathit{${letters}}`;
  if (!isLetters(letters)) return text(letters, signTex);
  // Such as Δx: letter by letter, as mathematics.
  const signs = [...letters].map((letter) => (COMMAND_OF.has(letter) ? `\\${COMMAND_OF.get(letter)}` : letter));
  return signs.length === 1 ? (signs[0] as string) : `{${signs.join(" ")}}`;
}

/** Whether letters are set as mathematics: Latin ones, and a few at the most where there are Greek ones among them. */
function isLetters(letters: string): boolean {
  if (/^[A-Za-z]+$/.test(letters)) return true;
  const signs = [...letters];
  return signs.length <= 3 && signs.every((sign) => COMMAND_OF.has(sign) || /[A-Za-z]/.test(sign));
}

function text(plain: string, signTex: SignTex): string {
  return `\\text{${[...plain].map(signTex).join("")}}`;
}

/** KaTeX takes many mathematical signs, such as ≔ and ℋ, for commands that may not stand in a text; by their numbers they may. */
function katexSign(sign: string): string {
  if (/[\u2030-\u2aff]/.test(sign)) return `{\\char"${(sign.codePointAt(0) as number).toString(16)}}`;
  // A dotless i for typewriters is the one letter that KaTeX does not know by any name.
  return TEX_ESCAPES.get(sign) ?? (sign === "\u{1d6a4}" ? "ı" : sign);
}

/** In signs. A sentence may hold three names and should still be read in one go. */
const LONGEST_IN_SENTENCE = 24;

/** A node's label as plain text for a sentence: one line of signs that can be seen, at most `most` of them; `?` where there are none. */
export function plainName(label: string, most = LONGEST_IN_SENTENCE): string {
  return tidy(label, most) || "?";
}

/** One line, of signs that can be seen, and not too long. */
function tidy(label: string, most = LONGEST): string {
  const visible = label
    .slice(0, 40 * LONGEST)
    .normalize("NFC")
    // Spaces of all kinds; then controls, format and unassigned signs, lone halves of a pair, and accents that stand on nothing.
    .replace(/[\p{Z}\p{Cc}]+/gu, " ")
    .replace(/[\p{C}\p{M}]/gu, "")
    .trim();
  const signs = [...visible];
  return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : visible;
}
