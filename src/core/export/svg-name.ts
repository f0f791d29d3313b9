import { nameRuns } from "#core/graph/tex-name";
import { MATHS, MATHS_ITALIC } from "./svg-style";
import { type Attributes, cut, element, escapeXml } from "./svg-text";

/** A longer name is cut on its card. */
const LONGEST = 24;

/** A node's name or a param's symbol in the letters of mathematics: slanted, Greek where it says so, its index small and low. */
export function drawName(label: string, size: number, attributes: Attributes): string {
  let lowered = false;
  const runs = nameRuns(label).map(({ text, italic, isIndex }) => {
    const style = { "font-family": italic ? MATHS_ITALIC : MATHS, "font-style": italic ? "italic" : undefined };
    const low = isIndex && !lowered;
    lowered ||= isIndex;
    return element(
      "tspan",
      isIndex
        ? { ...style, dx: low ? size * 0.04 : undefined, dy: low ? size * 0.2 : undefined, "font-size": size * 0.7 }
        : style,
      escapeXml(cut(text, LONGEST)),
    );
  });
  return element("text", { ...attributes, "font-size": size }, runs.join(""));
}
