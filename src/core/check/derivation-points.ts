import { derivative } from "#core/expression/parse";
import { evaluateAt, type Point } from "#core/expression/point";
import type { Known, KnownSite, Named } from "#core/formula/site";
import type { Tree } from "#core/formula/tree";
import type { Exercise } from "#core/ops/define";
import { broadcastShape } from "#core/tensor/broadcast";
import { seededRandom } from "#core/tensor/random";
import { type Shape, sizeOf } from "#core/tensor/tensor";

/** The numbers of one entry of a node. */
export interface EntryPoint {
  /** Where in the node's entries, one number an axis, from 0; empty where the node has but one. */
  readonly index: readonly number[];
  readonly point: Point;
}

/** More entries of a node than this are not looked at one by one. */
const MOST_ENTRIES = 64;

/** The node's own numbers as points for an exercise: one for each of the first entries, times one for each number of `over`. */
export function entryPoints({ symbols, over = {} }: Exercise, site: KnownSite): readonly EntryPoint[] {
  const known: [string, Known][] = [];
  for (const symbol of Object.keys(symbols)) {
    if (Object.hasOwn(over, symbol)) continue;
    const tensor = own(site.inputs, symbol)?.value ?? own(site.params, symbol)?.value;
    if (!tensor) return [];
    known.push([symbol, tensor]);
  }
  const shape = broadcastShape(known.map(([, tensor]) => tensor.shape));
  if (!shape) return [];
  const found: EntryPoint[] = [];
  const entries = Math.min(sizeOf(shape), MOST_ENTRIES);
  for (let at = 0; at < entries; at += 1) {
    const index = indexOf(at, shape);
    const point: Record<string, number> = {};
    for (const [symbol, { shape: from, head }] of known) {
      const number = head[stretched(from, index)];
      if (number !== undefined) point[symbol] = number;
    }
    // Of a large tensor only the first entries are known here.
    if (Object.keys(point).length < known.length) continue;
    found.push(...spread({ index: sizeOf(shape) === 1 ? [] : index, point }, over));
    if (found.length >= MOST_ENTRIES) break;
  }
  return found.slice(0, MOST_ENTRIES);
}

function own<T>(named: Named<T>, name: string): T | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

function indexOf(at: number, shape: Shape): readonly number[] {
  let rest = at;
  return shape
    .toReversed()
    .map((length) => {
      const index = rest % length;
      rest = Math.floor(rest / length);
      return index;
    })
    .reverse();
}

/** Which entry of a tensor stretches to this one. */
function stretched(from: Shape, index: readonly number[]): number {
  const lead = index.length - from.length;
  return from.reduce((at, length, axis) => at * length + (length === 1 ? 0 : (index[lead + axis] ?? 0)), 0);
}

function spread(entry: EntryPoint, over: Named<readonly number[]>): readonly EntryPoint[] {
  return Object.entries(over).reduce<readonly EntryPoint[]>(
    (points, [symbol, numbers]) =>
      points.flatMap(({ index, point }) =>
        fewOf(numbers).map((number) => ({ index, point: { ...point, [symbol]: number } })),
      ),
    [entry],
  );
}

/** Of many numbers, a few evenly spread ones, the first and the last among them. */
function fewOf(numbers: readonly number[]): readonly number[] {
  const most = 9;
  if (numbers.length <= most) return numbers;
  return Array.from(
    { length: most },
    (_, at) => numbers[Math.round((at * (numbers.length - 1)) / (most - 1))] as number,
  );
}

/** A point with what the derivative is there. */
export interface Reference {
  readonly point: Point;
  /** The derivative by the chain rule. */
  readonly expected: number;
  /** The same by central differences. */
  readonly numeric: number;
  /** The size of what is derived. */
  readonly value: number;
}

/** A quantity that is derived, ready to be asked. `null` where it, or its derivative, has no value, or it has a corner. */
export type ReferenceAt = (point: Point) => Reference | null;

/**
 * Makes the reference for ∂tree/∂by: the chain rule, which central differences must confirm, and the symbolic derivative where it is
 * short enough to be written: where that overflows, no one's would fare better.
 */
export function referenceFor(tree: Tree, by: string): ReferenceAt {
  const { valueAt, slopesAt } = evaluateAt(tree);
  const written = derivative(tree, by);
  const symbolic = written && evaluateAt(written);
  return (point) => {
    if (symbolic && !Number.isFinite(symbolic.valueAt(point))) return null;
    const value = valueAt(point);
    const expected = slopesAt(point)[by] ?? 0;
    if (!Number.isFinite(value) || !Number.isFinite(expected)) return null;
    const at = point[by] ?? 0;
    for (const share of STEPS) {
      const step = share * Math.max(Math.abs(at), 1e-3);
      const above = at + step;
      const below = at - step;
      const high = valueAt({ ...point, [by]: above });
      const low = valueAt({ ...point, [by]: below });
      const numeric = (high - low) / (above - below);
      const noise = (8 * Number.EPSILON * (Math.abs(high) + Math.abs(low))) / (above - below);
      if (Math.abs(numeric - expected) <= 1e-4 * Math.abs(expected) + noise + 1e-12) {
        return { point, expected, numeric, value };
      }
    }
    return null;
  };
}

// As a share of the number: near the best that central differences can do, then narrower, where a bend is sharp.
const STEPS = [6e-6, 1e-7, 1e-4];

const WANTED = 16;
const MOST_DRAWS = 400;

/** Points at which the derivative exists, drawn near the node's own numbers and farther off; the same ones each time. */
export function randomPoints(
  { symbols, positive = [] }: Exercise,
  reference: ReferenceAt,
  entries: readonly EntryPoint[],
): readonly Reference[] {
  const { uniform, normal } = seededRandom(4);
  const names = Object.keys(symbols);
  const found: Reference[] = [];
  for (let draw = 0; draw < MOST_DRAWS && found.length < WANTED; draw += 1) {
    const near = entries[Math.floor(uniform() * entries.length)]?.point;
    const point: Record<string, number> = {};
    for (const name of names) {
      const around = near?.[name] ?? 0;
      const ways = [
        around * (1 + 0.3 * normal()) + 0.1 * normal(),
        0.1 + 2 * uniform(),
        2 * normal(),
        1.8 * uniform() - 0.9,
      ];
      const drawn = ways[draw % ways.length] as number;
      // Short numbers read well, should one of them have to be named.
      const rounded = Number(drawn.toPrecision(3));
      point[name] = positive.includes(name) ? Math.max(Math.abs(rounded), 0.05) : rounded;
    }
    const confirmed = reference(point);
    if (confirmed) found.push(confirmed);
  }
  return found;
}
