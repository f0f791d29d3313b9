import katex from "katex";
import type { Pieces } from "#core/formula/pieces";

/** Formulas come again and again while numbers change; this many are kept. */
const KEPT = 2000;

const settings = {
  throwOnError: true,
  strict: "ignore",
  errorColor: "currentColor",
  maxSize: 20,
  maxExpand: 200,
} as const;

/** Longer TeX is not a formula that anyone wrote, and would hold up the page. */
const LONGEST = 10_000;

const known = new Map<string, string | null>();

/** MathML alone needs no fonts and no style sheet; with HTML beside it, it looks alike in every browser. */
export type Output = "htmlAndMathml" | "mathml";

/**
 * The same for a line in pieces, where each number that was read from a tensor stands in an element whose `data-put` is its place among
 * the pieces. The command for it is written here alone, and nothing else is trusted.
 */
export function typesetPieces(pieces: Pieces): string | null {
  const tex = pieces
    .map((piece, at) =>
      typeof piece === "string" ? piece : piece.from ? `\\htmlData{put=${at}}{${piece.text}}` : piece.text,
    )
    .join("");
  return kept(`pieces ${tex}`, () => render(tex, false, "htmlAndMathml", isPut));
}

function isPut(context: { readonly command: string; readonly attributes?: Readonly<Record<string, string>> }): boolean {
  const { command, attributes = {} } = context;
  return (
    command === "\\htmlData" &&
    Object.entries(attributes).every(([name, value]) => name === "data-put" && /^\d{1,5}$/.test(value))
  );
}

/** HTML with MathML, or MathML alone, for a line of TeX; null where KaTeX cannot read it. Never throws. */
export function typeset(tex: string, display: boolean, output: Output = "htmlAndMathml"): string | null {
  return kept(`${output} ${display ? "D" : "i"}${tex}`, () => render(tex, display, output));
}

function kept(key: string, make: () => string | null): string | null {
  const before = known.get(key);
  if (before !== undefined) return before;
  const html = make();
  if (known.size >= KEPT) {
    // A Map remembers the order of insertion, so the first key is the oldest.
    for (const oldest of known.keys()) {
      known.delete(oldest);
      break;
    }
  }
  known.set(key, html);
  return html;
}

// No \href, \url, \includegraphics, \html…: a label or a file may hold any text.
function render(
  tex: string,
  displayMode: boolean,
  output: Output,
  trust: boolean | typeof isPut = false,
): string | null {
  if (tex.length > LONGEST) return null;
  try {
    return katex.renderToString(tex, { ...settings, trust, output, displayMode });
  } catch {
    return null;
  }
}
