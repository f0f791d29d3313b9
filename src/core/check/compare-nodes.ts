import type { Analysis } from "#core/graph/analyse";
import { nameOf } from "#core/graph/graph";
import { backward, compile, type Entry, forward, type Tape } from "#core/tape/tape";
import { indexOf } from "#core/tensor/index-of";
import { copyOf, formatShape, type Shape, sameShape, type Tensor } from "#core/tensor/tensor";
import { type Fragment, fragmentOf, fragmentTape, upstreamOf } from "./fragment";

/** What both are fed: what reaches the first in the graph, or what reaches each. */
export type Feeding = "first" | "own";

/** What is compared of two: an output, the gradient of an input, or a param or its gradient. */
export interface ComparedTensor {
  readonly what: "output" | "input" | "param";
  readonly of: "value" | "gradient";
  /** Where it is on each side: the node that computes it, takes it or holds it. */
  readonly first: ComparedPlace;
  readonly second: ComparedPlace;
  readonly shape: Shape;
  /** max |first − second|; NaN where one of them is not a number and the other is, or is another. */
  readonly largest: number;
  /** Where they differ most, one number an axis, and what the two are there. Where nothing differs: the largest entry. */
  readonly index: readonly number[];
  readonly a: number;
  readonly b: number;
  readonly agrees: boolean;
}

/** A tensor on one side: the node's id, and its handle or param; null for its output. */
export interface ComparedPlace {
  readonly node: string;
  readonly name: string | null;
}

/** What two do when they are fed the same. */
export interface Comparison {
  /** All that was compared agrees, and nothing is left over. */
  readonly agree: boolean;
  readonly rows: readonly ComparedTensor[];
  /** For each input, the node that feeds it in the graph, of the first and of the second. */
  readonly feeds: readonly (readonly [first: string, second: string])[];
  /** Params without a counterpart, by side. */
  readonly left: readonly [readonly ComparedPlace[], readonly ComparedPlace[]];
  /** Params are compared with their own values; whether those are the same. */
  readonly sameParams: boolean;
  /** Whether what comes back to the first's output in the graph was sent back through both; else numbers of size 1. */
  readonly ownUpstream: boolean;
}

/** Two that can be compared, or why they cannot, in words; `fitsOwn` says that they may fit what reaches each of them. */
export type Compared = { readonly comparison: Comparison } | { readonly refusal: string; readonly fitsOwn: boolean };

/** Two agree where |a − b| ≤ 1e−12 + 1e−9 · max(|a|, |b|): the same sums in another order differ by less. */
const ATOL = 1e-12;
const RTOL = 1e-9;

/** The nodes that were chosen, as the two sides of a comparison; each side one node, or a few that form one chain. */
export function sidesOf(
  { graph, places }: Analysis,
  chosen: ReadonlySet<string>,
): readonly [readonly string[], readonly string[]] | null {
  const ids = [...chosen].toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  const group = new Map(ids.map((id) => [id, id]));
  for (const { source, target } of graph.edges) {
    const [from, to] = [group.get(source), group.get(target)];
    if (from === undefined || to === undefined || from === to) continue;
    for (const [id, of] of group) if (of === to) group.set(id, from);
  }
  const groups = [...new Set(group.values())].map((of) => ids.filter((id) => group.get(id) === of));
  // Two that are wired to each other are compared all the same: there is no other way to read it.
  const sides = ids.length === 2 ? ids.map((id) => [id]) : groups;
  const [first, second, ...more] = sides.toSorted((a, b) => a.length - b.length);
  return first && second && more.length === 0 ? [first, second] : null;
}

/**
 * Compares two sides of one or more nodes each: both are taken out of the graph and fed the same, the same gradient is sent back through
 * both, and outputs, gradients of inputs, and params with their gradients by name are compared entry by entry.
 */
export function compareNodes(
  analysis: Analysis,
  first: readonly string[],
  second: readonly string[],
  feeding: Feeding = "first",
): Compared {
  const names = new Map(analysis.graph.nodes.map((node) => [node.id, nameOf(node)]));
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(" → ");
  const stuck = [...first, ...second].filter((id) => !analysis.places.has(id));
  if (stuck.length > 0)
    return { refusal: `${named(stuck.slice(0, 1))} cannot run, so it cannot be compared`, fitsOwn: false };
  const outs = [first, second].map((side) => outputOf(analysis, side));
  const [outA, outB] = outs;
  const open = outs.indexOf(null);
  if (outA == null || outB == null) {
    return {
      refusal: `${named(open === 0 ? first : second)} has more than one output: choose nodes that end in one`,
      fitsOwn: false,
    };
  }
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const given = (source: string) => copyOf(entryOf(tape, source).out.value);
  const a = fragmentOf(analysis, new Set(first), false, ({ source }) => given(source));
  const theirs = fragmentOf(analysis, new Set(second), false, ({ source }) => given(source));
  const misfit = misfitOf(a, theirs, named(first), named(second));
  if (misfit !== null) return { refusal: misfit, fitsOwn: false };
  const pairs = pairsOf(a, theirs);
  const b =
    feeding === "own"
      ? theirs
      : fragmentOf(analysis, new Set(second), false, (_, at) =>
          given((a.feeds[pairs.indexOf(at)] ?? { source: "" }).source),
        );
  const [problem] = b.analysis.problems;
  if (problem)
    return {
      refusal: `Fed what reaches ${named(first)}, ${named(second)} cannot run: ${problem.message}`,
      fitsOwn: true,
    };
  const shapes = [a.analysis.shapes.get(outA), b.analysis.shapes.get(outB)];
  const [shapeA = [], shapeB = []] = shapes;
  if (!sameShape(shapeA, shapeB)) {
    return {
      refusal: `Their outputs have different shapes: ${formatShape(shapeA)} of ${named(first)}, ${formatShape(shapeB)} of ${named(second)}`,
      fitsOwn: feeding === "first" && sameShape(analysis.shapes.get(outA) ?? [], analysis.shapes.get(outB) ?? []),
    };
  }
  const { data: upstream, own } = upstreamOf(entryOf(tape, outA));
  const [tapeA, tapeB] = [ran(a, outA, upstream), ran(b, outB, upstream)];
  const paired = pairs.map((to, at) => [a.feeds[at], b.feeds[to]] as const);
  const rows: ComparedTensor[] = [
    compared(
      "output",
      "value",
      [outA, null],
      [outB, null],
      entryOf(tapeA, outA).out.value,
      entryOf(tapeB, outB).out.value,
    ),
  ];
  for (const [from, to] of paired) {
    if (!from || !to) continue;
    const grads = [tapeA, tapeB].map((side, at) => entryOf(side, (at === 0 ? from : to).id).out.grad);
    rows.push(...both("input", "gradient", [from.node, from.handle], [to.node, to.handle], grads));
  }
  const params = paramPairs(a, b, first, second);
  for (const [pa, pb] of params.pairs) {
    const [ta, tb] = [entryOf(tapeA, pa.node).params[pa.name], entryOf(tapeB, pb.node).params[pb.name]];
    if (!ta || !tb || !sameShape(ta.value.shape, tb.value.shape)) continue;
    rows.push(compared("param", "value", [pa.node, pa.name], [pb.node, pb.name], ta.value, tb.value));
    rows.push(...both("param", "gradient", [pa.node, pa.name], [pb.node, pb.name], [ta.grad, tb.grad]));
  }
  const isLeft = params.left[0].length + params.left[1].length > 0;
  const comparison: Comparison = {
    agree: !isLeft && rows.every(({ agrees }) => agrees),
    rows,
    left: params.left,
    feeds: pairs.map((to, at) => [a.feeds[at]?.source ?? "", theirs.feeds[to]?.source ?? ""]),
    sameParams: !isLeft && rows.every(({ what, of, agrees }) => what !== "param" || of !== "value" || agrees),
    ownUpstream: own,
  };
  return { comparison };
}

function entryOf(tape: Tape, id: string): Entry {
  return tape.entries[tape.places.get(id) as number] as Entry;
}

function ran(fragment: Fragment, out: string, upstream: Float64Array): Tape {
  const tape = fragmentTape(fragment, out, upstream);
  forward(tape);
  backward(tape);
  return tape;
}

/** The one of these nodes that none of the others takes; null where there are several. */
function outputOf({ graph }: Analysis, side: readonly string[]): string | null {
  const members = new Set(side);
  const taken = new Set(graph.edges.flatMap(({ source, target }) => (members.has(target) ? source : [])));
  const ends = side.filter((id) => !taken.has(id));
  return ends.length === 1 ? (ends[0] as string) : null;
}

/** Why two cannot be fed the same, in words; null where they can. */
function misfitOf(a: Fragment, b: Fragment, first: string, second: string): string | null {
  const [has, other] = [a.feeds.length, b.feeds.length];
  const inputs = (count: number) => `${count} ${count === 1 ? "input" : "inputs"}`;
  return has === other
    ? null
    : `${first} takes ${inputs(has)} and ${second} ${inputs(other)}: they cannot be fed the same`;
}

/** For each feed of the first, which of the second goes with it: the one from the same node, else of the same handle, else the next. */
function pairsOf(a: Fragment, b: Fragment): readonly number[] {
  const free = new Set(b.feeds.keys());
  const found = new Array<number>(a.feeds.length).fill(-1);
  for (const alike of [
    (at: number, to: number) => a.feeds[at]?.source === b.feeds[to]?.source,
    (at: number, to: number) => a.feeds[at]?.handle === b.feeds[to]?.handle,
    () => true,
  ]) {
    for (const at of a.feeds.keys()) {
      if (found[at] !== -1) continue;
      const to = [...free].find((each) => alike(at, each));
      if (to === undefined) continue;
      found[at] = to;
      free.delete(to);
    }
  }
  return found;
}

interface ParamPlace extends ComparedPlace {
  readonly name: string;
}

/** Params of one name, in the order in which they stand on each side; what has no counterpart of its shape is left. */
function paramPairs(a: Fragment, b: Fragment, first: readonly string[], second: readonly string[]) {
  const paramsOf = ({ analysis }: Fragment, side: readonly string[]) =>
    analysis.runnable
      .filter(({ node }) => side.includes(node.id))
      .flatMap(({ node, params }) =>
        Object.keys(params).flatMap((name) => {
          const value = node.params[name];
          return value ? [{ place: { node: node.id, name } satisfies ParamPlace, shape: value.shape }] : [];
        }),
      );
  const rest = paramsOf(b, second);
  const pairs: (readonly [ParamPlace, ParamPlace])[] = [];
  const left: ParamPlace[] = [];
  for (const { place, shape } of paramsOf(a, first)) {
    const at = rest.findIndex((other) => other.place.name === place.name && sameShape(other.shape, shape));
    const [other] = at === -1 ? [] : rest.splice(at, 1);
    if (other) pairs.push([place, other.place]);
    else left.push(place);
  }
  return { pairs, left: [left, rest.map(({ place }) => place)] as const };
}

type PlaceOf = readonly [node: string, name: string | null];

function both(
  what: ComparedTensor["what"],
  of: ComparedTensor["of"],
  first: PlaceOf,
  second: PlaceOf,
  [a, b]: readonly (Tensor | null | undefined)[],
): readonly ComparedTensor[] {
  return a && b && sameShape(a.shape, b.shape) ? [compared(what, of, first, second, a, b)] : [];
}

function compared(
  what: ComparedTensor["what"],
  of: ComparedTensor["of"],
  [nodeA, nameA]: PlaceOf,
  [nodeB, nameB]: PlaceOf,
  { shape, data }: Tensor,
  { data: other }: Tensor,
): ComparedTensor {
  let largest = -1;
  let where = 0;
  let agrees = true;
  for (let at = 0; at < data.length; at += 1) {
    const [a, b] = [data[at] as number, other[at] as number];
    // Two that are both NaN, or the same infinity, are alike.
    const off = Object.is(a, b) || a === b ? 0 : Math.abs(a - b);
    if (!(off <= ATOL + RTOL * Math.max(Math.abs(a), Math.abs(b)))) agrees = false;
    if (off > largest || (Number.isNaN(off) && !Number.isNaN(largest))) {
      largest = off;
      where = at;
    }
  }
  if (largest === 0) for (let at = 0; at < data.length; at += 1) if (size(data, at) > size(data, where)) where = at;
  return {
    ...{ what, of, shape, agrees, largest: Math.max(0, largest) },
    first: { node: nodeA, name: nameA },
    second: { node: nodeB, name: nameB },
    index: indexOf(where, shape),
    a: data[where] ?? Number.NaN,
    b: other[where] ?? Number.NaN,
  };
}

function size(data: Float64Array, at: number): number {
  return Math.abs(data[at] as number);
}
