import type { Position } from "#core/document/document";
import type { Box } from "./box";

/** Where a wire begins and ends. */
export interface Ends {
  readonly from: Position;
  readonly to: Position;
}

/** Which part of a wire runs level, so that its label can lie along it. */
export type Stretch = "source" | "middle" | "target";

/** Between a label and the handle that it lies beside. */
export const LABEL_MARGIN = 8;
/** The least room that a wire bends in. */
const BEND = 28;
/** Handles closer than this in height are joined by a straight line. */
const LEVEL = 1;

/** Whether the two ends are at one height, and the wire goes to the right. */
export function isLevel({ from, to }: Ends): boolean {
  return Math.abs(from.y - to.y) < LEVEL && to.x >= from.x;
}

/** Where the middle of a label of this width lies when it is put on this stretch. */
export function labelAt({ from, to }: Ends, stretch: Stretch, width: number): Position {
  const reach = LABEL_MARGIN + width / 2;
  if (stretch === "target") return { x: to.x - reach, y: to.y };
  if (stretch === "source") return { x: from.x + reach, y: from.y };
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** The wire as an SVG path: level at both ends, and level for `width` where its label lies. */
export function wirePath(ends: Ends, stretch: Stretch, width: number): string {
  const { from, to } = ends;
  if (isLevel(ends)) return `M${r(from.x)} ${r(from.y)}L${r(to.x)} ${r(to.y)}`;
  const room = to.x - from.x;
  const wanted = width + 2 * LABEL_MARGIN;
  // A wire that goes back has all the room that it swings out into.
  const level = room < 0 ? wanted : Math.min(wanted, room - BEND);
  if (level <= 0 || stretch === "middle") return `M${r(from.x)} ${r(from.y)}${bend(from, to)}`;
  if (stretch === "target") {
    const turn = { x: to.x - level, y: to.y };
    return `M${r(from.x)} ${r(from.y)}${bend(from, turn)}L${r(to.x)} ${r(to.y)}`;
  }
  const turn = { x: from.x + level, y: from.y };
  return `M${r(from.x)} ${r(from.y)}L${r(turn.x)} ${r(turn.y)}${bend(turn, to)}`;
}

/** A curve that leaves and arrives level; where it must go back, it goes round. */
function bend(from: Position, to: Position): string {
  const room = to.x - from.x;
  if (room < 0) return detour(from, to);
  const pull = Math.max(room / 2, 14);
  return `C${r(from.x + pull)} ${r(from.y)} ${r(to.x - pull)} ${r(to.y)} ${r(to.x)} ${r(to.y)}`;
}

/** Radius of the corners of a detour, and how far below the lower end it passes where the ends leave no room between them. */
const CORNER = 18;
const BELOW = 110;

/** What the wire of `wirePath` takes up. */
export function wireBox({ from, to }: Ends, stretch: Stretch, width: number): Box {
  const back = to.x < from.x;
  // A wire that goes back swings out beyond its label.
  const swing = (at: Stretch) => (back ? CORNER + (stretch === at ? width + 2 * LABEL_MARGIN : 0) : 0);
  const left = Math.min(from.x, to.x - swing("target"));
  const right = Math.max(to.x, from.x + swing("source"));
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const below = back && bottom - top <= 4 * CORNER ? BELOW : 0;
  return { x: left, y: top, width: right - left, height: bottom - top + below };
}

/** Out to the right, back in a level line half way between the two ends, and in from the left: between rows of cards, not across them. */
function detour(from: Position, to: Position): string {
  const apart = Math.abs(to.y - from.y);
  const level = apart > 4 * CORNER ? (from.y + to.y) / 2 : Math.max(from.y, to.y) + BELOW;
  const [out, back] = [level > from.y ? CORNER : -CORNER, to.y > level ? CORNER : -CORNER];
  const [right, left] = [r(from.x + CORNER), r(to.x - CORNER)];
  return [
    `Q${right} ${r(from.y)} ${right} ${r(from.y + out)}`,
    `L${right} ${r(level - out)}Q${right} ${r(level)} ${r(from.x)} ${r(level)}`,
    `L${r(to.x)} ${r(level)}Q${left} ${r(level)} ${left} ${r(level + back)}`,
    `L${left} ${r(to.y - back)}Q${left} ${r(to.y)} ${r(to.x)} ${r(to.y)}`,
  ].join("");
}

function r(x: number): number {
  return Math.round(x * 10) / 10;
}
