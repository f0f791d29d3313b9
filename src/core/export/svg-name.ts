import { nameRuns } from "#core/formula/name";
import { MATHS, MATHS_ITALIC } from "./svg-style";
import { type Attributes, element, escapeXml } from "./svg-text";

/** Size of an index, and how far it is lowered, by the size of its name. */
const INDEX_SIZE = 0.7;
const INDEX_DROP = 0.2;
/** About how wide a sign is, by its size: a letter, and a sign of a script whose signs fill squares. */
const LETTER = 0.55;
const SQUARE = 1;

/**
 * A node's name or a param's symbol in the letters of mathematics: slanted, Greek where it says so, its index small and low.
 * What does not fit into about `room` pixels is left out, with dots in its place.
 */
export function drawName(label: string, size: number, room: number, attributes: Attributes): string {
  let left = room / size;
  let isLow = false;
  let runs = "";
  for (const { text, italic, isIndex } of nameRuns(label)) {
    const scale = isIndex ? INDEX_SIZE : 1;
    const fitting = shortened(text, left / scale);
    if (fitting.text === "") break;
    left -= fitting.width * scale;
    const face = { "font-family": italic ? MATHS_ITALIC : MATHS, "font-style": italic ? "italic" : undefined };
    const drop = isIndex && !isLow ? { dx: size * 0.04, dy: size * INDEX_DROP } : {};
    const small = isIndex ? { ...drop, "font-size": size * INDEX_SIZE } : {};
    runs += element("tspan", { ...face, ...small }, escapeXml(fitting.text));
    isLow ||= isIndex;
    if (fitting.text !== text) break;
  }
  return element("text", { ...attributes, "font-size": size }, runs);
}

function shortened(text: string, room: number): { readonly text: string; readonly width: number } {
  const signs = [...text];
  let width = 0;
  for (const [at, sign] of signs.entries()) {
    const wide = (sign.codePointAt(0) as number) >= 0x1100 ? SQUARE : LETTER;
    if (width + wide > room) return { text: at === 0 ? "" : `${signs.slice(0, at - 1).join("")}…`, width };
    width += wide;
  }
  return { text, width };
}
