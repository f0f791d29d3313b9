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
const DISTANCE_COST = 30;
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
  const cost = (at: Point) => {
    const box = { ...at, ...card };
    const covered = others.reduce((sum, other) => sum + overlap(box, other), 0);
    const { x, y } = nearest(box, middle);
    return ANCHOR_COST * overlap(box, shown) + covered + DISTANCE_COST * Math.hypot(x - middle.x, y - middle.y);
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
  const to = nearest(anchor, centre(card));
  const from = nearest(card, to);
  return overlap(card, anchor) > 0 || Math.hypot(to.x - from.x, to.y - from.y) < 6 ? null : { from, to };
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
