import type { Analysis, Runnable } from "#core/graph/analyse";
import { type InNumbers, inNumbers, type KnownSite } from "#core/graph/in-numbers";
import { namesOf, plainNamesOf } from "#core/graph/names";
import { plainTex } from "#core/graph/plain-tex";
import { costBy, type Formula, type Names } from "#core/ops/define";
import { own } from "#core/own";
import { sizeOf } from "#core/tensor/tensor";
import type { Digest } from "./digest";
import type { NodeReading, Readings } from "./readings";
import { sayAddends, sumLines } from "./say-addends";
import { briefTex, sayBrief, sayIs } from "./say-numbers";
import type { Score } from "./score";

/** What a step does and why, in words and in mathematics. */
export interface StepText {
  /** One sentence in plain text, for captions and screen readers: what happens, why, and the numbers. */
  readonly sentence: string;
  /** The least that tells the step from others: `forward, z`, `seed`, `backward, a`, `update`. */
  readonly short: string;
  /** The formula that the step computes, as TeX; null where there is none. */
  readonly tex: string | null;
  /** The same with numbers put in, one line of TeX each; none where they would not make it plainer. */
  readonly numbers: readonly string[];
  /** The number of the seed's equation for `tex`, such as (29). */
  readonly equation?: string;
  /** A footnote to `tex`. */
  readonly note?: string;
}

/** A whole run, and a position in its pass. */
export interface StepGiven {
  readonly analysis: Analysis;
  /** Of the whole run: nothing in it is left out for not having been reached. */
  readonly readings: Readings;
  readonly score: Score;
  readonly position: number;
}

/** Says the step that was done last at a position; null before the first, and where the readings are of another run. */
export function sayStep({ analysis, readings, score, position }: StepGiven): StepText | null {
  const step = score.steps[position - 1];
  if (!step) return null;
  if (step.phase === "seed") return saySeed(analysis);
  const ran = analysis.runnable[step.place];
  const reading = ran && readings.nodes.get(ran.node.id);
  const site = reading && siteOf(ran, reading, readings);
  if (!ran || !reading || !site) return null;
  const told: Told = {
    ran,
    reading,
    readings,
    site,
    analysis,
    names: namesOf(analysis.graph, ran.node),
    plain: plainNamesOf(analysis.graph, ran.node),
    lines: inNumbers(ran.op, ran.settings, site, briefTex),
  };
  return step.phase === "forward" ? sayForward(told) : sayBackward(told);
}

/** All that is known of the entry of a step. */
interface Told {
  readonly ran: Runnable;
  readonly reading: NodeReading;
  readonly readings: Readings;
  readonly site: KnownSite;
  readonly analysis: Analysis;
  readonly names: Names;
  readonly plain: Names;
  readonly lines: ReturnType<typeof inNumbers>;
}

function siteOf({ feeds }: Runnable, reading: NodeReading, { edges }: Readings): KnownSite | null {
  const inputs: Record<string, KnownSite["out"]> = {};
  for (const [handle, { id }] of Object.entries(feeds)) {
    const fed = edges.get(id);
    if (!fed) return null;
    inputs[handle] = fed;
  }
  return { out: reading.out, inputs, params: reading.params, saved: reading.saved };
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
    tex: `${costBy("C")} = 1`,
    numbers: [],
  };
}

function sayForward({ ran, reading, names, plain, lines }: Told): StepText {
  const { op, settings } = ran;
  const { forward } = op.formulas(names, settings);
  // Of several lines the one that ends in the output is the op's own; the others lead up to it.
  const main = Math.max(
    0,
    forward.findIndex(({ tex }) => tex.startsWith(names.out)),
  );
  const does = op.says(plain, settings).forward;
  const { value } = reading.out;
  const worked = sizeOf(value.shape) === 1 ? workedOut(lines.forward[main]) : null;
  const is = sayIs(plain.out, value);
  return {
    sentence: shortEnough(...(worked === null ? [] : [`${does}: ${worked}.`]), `${does}: ${is}.`, `${does}.`),
    short: `forward, ${plain.out}`,
    ...mathematics(forward[main]),
    numbers: lines.forward.flatMap((put) => put?.lines ?? []),
  };
}

function sayBackward(told: Told): StepText {
  const { ran, plain, names, lines, analysis, readings } = told;
  const { op, settings } = ran;
  const { backward } = op.formulas(names, settings);
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
  const first = grads.find(({ at }) => at >= 0)?.at ?? 0;
  return {
    sentence: shortEnough(...sentences, `${does}${sums.at(-1)}.`),
    short: `backward, ${plain.out}`,
    ...mathematics(backward[first]),
    numbers: [...lines.backward.flatMap((put) => put?.lines ?? []), ...sumLines(ran, readings, names)],
  };
}

/** A gradient that a step backward writes, in words. */
interface Grad {
  readonly kind: "input" | "param" | "out";
  /** Which of the op's formulas it is; −1 for none. */
  readonly at: number;
  readonly is: string;
  /** With the factors that it is made of, where they can be said. */
  readonly worked: string;
  /** Of a large tensor no more than how large it gets. */
  readonly brief: string;
}

type How = "is" | "worked" | "brief";

function gradsOf({ ran: { op, settings }, reading, site, plain, names, lines }: Told): readonly Grad[] {
  const places = placesOf(op, settings, names);
  const grads: Grad[] = [];
  const add = (kind: Grad["kind"], name: string, called: string) => {
    const grad = (kind === "out" ? reading.out : kind === "input" ? own(site.inputs, name) : own(reading.params, name))
      ?.grad;
    if (!grad) return;
    const at = kind === "out" ? -1 : (places.get(`${kind}.${name}`) ?? -1);
    const of = `∂C/∂${called}`;
    const worked = sizeOf(grad.shape) === 1 && at >= 0 ? workedOut(lines.backward[at]) : null;
    const is = `${sayIs(of, grad as Digest)}`;
    grads.push({
      kind,
      at,
      is,
      brief: sayBrief(of, grad as Digest),
      worked: worked === null ? is : `${of} = ${worked}`,
    });
  };
  for (const [handle, called] of Object.entries(plain.inputs)) add("input", handle, called);
  // A param that no formula speaks of has the gradient of the output, and no letter of its own.
  for (const [param, called] of Object.entries(plain.params)) {
    if (places.has(`param.${param}`)) add("param", param, called);
  }
  if (grads.length === 0) add("out", "", plain.out);
  return grads;
}

const FIRST = 0xe000;

/** Which backward formula gives the gradient of which input or param, by `input.x` or `param.weight`. */
function placesOf(op: Runnable["op"], settings: Runnable["settings"], names: Names): ReadonlyMap<string, number> {
  const probes: string[] = [];
  const probe = (kind: string) => (name: string) =>
    [name, String.fromCharCode(FIRST + probes.push(`${kind}.${name}`) - 1)] as const;
  const { backward } = op.formulas(
    {
      out: names.out,
      inputs: Object.fromEntries(Object.keys(names.inputs).map(probe("input"))),
      params: Object.fromEntries(Object.keys(names.params).map(probe("param"))),
    },
    settings,
  );
  const places = new Map<string, number>();
  for (const [at, { tex }] of backward.entries()) {
    const sign = /^\\frac\{\\partial C\}\{\\partial ([\ue000-\uf8ff])/.exec(tex)?.[1];
    const found = sign === undefined ? undefined : probes[sign.charCodeAt(0) - FIRST];
    if (found !== undefined && !places.has(found)) places.set(found, at);
  }
  return places;
}

/** `2 · 0.5 = 1`, of a line of TeX that has its result on the left; null where it cannot be said. */
function workedOut(put: InNumbers | null | undefined): string | null {
  const [line] = put?.all === 1 ? put.lines : [];
  const [result, right] = (line === undefined ? null : plainTex(line))?.split(" = ") ?? [];
  return result === undefined || right === undefined ? null : `${right} = ${result}`;
}

function mathematics(formula: Formula | undefined): Pick<StepText, "tex" | "equation" | "note"> {
  return {
    tex: formula?.tex ?? null,
    ...(formula?.equation === undefined ? {} : { equation: formula.equation }),
    ...(formula?.note === undefined ? {} : { note: formula.note }),
  };
}

/** In signs: a caption of two lines. */
const LONGEST = 160;

/** The first sentence that is not too long; the last where all are. */
function shortEnough(...sentences: readonly string[]): string {
  const short = sentences.find((sentence) => [...sentence].length <= LONGEST);
  return short ?? sentences.at(-1) ?? "";
}
