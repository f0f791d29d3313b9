import { signOf } from "#core/formula/say-not-finite";
import type { Digest } from "#core/tape/digest";
import { type Shape, sizeOf } from "#core/tensor/tensor";
import { short, tight } from "./number-format";

/** How a lane shows a tensor: by its shape alone, so that a label keeps its place while numbers change. */
export type LaneForm = "number" | "numbers" | "bars" | "map";

/** Which of an edge's two lanes: the value that goes forward, or the gradient that comes back. */
export type Direction = "value" | "gradient";

/** Advance of one character of the lanes' face: JetBrains Mono at 13 px. */
export const CHARACTER = 7.8;
/** Lane heights: above the wire, and below it. */
export const LANE_HEIGHT = 17;
/** From the wire to a lane. */
export const LANE_GAP = 3;
/** Height of a whole label, lanes on both sides of the wire. */
export const LABEL_HEIGHT = 2 * (LANE_HEIGHT + LANE_GAP);
/** From the top of a lane to the line that its text stands on. */
export const LANE_BASELINE = 13;
/** The arrow of a lane, round the middle of its height. */
export const ARROWS: Readonly<Record<Direction, string>> = {
  value: "M1 0H10.5M7 -3.5L10.5 0L7 3.5",
  gradient: "M11 0H1.5M5 -3.5L1.5 0L5 3.5",
};
/** Where the picture begins, behind the arrow. */
export const PICTURE_LEFT = 17;
/** Height of the picture in a lane. */
export const PICTURE_HEIGHT = 13;

/** Top of a lane, from the wire: values lie above it, gradients below. */
export function laneTop(direction: Direction): number {
  return direction === "value" ? -LANE_GAP - LANE_HEIGHT : LANE_GAP;
}

const MOST_NUMBERS = 4;
const BAR = 5;
const STRIP = 48;
const GAP = 5;
/** Characters of a number. */
export const DIGITS = 6;
/** A space, and both ends with dots between them. */
const RANGE = 2 + 2 * DIGITS;

/** How tensors of this shape are shown. */
export function laneForm(shape: Shape): LaneForm {
  const size = sizeOf(shape);
  if (size === 1) return "number";
  const columns = shape.at(-1) ?? 1;
  if (columns !== size) return "map";
  return size <= MOST_NUMBERS && size > 0 ? "numbers" : "bars";
}

/** Width of the picture in a lane; 0 where there is none. */
export function pictureWidth(shape: Shape): number {
  const form = laneForm(shape);
  return form === "number" ? 0 : form === "numbers" ? sizeOf(shape) * BAR : STRIP;
}

/** Width of a lane, whatever numbers come; a lane whose shape is not known yet has words on it. */
export function laneWidth(shape: Shape | undefined): number {
  if (!shape) return PICTURE_LEFT + 8 * CHARACTER;
  const form = laneForm(shape);
  if (form === "number") return PICTURE_LEFT + 7 * CHARACTER;
  const characters = form === "numbers" ? sizeOf(shape) * (DIGITS + 1) - 1 : shapeText(shape).length + RANGE;
  return PICTURE_LEFT + pictureWidth(shape) + GAP + characters * CHARACTER;
}

/** Where the text of a lane begins. */
export function textLeft(shape: Shape): number {
  const picture = pictureWidth(shape);
  return picture === 0 ? PICTURE_LEFT : PICTURE_LEFT + picture + GAP;
}

/** What a lane says, in a constant number of characters; of a tensor with entries that are not finite, how many. */
export function laneText({ shape, head, low, high, bad }: Digest): string {
  const form = laneForm(shape);
  if (form === "number") return short(head[0] ?? Number.NaN);
  if (form === "numbers") return head.map((x) => tight(x, DIGITS).padStart(DIGITS)).join(" ");
  const ends = bad ? `${bad.count}×${signOf(bad.entry)}` : `${tight(low, DIGITS)}…${tight(high, DIGITS)}`;
  return `${shapeText(shape)} ${ends}`.padEnd(shapeText(shape).length + RANGE);
}

/** The cells of a lane's picture, in rows and columns; null where numbers say it all. */
export function laneCells(digest: Digest): { rows: number; columns: number; cells: readonly number[] } | null {
  const { shape, head, picture } = digest;
  if (laneForm(shape) === "number") return null;
  if (picture) return picture;
  const columns = shape.at(-1) ?? 1;
  return { rows: columns === 0 ? 0 : Math.round(head.length / columns), columns, cells: head };
}

/** A shape in as few signs as can be: 3×12. */
export function shapeText(shape: Shape): string {
  return shape.join("×");
}
