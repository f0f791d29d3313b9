import type { Box } from "#core/drawing/box";

/** Where a card lies, and the line from it to what it speaks of; in pixels from the canvas's top left corner. */
export interface CardPlace {
  readonly x: number;
  readonly y: number;
  /** Null where what it speaks of touches it. */
  readonly line: { readonly from: Point; readonly to: Point } | null;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Scene {
  /** What the card speaks of. */
  readonly anchor: Box;
  readonly card: Size;
  readonly frame: Size;
  /** What had better be seen: other cards, and labels of wires. */
  readonly others: readonly Box[];
  /** Where the card lies now: it moves only for a place that is better by more than a little. */
  readonly before: Point | null;
}

const GAP = 26;
const MARGIN = 10;
/** What covering one square pixel of the anchor costs, against one of something else, and against one pixel of distance. */
const ANCHOR_COST = 40;
const DISTANCE_COST = 24;
/** What it costs where the line to the anchor runs over something else. */
const CROSSING_COST = 2500;
const SAMPLES = [0.1, 0.3, 0.5, 0.7, 0.9];
/** How finely the frame is searched for room. */
const COLUMNS = 10;
const ROWS = 8;
/** What a place must be better by to be moved to. */
const INERTIA = 1500;

/**
 * Lays a card beside its anchor, within the frame, where it covers neither the anchor nor, as far as there is room, anything else. An
 * anchor that is out of view counts as lying at the edge, where one would look for it.
 */
export function placeCard({ anchor, card, frame, others, before }: Scene): CardPlace {
  const shown = within(anchor, frame);
  const middle = centre(shown);
  const alongX = [middle.x - card.width / 2, shown.x, shown.x + shown.width - card.width];
  const alongY = [middle.y - card.height / 2, shown.y, shown.y + shown.height - card.height];
  const candidates: Point[] = [];
  for (const away of [GAP, 3 * GAP, 6 * GAP]) {
    for (const x of alongX) {
      candidates.push({ x, y: shown.y + shown.height + away }, { x, y: shown.y - away - card.height });
    }
    for (const y of alongY) {
      candidates.push({ x: shown.x + shown.width + away, y }, { x: shown.x - away - card.width, y });
    }
  }
  // Where there is no room near by, anywhere else in the frame.
  for (let column = 0; column <= COLUMNS; column += 1) {
    for (let row = 0; row <= ROWS; row += 1) {
      candidates.push({ x: (frame.width * column) / COLUMNS, y: (frame.height * row) / ROWS });
    }
  }
  const cost = (at: Point) => {
    const box = { ...at, ...card };
    const covered = others.reduce((sum, other) => sum + overlap(box, other), 0);
    const { from, to } = shortest(box, shown);
    const crossed = CROSSING_COST * others.filter((other) => crosses(from, to, other)).length;
    const distance = DISTANCE_COST * Math.hypot(to.x - from.x, to.y - from.y);
    // Too near is nearly as bad as upon it: there would be no room for the line.
    const near = overlap(box, grown(shown, GAP - 1));
    return ANCHOR_COST * overlap(box, shown) + near + covered + crossed + distance;
  };
  const kept = candidates.map((at) => keep(at, card, frame));
  let best = kept.reduce((so, at) => (cost(at) < cost(so) ? at : so));
  if (before) {
    const still = keep(before, card, frame);
    if (cost(still) < cost(best) + INERTIA && overlap({ ...still, ...card }, shown) === 0) best = still;
  }
  return { ...best, line: lineTo({ ...best, ...card }, shown) };
}

function lineTo(card: Box, anchor: Box): CardPlace["line"] {
  const { from, to } = shortest(card, anchor);
  return overlap(card, anchor) > 0 || Math.hypot(to.x - from.x, to.y - from.y) < 6 ? null : { from, to };
}

function shortest(card: Box, anchor: Box): { readonly from: Point; readonly to: Point } {
  const to = nearest(anchor, centre(card));
  return { from: nearest(card, to), to };
}

/** Whether a line runs over a box; looked at in a few points, since it only tells better places from worse. */
function crosses(from: Point, to: Point, { x, y, width, height }: Box): boolean {
  return SAMPLES.some((at) => {
    const [px, py] = [from.x + (to.x - from.x) * at, from.y + (to.y - from.y) * at];
    return px > x && px < x + width && py > y && py < y + height;
  });
}

/** As much of an anchor is kept clear when it is out of view. */
const LEAST = 10;

/** The part of the anchor that is in view; of one that is out of view, the spot at the edge that is nearest to it. */
function within(anchor: Box, { width, height }: Size): Box {
  const left = clamp(anchor.x, MARGIN, width - MARGIN - LEAST);
  const top = clamp(anchor.y, MARGIN, height - MARGIN - LEAST);
  const right = clamp(anchor.x + anchor.width, left + LEAST, width - MARGIN);
  const bottom = clamp(anchor.y + anchor.height, top + LEAST, height - MARGIN);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function keep({ x, y }: Point, card: Size, frame: Size): Point {
  return {
    x: clamp(x, MARGIN, Math.max(MARGIN, frame.width - MARGIN - card.width)),
    y: clamp(y, MARGIN, Math.max(MARGIN, frame.height - MARGIN - card.height)),
  };
}

function nearest({ x, y, width, height }: Box, to: Point): Point {
  return { x: clamp(to.x, x, x + width), y: clamp(to.y, y, y + height) };
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function centre({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function clamp(x: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, x));
}
