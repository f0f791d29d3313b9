import { type GradPlace, readAt } from "#core/check/grad-place";
import type { Path, PathStep } from "#core/check/paths";
import type { Addend, Chain, SumOfShares, Why } from "#core/check/why";
import { brief, type NumberWriter } from "#core/formula/number";
import { binary, type Entry as EntryTerm, type Formula, letterPlace, type Term } from "#core/formula/tree";
import { formulaTex, NOTHING, termTex } from "#core/formula/write-tex";
import { namesOf } from "#core/graph/names";
import { own } from "#core/own";
import { isSummed } from "#core/tape/shares";
import type { Entry, Tape } from "#core/tape/tape";
import { indexOf } from "#core/tensor/index-of";

/** An explanation as TeX, line by line; each is a whole equation. Indexes count from 1, as in mathematics. */
export interface WhyTex {
  /** The rule: ∂C/∂x_k = Σ_j ∂C/∂z_j ∂z_j/∂x_k. */
  readonly rule: string;
  /** The same with the largest terms written out, and how many more there are. */
  readonly terms: string;
  /** The same in numbers. */
  readonly numbers: string;
}

/** As many terms are read with pleasure. */
const MOST_SHOWN = 4;

/** Writes an explanation of entry `at` of this gradient with the names that the formulas of the graph use. `write` sets a number. */
export function whyTex(tape: Tape, place: GradPlace, at: number, answer: Why, write: NumberWriter = brief): WhyTex {
  const left = gradTerm(tape, place, at);
  return answer.kind === "sum"
    ? sumTex(tape, left, answer, place, at, write)
    : chainTex(tape, left, answer, place, at, write);
}

/** One entry of a gradient as TeX. Where an output goes several ways, that of one edge is told by the node that it comes back from. */
export function gradTex(tape: Tape, place: GradPlace, at: number): string {
  return termTex(gradTerm(tape, place, at), NOTHING);
}

function gradTerm(tape: Tape, place: GradPlace, at: number): Term {
  const whole = partial(topTerm(tape), startTerm(tape, place, at));
  if (place.kind !== "edge") return whole;
  const read = readAt(tape, place);
  const source = read && tape.entries[read.entry.sources[Object.keys(read.entry.inputs).indexOf(read.name)] ?? -1];
  return read && source && isSummed(source) ? byWayOf(whole, outName(tape, read.entry)) : whole;
}

/** A path as a product of derivatives, from C back to entry `at` of the gradient, and the same in numbers. */
export function pathTex(
  tape: Tape,
  from: GradPlace,
  at: number,
  { steps, contribution }: Path,
  write: NumberWriter = brief,
): Omit<WhyTex, "rule"> {
  const terms = [startTerm(tape, from, at), ...steps.map((step) => stepTerm(tape, step))];
  const derivatives = steps.map((_, step) => partial(terms[step + 1] as Term, terms[step] as Term)).reverse();
  const factors = steps.map(({ factor }) => factor).reverse();
  const known = factors.filter((factor) => factor !== null);
  const isWhole = known.length > 1 && known.length === factors.length;
  const product = known.reduce((a, b) => a * rounded(b), 1);
  const sides = [...(isWhole ? [productOf(known.map(number))] : []), number(contribution)];
  return {
    terms: termTex(productOf(derivatives), NOTHING),
    numbers: written(sides, write, [sign(product, contribution)]),
  };
}

/** Factors one after the other; none are 1. */
function productOf([first, ...others]: readonly Term[]): Term {
  return others.reduce<Term>((total, each) => binary<Term>("*", total, each), first ?? { kind: "number", value: 1 });
}

function stepTerm(tape: Tape, { node, at }: PathStep): Term {
  const entry = entryOf(tape, node);
  return entryTerm(outName(tape, entry), at === null ? undefined : entry?.out.value.shape, at ?? 0);
}

/** What is differentiated by at a place. */
function startTerm(tape: Tape, from: GradPlace, at: number): Term {
  if (from.kind === "out") {
    const entry = entryOf(tape, from.node);
    return entryTerm(outName(tape, entry), entry?.out.value.shape, at);
  }
  const read = readAt(tape, from);
  return read ? entryTerm(readName(tape, read.entry, read.name), read.traced.value.shape, at) : entryTerm("?", [], 0);
}

function chainTex(
  tape: Tape,
  left: Term,
  { node, terms, rest, total }: Chain,
  place: GradPlace,
  at: number,
  write: NumberWriter,
): WhyTex {
  const entry = entryOf(tape, node);
  const shape = entry?.out.value.shape ?? [];
  const out = outName(tape, entry);
  const x = startTerm(tape, place, at);
  const factors = (j: Term) => binary<Term>("*", partial(topTerm(tape), j), partial(j, x));
  const each: EntryTerm = { ...entryTerm(out, [], 0), at: [letterPlace("j")] };
  const rule: Term =
    shape.length === 0 ? factors(entryTerm(out, [], 0)) : { kind: "sum", over: ["j"], of: factors(each) };
  const shown = terms.slice(0, MOST_SHOWN);
  const more = terms.slice(shown.length).reduce((sum, { product }) => sum + product, rest.sum);
  const count = rest.count + terms.length - shown.length;
  const asWritten = shown.reduce((sum, { upstream, local }) => sum + rounded(upstream) * rounded(local), rounded(more));
  const upstreamOf = (value: number, j: number): Term => ({
    kind: "value",
    value,
    from: { role: "node", name: node, at: j, isGradient: true },
  });
  return {
    rule: written([left, rule], write),
    terms: written(
      [
        left,
        added(
          shown.map(({ at: j }) => factors(entryTerm(out, shape, j))),
          count,
          Number.NaN,
        ),
      ],
      write,
    ),
    numbers: written(
      [
        left,
        added(
          shown.map(({ at: j, upstream, local }) => binary<Term>("*", upstreamOf(upstream, j), number(local))),
          count,
          more,
        ),
        number(total),
      ],
      write,
      ["=", sign(asWritten, total)],
    ),
  };
}

function sumTex(
  tape: Tape,
  left: Term,
  { terms, rest, total }: SumOfShares,
  place: GradPlace,
  at: number,
  write: NumberWriter,
): WhyTex {
  const whole = partial(topTerm(tape), startTerm(tape, place, at));
  const shareTerm = ({ edge, value }: Addend): Term => {
    if (edge === null) return number(value);
    const target = tape.graph.edges.find(({ id }) => id === edge)?.target ?? "";
    return byWayOf(whole, outName(tape, entryOf(tape, target)));
  };
  const shown = terms.slice(0, MOST_SHOWN);
  const more = terms.slice(shown.length).reduce((sum, { value }) => sum + value, rest.sum);
  const count = rest.count + terms.length - shown.length;
  const asWritten = shown.reduce((sum, { value }) => sum + rounded(value), rounded(more));
  const isAlone = shown.length === 1 && count === 0;
  const numbers = added(
    shown.map(({ value }) => number(value)),
    count,
    more,
  );
  return {
    rule: written([left, { kind: "sum", over: ["edges"], of: byWayOf(whole, "edge") }], write),
    terms: written([left, added(shown.map(shareTerm), count, Number.NaN)], write),
    numbers: isAlone
      ? written([left, number(total)], write)
      : written([left, numbers, number(total)], write, ["=", sign(asWritten, total)]),
  };
}

/** Sides of an equation, with the signs between them, which are equals signs unless something else is said. */
function written(sides: readonly Term[], number: NumberWriter, equals: readonly string[] = []): string {
  const formula: Formula = { sides, locals: [] };
  return formulaTex(formula, NOTHING, { number, equals });
}

/** The sum of terms, and of those that are not told one by one, in number or as dots. */
function added(terms: readonly Term[], count: number, more: number): Term {
  const all: readonly Term[] = [...terms, ...(count === 0 ? [] : [{ kind: "more", count, value: more } as const])];
  const [first, ...others] = all;
  return others.reduce<Term>((total, each) => binary<Term>("+", total, each), first ?? { kind: "number", value: 0 });
}

function number(value: number): Term {
  return { kind: "value", value, from: null };
}

/** Who multiplies and adds what is written should not find a mistake. */
function sign(asWritten: number, total: number): string {
  return rounded(asWritten) === rounded(total) ? "=" : "\\approx";
}

function rounded(x: number): number {
  return Number(x.toPrecision(3));
}

function partial(of: Term, by: Term): Term {
  return { kind: "partial", of, by };
}

function byWayOf(of: Term, name: string): Term {
  return { kind: "via", of, name };
}

/** What is differentiated: C, or the seed of the tape. */
function topTerm(tape: Tape): Term {
  const { seed } = tape;
  if (!seed) return { kind: "cost", of: null };
  const entry = entryOf(tape, seed.node);
  const name = outName(tape, entry);
  const shape = entry?.out.value.shape ?? [];
  if (seed.index !== "all") return entryTerm(name, shape, seed.index);
  return shape.length === 0 ? entryTerm(name, [], 0) : { kind: "sum", over: [], of: entryTerm(name, [], 0) };
}

/** One entry of a tensor by its name; a scalar, and a whole tensor, has no index. */
function entryTerm(name: string, shape: readonly number[] | undefined, at: number): EntryTerm {
  const index = shape && shape.length > 0 ? indexOf(at, shape) : null;
  const places = index?.map((offset) => ({ plus: [], minus: [], offset })) ?? null;
  return { kind: "entry", of: { role: "node", name }, grad: false, at: places, round: 0 };
}

function outName(tape: Tape, entry: Entry | undefined): string {
  return entry ? namesOf(tape.graph, entry.node).out : "?";
}

function readName(tape: Tape, entry: Entry, name: string): string {
  const { inputs, params } = namesOf(tape.graph, entry.node);
  return own(inputs, name) ?? own(params, name) ?? name;
}

function entryOf(tape: Tape, node: string): Entry | undefined {
  return tape.entries[tape.places.get(node) ?? -1];
}
