import { namesOf } from "#core/graph/names";
import { own } from "#core/own";
import { briefTex } from "#core/tape/say-numbers";
import { isSummed } from "#core/tape/shares";
import type { Entry, Tape } from "#core/tape/tape";
import { type GradPlace, readAt } from "./grad-place";
import type { Path, PathStep } from "./paths";
import { indexOf } from "./tensor-check";
import type { Addend, Chain, SumOfShares, Why } from "./why";

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
export function whyTex(
  tape: Tape,
  place: GradPlace,
  at: number,
  answer: Why,
  write: (x: number) => string = briefTex,
): WhyTex {
  const left = gradTex(tape, place, at);
  return answer.kind === "sum"
    ? sumTex(tape, left, answer, place, at, write)
    : chainTex(tape, left, answer, place, at, write);
}

/** TeX for one entry of a gradient. Where an output goes several ways, that of one edge is told by the node that it comes back from. */
export function gradTex(tape: Tape, place: GradPlace, at: number): string {
  if (place.kind === "out") {
    const entry = entryOf(tape, place.node);
    return partial(topTex(tape), entryTex(outName(tape, entry), entry?.out.value.shape, at));
  }
  const read = readAt(tape, place);
  if (!read) return topTex(tape);
  const { entry, name, from, traced } = read;
  const whole = partial(topTex(tape), entryTex(readName(tape, entry, name), traced.value.shape, at));
  if (from === "param") return whole;
  const source = tape.entries[entry.sources[Object.keys(entry.inputs).indexOf(name)] ?? -1];
  return source && isSummed(source) ? byWayOf(whole, outName(tape, entry)) : whole;
}

/** A path as a product of derivatives, from C back to entry `at` of the gradient, and the same in numbers. */
export function pathTex(
  tape: Tape,
  from: GradPlace,
  at: number,
  { steps, contribution }: Path,
  write: (x: number) => string = briefTex,
): Omit<WhyTex, "rule"> {
  const start = startName(tape, from, at);
  const names = [start, ...steps.map((step) => stepName(tape, step))];
  const derivatives = steps.map((_, step) => partial(names[step + 1] as string, names[step] as string)).reverse();
  const factors = steps.map(({ factor }) => factor).reverse();
  const terms = derivatives.length === 0 ? "1" : derivatives.join(" \\cdot ");
  const known = factors.filter((factor) => factor !== null);
  const product = known.map((factor, each) => bracketed(write(factor), each > 0)).join(" \\times ");
  const whole = known.length > 1 && known.length === factors.length;
  return {
    terms,
    numbers: whole
      ? `${product} ${sign(
          known.reduce((a, b) => a * rounded(b), 1),
          contribution,
        )} ${write(contribution)}`
      : write(contribution),
  };
}

function stepName(tape: Tape, { node, at }: PathStep): string {
  const entry = entryOf(tape, node);
  const name = outName(tape, entry);
  return at === null ? name : entryTex(name, entry?.out.value.shape, at);
}

function startName(tape: Tape, from: GradPlace, at: number): string {
  if (from.kind === "out") {
    const entry = entryOf(tape, from.node);
    return entryTex(outName(tape, entry), entry?.out.value.shape, at);
  }
  const read = readAt(tape, from);
  return read ? entryTex(readName(tape, read.entry, read.name), read.traced.value.shape, at) : "?";
}

function chainTex(
  tape: Tape,
  left: string,
  { node, name, terms, rest, total }: Chain,
  place: GradPlace,
  at: number,
  write: (x: number) => string,
): WhyTex {
  const entry = entryOf(tape, node);
  const shape = entry?.out.value.shape ?? [];
  const out = outName(tape, entry);
  const shownX = startName(tape, place, at) || name;
  const factors = (j: string) => `${partial(topTex(tape), j)} ${partial(j, shownX)}`;
  const rule = shape.length === 0 ? factors(out) : `\\sum_j ${factors(`${indexable(out)}_j`)}`;
  const shown = terms.slice(0, MOST_SHOWN);
  const more = terms.slice(shown.length).reduce((sum, { product }) => sum + product, rest.sum);
  const count = rest.count + terms.length - shown.length;
  const written = shown.map(
    ({ upstream, local }) => `${bracketed(write(upstream), false)} \\times ${bracketed(write(local), true)}`,
  );
  const asWritten = shown.reduce((sum, { upstream, local }) => sum + rounded(upstream) * rounded(local), rounded(more));
  return {
    rule: `${left} = ${rule}`,
    terms: `${left} = ${added(
      shown.map(({ at: j }) => factors(entryTex(out, shape, j))),
      count,
      null,
    )}`,
    numbers: `${left} = ${added(written, count, write(more))} ${sign(asWritten, total)} ${write(total)}`,
  };
}

function sumTex(
  tape: Tape,
  left: string,
  { terms, rest, total }: SumOfShares,
  place: GradPlace,
  at: number,
  write: (x: number) => string,
): WhyTex {
  const x = startName(tape, place, at);
  const shareTex = ({ edge, value }: Addend) => {
    if (edge === null) return write(value);
    const target = tape.graph.edges.find(({ id }) => id === edge)?.target ?? "";
    return byWayOf(partial(topTex(tape), x), outName(tape, entryOf(tape, target)));
  };
  const shown = terms.slice(0, MOST_SHOWN);
  const more = terms.slice(shown.length).reduce((sum, { value }) => sum + value, rest.sum);
  const count = rest.count + terms.length - shown.length;
  const asWritten = shown.reduce((sum, { value }) => sum + rounded(value), rounded(more));
  const numbers = added(
    shown.map(({ value }) => write(value)),
    count,
    write(more),
  );
  const alone = shown.length === 1 && count === 0;
  return {
    rule: `${left} = \\sum_{\\text{edges}} ${byWayOf(partial(topTex(tape), x), "\\text{edge}")}`,
    terms: `${left} = ${added(shown.map(shareTex), count, null)}`,
    numbers: alone ? `${left} = ${write(total)}` : `${left} = ${numbers} ${sign(asWritten, total)} ${write(total)}`,
  };
}

/** Terms with their signs between; those that are folded as their sum, or as dots, and how many they are. */
function added(terms: readonly string[], count: number, more: string | null): string {
  const folded = count === 0 ? [] : [`${more ?? "\\cdots"}\\;{\\small(${count}\\text{ more})}`];
  const [first = "0", ...others] = [...terms, ...folded];
  return [first, ...others.map((term) => (term.startsWith("-") ? `- ${term.slice(1)}` : `+ ${term}`))].join(" ");
}

/** Who multiplies and adds what is written should not find a mistake. */
function sign(asWritten: number, total: number): string {
  return rounded(asWritten) === rounded(total) ? "=" : "\\approx";
}

function rounded(x: number): number {
  return Number(x.toPrecision(3));
}

function bracketed(number: string, always: boolean): string {
  return always && number.startsWith("-") ? `(${number})` : number;
}

function partial(of: string, by: string): string {
  return `\\frac{\\partial ${of}}{\\partial ${by}}`;
}

function byWayOf(tex: string, node: string): string {
  return `\\left.${tex}\\right|_{${node}}`;
}

/** What is differentiated: C, or the seed of the tape. */
function topTex(tape: Tape): string {
  const { seed } = tape;
  if (!seed) return "C";
  const entry = entryOf(tape, seed.node);
  const name = outName(tape, entry);
  if (seed.index !== "all") return entryTex(name, entry?.out.value.shape, seed.index);
  return entry?.out.value.shape.length === 0 ? name : `\\Sigma ${name}`;
}

/** One entry of a tensor: its name with an index below, which a scalar has none of. */
function entryTex(name: string, shape: readonly number[] | undefined, at: number): string {
  if (!shape || shape.length === 0) return name;
  return `${indexable(name)}_{${indexOf(at, shape)
    .map((each) => each + 1)
    .join(",")}}`;
}

/** A name that an index may follow: z_1 with the index 2 would else be read as z_{12}. */
function indexable(name: string): string {
  return name.includes("_") ? `(${name})` : name;
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
