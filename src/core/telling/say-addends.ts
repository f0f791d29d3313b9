import { sayNumber } from "#core/formula/number";
import { textOf } from "#core/formula/pieces";
import { binary, type Entry, type Formula, numberTree, type Term } from "#core/formula/tree";
import { formulaParts, formulaPieces, formulaTex, NOTHING } from "#core/formula/write-tex";
import type { Analysis, Runnable } from "#core/graph/analyse";
import { type Graph, nameOf } from "#core/graph/graph";
import { plainNamesOf } from "#core/graph/names";
import type { Names } from "#core/ops/define";
import { own } from "#core/own";
import type { Digest } from "#core/tape/digest";
import type { NodeReading, Readings } from "#core/tape/readings";
import { sizeOf } from "#core/tensor/tensor";
import { sayAddend } from "./say-numbers";
import type { ToldFormula } from "./told-formula";

/*
 * Where an output goes to several consumers, its gradient is the sum of what they bring back, Vicas 2022 (10). Each brings its addend at
 * its own step backward.
 */

/** What one step adds to the gradient of an output that has several consumers. */
interface Addition {
  readonly handle: string;
  /** Which of the addends it brings, counted from 1, and of how many. */
  readonly from: number;
  readonly to: number;
  readonly all: number;
  /** The sum before; null where there is nothing yet. */
  readonly before: Digest | null;
  readonly addends: readonly Digest[];
  readonly sum: Digest;
  /** All that has been brought by then, in the order in which it came, each by the name of what it came from. */
  readonly paths: readonly { readonly target: string; readonly grad: Digest }[];
  /** What the sum begins with, such as the 1 of a cost; null where it begins with nothing. */
  readonly seed: Digest | null;
}

/** The sums that an entry adds to at its step backward, in the order of its handles; an output that feeds it twice stands once. */
function additionsOf({ feeds }: Pick<Runnable, "feeds">, { nodes }: Readings, graph: Graph): readonly Addition[] {
  const mine = new Set(Object.values(feeds).map(({ id }) => id));
  const seen = new Set<string>();
  return Object.entries(feeds).flatMap(([handle, { source }]) => {
    const reading = nodes.get(source);
    if (!reading || seen.has(source)) return [];
    seen.add(source);
    return additionTo(reading, handle, mine, graph) ?? [];
  });
}

function additionTo(
  { shares, seed }: NodeReading,
  handle: string,
  mine: ReadonlySet<string>,
  graph: Graph,
): Addition | null {
  // An entry's edges come back one after the other, so what it brings is one stretch of the sum.
  const first = shares.findIndex(({ edge }) => mine.has(edge));
  const brought = shares.filter(({ edge }) => mine.has(edge));
  const last = brought.at(-1);
  const own = seed ? 1 : 0;
  if (!last || shares.length + own < 2) return null;
  return {
    handle,
    from: first + 1,
    to: first + brought.length,
    all: shares.length,
    before: shares[first - 1]?.sum ?? seed,
    addends: brought.map(({ grad }) => grad),
    sum: last.sum,
    paths: shares.slice(0, first + brought.length).map(({ edge, grad }) => ({ target: targetOf(edge, graph), grad })),
    seed,
  };
}

function targetOf(edge: string, { nodes, edges }: Graph): string {
  const target = edges.find(({ id }) => id === edge)?.target;
  const node = nodes.find(({ id }) => id === target);
  return node ? nameOf(node) : "";
}

/** The clause that tells what a step adds to a sum, with its numbers or without; null where there is no fan-out. */
export function sayAddends(
  ran: Runnable,
  readings: Readings,
  { graph }: Analysis,
): { readonly full: string; readonly brief: string } | null {
  const additions = additionsOf(ran, readings, graph);
  if (additions.length === 0) return null;
  const { inputs } = plainNamesOf(graph, ran.node);
  const clauses = additions.map((addition) => sayAddition(addition, own(inputs, addition.handle) ?? addition.handle));
  return {
    full: clauses.map(({ full }) => `; ${full}`).join(""),
    brief: clauses.map(({ brief }) => `; ${brief}`).join(""),
  };
}

function sayAddition(addition: Addition, name: string): { readonly full: string; readonly brief: string } {
  const { from, to, all } = addition;
  const which = from === to ? `contribution ${from} of ${all}` : `contributions ${from} to ${to} of ${all}`;
  const sum = sayFigures(addition);
  const numbers = sum === null ? "" : `: ${sum}`;
  if (to < all) {
    const brief = `${from === to ? "this is" : "these are"} ${which} to ${name}`;
    return { full: `${brief}${numbers}`, brief: `${which} to ${name}${numbers}` };
  }
  return {
    full: `${which} to ${name} ${from === to ? "completes" : "complete"} its sum over all paths (chain rule)${numbers}`,
    brief: `the sum for ${name} is complete (chain rule)${numbers}`,
  };
}

/** `0.12 + 0.31 = 0.43`; null where there is more than one entry, or nothing to add to yet. */
function sayFigures(addition: Addition): string | null {
  const numbers = figuresOf(addition);
  if (!numbers) return null;
  const [first, ...more] = numbers.addends;
  const terms = [sayNumber(first as number), ...more.map(sayAddend)].join(" ");
  return `${terms} ${addsUp(numbers) ? "=" : "≈"} ${sayNumber(numbers.sum)}`;
}

interface Figures {
  readonly addends: readonly number[];
  readonly sum: number;
}

function figuresOf({
  before,
  addends,
  sum,
}: Addition): { readonly addends: readonly number[]; readonly sum: number } | null {
  const all = before ? [before, ...addends] : addends;
  if (sizeOf(sum.shape) !== 1 || all.length < 2) return null;
  return { addends: all.map(({ head }) => head[0] as number), sum: sum.head[0] as number };
}

/** Each sum that a step adds to: what the paths so far bring, and their first entries in numbers, one addend for each path. */
export function sumFormulas(
  ran: Runnable,
  readings: Readings,
  { graph }: Analysis,
  { inputs }: Names,
): readonly ToldFormula[] {
  return additionsOf(ran, readings, graph).flatMap((addition): readonly ToldFormula[] => {
    const { paths, seed, sum } = addition;
    const name = inputs[addition.handle] ?? addition.handle;
    const whole: Entry = { kind: "entry", of: { role: "node", name }, grad: true, at: null, round: 0 };
    const addends: Term[] = paths.map(({ target }) => ({ kind: "via", of: whole, name: target }));
    const values = [...(seed ? [seed] : []), ...paths.map(({ grad }) => grad)].map(({ head }) => head[0]);
    const [value] = sum.head;
    const terms = [...(seed ? [numberTree(1)] : []), ...addends];
    if (terms.length < 2 || value === undefined || !values.every((each) => each !== undefined)) return [];
    const formula: Formula = { sides: [whole, added(terms)], locals: [], equation: "(10)" };
    const put = (number: number): Term => ({ kind: "value", value: number, from: null });
    const numbers: Formula = { sides: [put(value), added(values.map(put))], locals: [] };
    const equals = addsUp({ addends: values, sum: value }) ? "=" : "\\approx";
    const pieces = formulaPieces(numbers, NOTHING, { equals });
    const parts = formulaParts(numbers, NOTHING, { equals });
    const index = sizeOf(sum.shape) === 1 ? [] : sum.shape.map(() => 0);
    return [
      {
        formula,
        tex: formulaTex(formula, NOTHING),
        equation: "(10)",
        numbers: { lines: [{ at: 0, index, pieces, tex: textOf(pieces), parts }], all: sizeOf(sum.shape) },
        steps: [],
      },
    ];
  });
}

function added(terms: readonly Term[]): Term {
  return terms.reduce((total, each) => binary<Term>("+", total, each));
}

/** Whether the addends make the sum as they are written: who adds up three digits of each should not find a mistake. */
function addsUp({ addends, sum }: Figures): boolean {
  const written = addends.reduce((total, addend) => total + rounded(addend), 0);
  return rounded(written) === rounded(sum);
}

function rounded(x: number): number {
  return Number(x.toPrecision(3));
}
