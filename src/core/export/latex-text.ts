import { TEX_ESCAPES } from "#core/graph/tex-name";

/** Signs that mean something to LaTeX, and what sets them. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...TEX_ESCAPES,
  ["<", "\\textless{}"],
  [">", "\\textgreater{}"],
  ["|", "\\textbar{}"],
  ['"', "\\textquotedbl{}"],
  ["\u2212", "\\ensuremath{-}"],
  ["∂", "\\ensuremath{\\partial}"],
  ["Σ", "\\ensuremath{\\Sigma}"],
  ["σ", "\\ensuremath{\\sigma}"],
  ["μ", "\\ensuremath{\\mu}"],
  ["π", "\\ensuremath{\\pi}"],
  ["·", "\\ensuremath{\\cdot}"],
  ["×", "\\ensuremath{\\times}"],
  ["′", "\\ensuremath{'}"],
  ["≤", "\\ensuremath{\\le}"],
  ["≥", "\\ensuremath{\\ge}"],
  ["→", "\\ensuremath{\\to}"],
  ["…", "\\ldots{}"],
  ["–", "--"],
  ["—", "---"],
  ["’", "'"],
  ["‘", "`"],
  ["“", "``"],
  ["”", "''"],
]);

/** Letters that every LaTeX knows. */
const KNOWN = /[A-Za-z0-9À-ÖØ-öø-ÿ .,:;!?'`()[\]/*+=@-]/;

/** Any text as one line of LaTeX: whatever it holds is set, and none of it is a command. */
export function latexText(plain: string): string {
  const line = plain.replace(/[\s\p{Cc}]+/gu, " ").replace(/[\p{C}\p{M}]/gu, "");
  return [...line.trim()].map((sign) => ESCAPES.get(sign) ?? (KNOWN.test(sign) ? sign : numbered(sign))).join("");
}

/** Indexes and exponents that a note writes as `w_ji` and `n^{l−1}`. */
const SCRIPT = /(?<=\p{L})([_^])(?:\{([^}]*)\}|([A-Za-z0-9]+))/gu;

/** A note to a formula as LaTeX: plain words with its indexes and exponents set as such. */
export function latexNote(note: string): string {
  let text = "";
  let end = 0;
  for (const { index, 0: all, 1: sign, 2: group, 3: word } of note.matchAll(SCRIPT)) {
    const script = latexText(group ?? word ?? "");
    const command = sign === "_" ? "\\textsubscript" : "\\textsuperscript";
    text += `${spaced(note.slice(end, index))}${command}{${script}}`;
    end = index + all.length;
  }
  return text + spaced(note.slice(end));
}

/** Text between other text: the spaces at its ends count. */
function spaced(part: string): string {
  const inner = latexText(part);
  return inner === ""
    ? part === ""
      ? ""
      : " "
    : `${/^\s/.test(part) ? " " : ""}${inner}${/\s$/.test(part) ? " " : ""}`;
}

/** A formula that KaTeX sets, for LaTeX: signs by number, and letters that are no part of ASCII, which not every LaTeX has. */
export function latexFormula(tex: string): string {
  return tex
    .replace(/\{\\char"([0-9a-f]+)\}/gi, (_, hex: string) => `\\gradsign{${hex.toUpperCase()}}`)
    .replace(/[^\u0020-\u007e]/gu, numbered);
}

function numbered(sign: string): string {
  return `\\gradsign{${(sign.codePointAt(0) as number).toString(16).toUpperCase()}}`;
}
