import type { Naming } from "#core/formula/layout";
import { brief } from "#core/formula/number";
import type { Entry as EntryTerm, Formula } from "#core/formula/tree";
import { formulaTex } from "#core/formula/write-tex";
import type { Analysis, Runnable } from "#core/graph/analyse";
import { plainNamesOf } from "#core/graph/names";
import type { Names } from "#core/ops/define";
import { isLettered } from "#core/ops/naming";
import type { Digest } from "#core/tape/digest";
import type { NodeReading, Readings } from "#core/tape/readings";
import type { Score } from "#core/tape/score";
import type { Tape, Entry as TapeEntry } from "#core/tape/tape";
import { sizeOf } from "#core/tensor/tensor";
import { sayAddends, sumFormulas } from "./say-addends";
import { sayBrief, sayIs } from "./say-numbers";
import { sayWorked, type ToldEntry, type ToldFormula, tellFormula } from "./told-formula";
import { formulasAt, type NodeFormulas, pushOf, siteIn, siteOf } from "./told-node";

/** What a step does and why, in words and in mathematics. */
export interface StepText {
  /** One sentence in plain text, for captions and screen readers: what happens, why, and the numbers. */
  readonly sentence: string;
  /** The least that tells the step from others: `forward, z`, `seed`, `backward, a`, `update`. */
  readonly short: string;
  /**
   * What the step computes, each formula with its numbers. Forward the one of the output is first, and what leads up to it follows;
   * backward there is one for each gradient in the order of inputs and params, and sums that the step adds to are last.
   */
  readonly formulas: readonly ToldFormula[];
}

/** A whole run, and a position in its pass. */
export interface StepGiven {
  readonly analysis: Analysis;
  /** Of the whole run: nothing in it is left out for not having been reached. */
  readonly readings: Readings;
  readonly score: Score;
  readonly position: number;
  /** The tape of that run, where it is at hand: then the numbers of large tensors are all known. */
  readonly tape?: Tape;
  /** Which entry each formula is told of; the first where none is said. */
  readonly entry?: ToldEntry | undefined;
  /** Whether lines of numbers are written in parts, too, for where nothing breaks a long line. */
  readonly inParts?: boolean;
}

/** Says the step that was done last at a position; null before the first, and where the readings are of another run. */
export function sayStep({
  analysis,
  readings,
  score,
  position,
  tape,
  entry = "first",
  inParts,
}: StepGiven): StepText | null {
  const step = score.steps[position - 1];
  if (!step) return null;
  if (step.phase === "seed") return saySeed(analysis);
  const ran = analysis.runnable[step.place];
  const reading = ran && readings.nodes.get(ran.node.id);
  const site = reading && siteIn(ran, reading, readings);
  if (!ran || !reading || !site) return null;
  const held = tape?.entries[step.place];
  const told = held ? formulasOn(analysis, ran, held) : formulasAt(analysis, ran, site, brief);
  const plain = plainNamesOf(analysis.graph, ran.node);
  const all: Told = {
    ran,
    reading,
    readings,
    analysis,
    plain,
    maths: { ...told, isBrief: true, most: 1, entry, inParts, kept: new Map() },
  };
  return step.phase === "forward" ? sayForward(all) : sayBackward(all);
}

/** The formulas on an entry of a tape: all but the numbers, which the tape holds, stays as it is from run to run. */
function formulasOn(analysis: Analysis, ran: Runnable, entry: TapeEntry): NodeFormulas {
  const before = formulasOf.get(entry);
  if (before?.analysis === analysis) return before.told;
  const told = formulasAt(analysis, ran, siteOf(entry), brief, pushOf(entry));
  formulasOf.set(entry, { analysis, told });
  return told;
}

const formulasOf = new WeakMap<TapeEntry, { readonly analysis: Analysis; readonly told: NodeFormulas }>();

/** All that is known of the entry of a step. */
interface Told {
  readonly ran: Runnable;
  readonly reading: NodeReading;
  readonly readings: Readings;
  readonly analysis: Analysis;
  readonly plain: Names;
  readonly maths: NodeFormulas;
}

function saySeed({ runnable }: Analysis): StepText {
  const costs = runnable.filter(({ op }) => op.isCost).length;
  const why =
    costs === 1
      ? "The gradient of the cost by itself is 1"
      : `The cost is the sum of ${costs} losses, so its gradient by each is 1`;
  return {
    sentence: `${why}; from here the chain rule runs backward.`,
    short: "seed",
    formulas: [{ formula: SEED, tex: formulaTex(SEED, naming), numbers: null, steps: [] }],
  };
}

const naming: Naming = { nameOf: ({ name }) => name, shapeOf: () => [], centred: new Set() };
const COST: EntryTerm = { kind: "entry", of: { role: "node", name: "C" }, grad: true, at: null, round: 0 };
const SEED: Formula = { sides: [COST, { kind: "number", value: 1 }], locals: [] };

function sayForward({ ran, reading, plain, maths }: Told): StepText {
  const { op, settings } = ran;
  const { forward } = maths.formulas;
  // Of several lines the one that ends in the output is the op's own; the others lead up to it.
  const own = forward.find(({ sides: [left] }) => left?.kind === "entry" && left.of.role === "out") ?? forward[0];
  const does = op.says(plain, settings).forward;
  const { value } = reading.out;
  const worked = own && sizeOf(value.shape) === 1 ? sayWorked(own, maths) : null;
  const is = sayIs(plain.out, value);
  const formulas = [...(own ? [own] : []), ...forward.filter((formula) => formula !== own)];
  return {
    sentence: shortEnough(...(worked === null ? [] : [`${does}: ${worked}.`]), `${does}: ${is}.`, `${does}.`),
    short: `forward, ${plain.out}`,
    formulas: formulas.map((formula) => tellFormula(formula, maths)),
  };
}

function sayBackward(told: Told): StepText {
  const { ran, plain, maths, analysis, readings } = told;
  const { op, settings } = ran;
  const does = op.says(plain, settings).backward;
  const grads = gradsOf(told);
  const learned = grads.filter(({ kind }) => kind === "param");
  const others = grads.filter(({ kind }) => kind !== "param");
  const list = (of: readonly Grad[], how: How) => of.map((grad) => grad[how]).join(", ");
  const addends = sayAddends(ran, readings, analysis);
  // Sums are the lesson of a fan-out: they are said even where there is no room for all factors.
  const sums = addends === null ? [""] : [addends.full, addends.brief];
  const clause = (how: How, withParams: boolean) => {
    const params = withParams && learned.length > 0 ? `for learning ${list(learned, how)}` : "";
    const all = [list(others, how), params].filter((part) => part !== "").join(", and ");
    return all === "" ? "" : `: ${all}`;
  };
  const sentences = sums.flatMap((sum) =>
    [clause("worked", true), clause("is", true), clause("brief", true), clause("brief", false)].map(
      (numbers) => `${does}${numbers}${sum}.`,
    ),
  );
  return {
    sentence: shortEnough(...sentences, `${does}${sums.at(-1)}.`),
    short: `backward, ${plain.out}`,
    formulas: [
      ...grads.flatMap(({ formula }) => (formula ? tellFormula(formula, maths) : [])),
      ...sumFormulas(ran, readings, analysis, maths.names),
    ],
  };
}

/** A gradient that a step backward writes, in words. */
interface Grad {
  readonly kind: "input" | "param" | "out";
  /** The op's formula of it. */
  readonly formula: Formula | undefined;
  readonly is: string;
  /** With the factors that it is made of, where they can be said. */
  readonly worked: string;
  /** Of a large tensor no more than how large it gets. */
  readonly brief: string;
}

type How = "is" | "worked" | "brief";

function gradsOf({ ran: { op, feeds }, reading, readings, plain, maths }: Told): readonly Grad[] {
  const grads: Grad[] = [];
  const add = (kind: Grad["kind"], name: string, called: string, digest: Digest | null | undefined) => {
    if (!digest) return;
    const formula = maths.formulas.backward.find(
      ({ sides: [left] }) => left?.kind === "entry" && left.grad && left.of.role === kind && left.of.name === name,
    );
    const of = `∂C/∂${called}`;
    const worked = formula && sizeOf(digest.shape) === 1 ? sayWorked(formula, maths) : null;
    const is = sayIs(of, digest);
    grads.push({ kind, formula, is, brief: sayBrief(of, digest), worked: worked === null ? is : `${of} = ${worked}` });
  };
  for (const [handle, called] of Object.entries(plain.inputs)) {
    add("input", handle, called, readings.edges.get(feeds[handle]?.id ?? "")?.grad);
  }
  // The param of a source is what it sends on, and has no letter of its own.
  for (const [param, called] of isLettered(op) ? Object.entries(plain.params) : []) {
    add("param", param, called, reading.params[param]?.grad);
  }
  if (grads.length > 0 || !reading.out.grad) return grads;
  const [formula] = maths.formulas.backward;
  const of = `∂C/∂${plain.out}`;
  const is = sayIs(of, reading.out.grad);
  return [{ kind: "out", formula, is, brief: sayBrief(of, reading.out.grad), worked: is }];
}

/** In signs: a caption of two lines. */
const LONGEST = 160;

/** The first sentence that is not too long; the last where all are. */
function shortEnough(...sentences: readonly string[]): string {
  const short = sentences.find((sentence) => [...sentence].length <= LONGEST);
  return short ?? sentences.at(-1) ?? "";
}
