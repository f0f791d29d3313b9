import katex from "katex";

/** Formulas come again and again while numbers change; this many are kept. */
const KEPT = 2000;

const settings = {
  throwOnError: true,
  strict: "ignore",
  // No \href, \url, \includegraphics, \html…: a label or a file may hold any text.
  trust: false,
  errorColor: "currentColor",
  maxSize: 20,
  maxExpand: 200,
} as const;

/** Longer TeX is not a formula that anyone wrote, and would hold up the page. */
const LONGEST = 10_000;

const known = new Map<string, string | null>();

/** MathML alone needs no fonts and no style sheet; with HTML beside it, it looks alike in every browser. */
export type Output = "htmlAndMathml" | "mathml";

/** HTML with MathML, or MathML alone, for a line of TeX; null where KaTeX cannot read it. Never throws. */
export function typeset(tex: string, display: boolean, output: Output = "htmlAndMathml"): string | null {
  const key = `${output} ${display ? "D" : "i"}${tex}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const html = render(tex, display, output);
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

function render(tex: string, displayMode: boolean, output: Output): string | null {
  if (tex.length > LONGEST) return null;
  try {
    return katex.renderToString(tex, { ...settings, output, displayMode });
  } catch {
    return null;
  }
}
