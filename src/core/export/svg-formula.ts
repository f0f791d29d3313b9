import type { CardMath } from "#core/drawing/card-plan";
import type { Theme } from "#core/drawing/palette";
import { formulaRuns } from "#core/formula/write-runs";
import type { FormulaRun } from "#core/formula/write-text";
import { colorsOf, MATHS, MATHS_ITALIC } from "./svg-style";
import { element, escapeXml } from "./svg-text";

/** In pixels; smaller only where there is no room, and never so small that nobody reads it. */
const LARGEST = 15;
const SMALLEST = 9;

/** A card's formula in one line of the letters of mathematics, in the middle of a section so wide and high. */
export function drawFormula({ formula, naming }: CardMath, width: number, height: number, theme: Theme): string {
  const runs = formulaRuns(formula, naming);
  const wide = runs.reduce((sum, run) => sum + widthOf(run), 0);
  const size = Math.max(SMALLEST, Math.min(LARGEST, width / wide));
  let raised = 0;
  const spans = runs.map(({ text, italic, scale, raise }) => {
    const dy = (raised - raise) * size;
    raised = raise;
    const face = { "font-family": italic ? MATHS_ITALIC : MATHS, "font-style": italic ? "italic" : undefined };
    const place = { dy: dy === 0 ? undefined : dy, "font-size": scale === 1 ? undefined : scale * size };
    return element("tspan", { ...face, ...place }, escapeXml(text));
  });
  // What is wider even so is pressed together: a picture has no place to go on to.
  const pressed = wide * size > width ? { textLength: width, lengthAdjust: "spacingAndGlyphs" } : {};
  const style = { "font-size": size, fill: colorsOf(theme)("ink"), "data-part": "formula", ...pressed };
  return element("text", { y: height / 2 + size * 0.3, ...style }, spans.join(""));
}

/** About how wide a run is, by the size of the line. Rather too wide than too narrow. */
function widthOf({ text, scale }: FormulaRun): number {
  let width = 0;
  for (const sign of text) width += NARROW.has(sign) ? 0.3 : WIDE.test(sign) ? 0.9 : 0.58;
  return width * scale;
}

const NARROW = new Set(" \u2009.,:;'′|/()[]ijlt");
/** Capitals, signs between terms, and scripts whose signs fill squares. */
const WIDE = /[A-ZΣ+−=≤≥≠∗·mw\u1100-\u{10ffff}]/u;
