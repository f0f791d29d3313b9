const GLYPH = 8.6;
const RELATION_SPACE = 10;

/**
 * About how wide a line of TeX is on a card, in pixels: counted, not measured, so that cards can be laid out before any is drawn.
 * Rather too wide than too narrow.
 */
export function texWidth(tex: string): number {
  let flat = tex;
  for (let before = ""; before !== flat; ) {
    before = flat;
    flat = flat
      .replace(/\\(?:text|mathit|mathrm|mathbb|operatorname|mathbf)\{([^{}]*)\}/g, "$1")
      .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, over: string, under: string) =>
        glyphs(over) > glyphs(under) ? over : under,
      )
      .replace(/[_^]\{([^{}]*)\}/g, (_, index: string) => half(index))
      .replace(/\{([^{}]*)\}/g, "$1");
  }
  const relations = (flat.match(/[=+*<>]|\s-\s|\\cdot|\\in|\\times/g) ?? []).length;
  return glyphs(flat) * GLYPH + relations * RELATION_SPACE;
}

/** An index takes about two thirds of the room. */
function half(index: string): string {
  const kept = Math.ceil((glyphs(index) * 2) / 3);
  return "i".repeat(kept);
}

function glyphs(tex: string): number {
  return tex
    .replace(/\\(?:left|right|[Bb]igl?|[Bb]igr?|,|;|!|quad)/g, "")
    .replace(/\\(ln|log|sin|cos|tan|exp|max|min|sinh|cosh|tanh|arcsin|arccos|arctan)/g, "$1")
    .replace(/\\(sum|prod)(_\w)?/g, "MM")
    .replace(/\\[A-Za-z]+/g, "M")
    .replace(/[\s_^{}]/g, "").length;
}
