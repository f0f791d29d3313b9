import { texName } from "#core/formula/name";
import { latexSign } from "./latex-signs";

/** Any text as one line of LaTeX: whatever it holds is set, and none of it is a command. */
export function latexText(plain: string): string {
  const line = plain.replace(/[\s\p{Cc}]+/gu, " ").replace(/[\p{C}\p{M}]/gu, "");
  return [...line.trim()].map(latexSign).join("");
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

/** A label as TeX that every LaTeX can set: signs that it may not know, by their numbers. */
export function latexName(label: string): string {
  return texName(label, latexSign);
}
