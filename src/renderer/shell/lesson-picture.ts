import type { Document, Position } from "#core/document/document";
import { nameOf } from "#core/graph/graph";
import type { Family } from "#core/ops/define";
import { opOf } from "#core/ops/index";
import { own } from "#core/own";
import type { Digest } from "#core/tape/digest";
import type { Run } from "../worker/protocol";

/** The picture's size in its own units. */
export const WIDTH = 320;
export const HEIGHT = 168;

const MARGIN = 18;
/** A card is this large where there is room, and as small as `LEAST` of it where there is not. */
const CARD = { width: 46, height: 26 };
const LEAST = 0.4;
/** Cards lie at least this many of their own widths, or heights, apart. */
const APART = 1.6;
const MOST_BARS = 8;
/** From one bar to the next. */
export const BAR_STEP = 4;
/** A wire that rises or falls by less than this counts as level. */
const LEVEL = 16;

/** A node's card in the picture. */
export interface CardMark {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly family: Family;
  readonly name: string;
}

/** An edge in the picture, with its value and its gradient as bars. */
export interface WireMark {
  readonly id: string;
  readonly path: string;
  /** The middle of its bars, on the wire. */
  readonly at: Position;
  readonly values: readonly number[];
  readonly gradients: readonly number[];
}

/** A graph drawn small: cards where the lesson has them, wires, and on each wire a few true numbers as bars from −1 to 1. */
export interface LessonPicture {
  readonly cards: readonly CardMark[];
  readonly wires: readonly WireMark[];
}

/** Draws a lesson's graph with the numbers of a run of it, or without numbers. */
export function drawLesson({ graph, layout }: Document, run: Run | null): LessonPicture {
  const places = placeCards(graph.nodes.map(({ id }) => own(layout, id) ?? { x: 0, y: 0 }));
  const cards = graph.nodes.map((node, at): CardMark => {
    const { x, y } = places.spots[at] as Position;
    const family = opOf(node.type)?.family ?? "function";
    return { id: node.id, x, y, width: places.width, height: places.height, family, name: shortName(nameOf(node)) };
  });
  const byId = new Map(cards.map((card) => [card.id, card]));
  const wires = graph.edges.flatMap((edge): readonly WireMark[] => {
    const from = byId.get(edge.source);
    const to = byId.get(edge.target);
    if (!from || !to) return [];
    const into = graph.edges.filter(({ target }) => target === edge.target);
    const start = { x: from.x + from.width, y: from.y + from.height / 2 };
    const end = { x: to.x, y: to.y + ((into.indexOf(edge) + 1) * to.height) / (into.length + 1) };
    const fansOut = graph.edges.filter(({ source }) => source === edge.source).length > 1;
    const most = Math.max(1, Math.min(MOST_BARS, Math.floor((end.x - start.x - 4) / BAR_STEP)));
    const reading = run?.edges.get(edge.id);
    const values = bars(reading?.value, most);
    const gradients = bars(reading?.grad, most);
    const count = Math.max(values.length, gradients.length);
    return [{ id: edge.id, path: curve(start, end), at: lanesAt(start, end, count, fansOut), values, gradients }];
  });
  return { cards, wires };
}

/**
 * Where a wire's bars stand: in its middle where it runs level, else by the card that it leaves, as wires part there; and by
 * the card that it enters where several leave together.
 */
function lanesAt(start: Position, end: Position, count: number, fansOut: boolean): Position {
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  if (Math.abs(end.y - start.y) < LEVEL) return middle;
  const half = (count * BAR_STEP) / 2 + 5;
  return fansOut
    ? { x: Math.max(middle.x, end.x - half), y: end.y }
    : { x: Math.min(middle.x, start.x + half), y: start.y };
}

/** Spreads the cards over the picture as they lie on the canvas, smaller where they would touch. */
function placeCards(positions: readonly Position[]) {
  const columns = extent(positions.map(({ x }) => x));
  const rows = extent(positions.map(({ y }) => y));
  const wide = WIDTH - 2 * MARGIN - CARD.width;
  // A chain of one or two rows is not torn apart to fill the height.
  const tall = Math.min(HEIGHT - 2 * MARGIN - CARD.height, (rows.span / Math.max(columns.span, 1)) * WIDTH);
  const centers = positions.map(({ x, y }) => ({
    x: WIDTH / 2 + ((x - columns.middle) / (columns.span || 1)) * wide,
    y: HEIGHT / 2 + ((y - rows.middle) / (rows.span || 1)) * tall,
  }));
  const scale = scaleFor(centers);
  const width = CARD.width * scale;
  const height = CARD.height * scale;
  return { width, height, spots: centers.map(({ x, y }) => ({ x: x - width / 2, y: y - height / 2 })) };
}

function extent(coordinates: readonly number[]) {
  const low = Math.min(...coordinates);
  const high = Math.max(...coordinates);
  return { span: high - low, middle: (low + high) / 2 };
}

/** How large the cards may be, at most 1, so that any two keep apart, with room for a wire between. */
function scaleFor(centers: readonly Position[]): number {
  let scale = 1;
  for (const [at, one] of centers.entries()) {
    for (const other of centers.slice(at + 1)) {
      const apart = Math.max(
        Math.abs(one.x - other.x) / (CARD.width * APART),
        Math.abs(one.y - other.y) / (CARD.height * APART),
      );
      scale = Math.min(scale, apart);
    }
  }
  return Math.max(LEAST, scale);
}

function curve(start: Position, end: Position): string {
  const bend = Math.max(12, Math.abs(end.x - start.x) / 2);
  return `M${r(start.x)} ${r(start.y)}C${r(start.x + bend)} ${r(start.y)} ${r(end.x - bend)} ${r(end.y)} ${r(end.x)} ${r(end.y)}`;
}

function bars(digest: Digest | null | undefined, most: number): readonly number[] {
  if (!digest) return [];
  const numbers = digest.picture ? digest.picture.cells.slice(0, digest.picture.columns) : digest.head;
  const step = Math.max(1, numbers.length / most);
  const count = Math.min(most, numbers.length);
  const chosen = Array.from({ length: count }, (_, at) => numbers[Math.floor(at * step)] ?? 0);
  const largest = Math.max(...chosen.map((x) => (Number.isFinite(x) ? Math.abs(x) : 0)));
  return chosen.map((x) => (largest === 0 || !Number.isFinite(x) ? 0 : x / largest));
}

/** One letter, with its number where it has one. */
function shortName(name: string): string {
  return /^\p{L}\d?$/u.test(name) ? name : ([...name][0] ?? "");
}

const r = (x: number): number => Math.round(x * 10) / 10;
