import { sayDigest } from "#core/drawing/describe";
import { short } from "#core/drawing/number-format";
import type { Analysis, Runnable } from "#core/graph/analyse";
import { nameOf } from "#core/graph/graph";
import { plainNamesOf } from "#core/graph/names";
import { own } from "#core/own";
import type { Score } from "#core/tape/score";
import { sayStep } from "#core/telling/step-text";
import type { ToldFormula } from "#core/telling/told-formula";
import { TOLD_UPDATE } from "#core/telling/update-formula";
import { formatShape, type Tensor } from "#core/tensor/tensor";
import type { UpdateStep } from "../state/learning";
import type { Stepping } from "../state/stepping";
import type { Run, ToldStep } from "../worker/protocol";

/** What the bar says of a position in the pass. */
export interface StepWords {
  /** What kind of step it is, in a word or two; null where no step has been done. */
  readonly title: string | null;
  readonly sentence: string;
  /** As in "Step 7 of 15: backward, a". */
  readonly short: string;
  /** All that the step computes, each formula with its numbers. */
  readonly formulas: readonly ToldFormula[];
  readonly phase: "forward" | "seed" | "backward" | "update" | null;
  /** The node that did it, where one did. */
  readonly node?: string;
}

/** All that is to be known of where a person is. */
export interface Whereabouts {
  readonly at: Stepping | null;
  readonly analysis: Analysis;
  readonly score: Score;
  /** The whole run; null where there is none of this graph. */
  readonly run: Run | null;
  /** Steps of the pass, the update among them. */
  readonly total: number;
  /** What the engine has told of a step, of this or another run. */
  readonly told?: ToldStep | null;
}

/** Says where a person is in the pass, and what the last step did. */
export function wordsFor({ at, analysis, score, run, total, told = null }: Whereabouts): StepWords {
  if (score.steps.length === 0) {
    return quiet("There is nothing to step through yet. Add a node that holds a value, and wire it on.", "No steps");
  }
  if (!at) {
    const steps = `${total} ${total === 1 ? "step" : "steps"}`;
    return quiet(
      `This is the whole run. Walk through its ${steps} with → and ←, or play them with Space.`,
      "All steps",
    );
  }
  if (at.updated) return updateWords(at.updated, analysis, total);
  if (at.position === 0) {
    return quiet(
      "Before the first step nothing is computed. Values come forward, then gradients come back.",
      `Step 0 of ${total}`,
    );
  }
  const step = score.steps[at.position - 1];
  const isTold = run && told && told.revision === run.revision && told.position === at.position;
  const words = isTold ? told.text : run && sayStep({ analysis, readings: run, score, position: at.position });
  if (!step || !run || !words) return quiet("This step is being computed.", `Step ${at.position} of ${total}`);
  const ran = step.phase === "seed" ? null : analysis.runnable[step.place];
  const short = `Step ${at.position} of ${total}: ${words.short}`;
  const title = ran ? `${nameOf(ran.node)}, ${step.phase}.` : "Seed gradient.";
  if (at.inside !== null && ran) return { ...insideWords(ran, at.inside, run), title, short, phase: step.phase };
  return {
    title,
    sentence: words.sentence,
    short,
    formulas: words.formulas,
    phase: step.phase,
    ...(ran ? { node: ran.node.id } : {}),
  };
}

function quiet(sentence: string, short: string): StepWords {
  return { title: null, sentence, short, formulas: [], phase: null };
}

/** The named intermediates that have been shown so far. */
function insideWords({ node, op }: Runnable, shown: number, run: Run): Pick<StepWords, "sentence" | "formulas"> {
  const saved = Object.entries(run.nodes.get(node.id)?.saved ?? {});
  const told = saved.slice(0, shown).map(([name, digest]) => `${op.inside[name]?.words ?? name}: ${sayDigest(digest)}`);
  return { sentence: `Inside, ${shown} of ${saved.length}: ${told.join("; ")}.`, formulas: [] };
}

/** Params that are named one by one; of more than these only how many there are is said. */
const MOST_PARAMS = 3;

function updateWords({ rate, params }: UpdateStep, { graph }: Analysis, total: number): StepWords {
  const told = params.slice(0, MOST_PARAMS).map(({ node: id, param, before, grad, after }) => {
    const node = graph.nodes.find((other) => other.id === id);
    const name = (node && own(plainNamesOf(graph, node).params, param)) ?? param;
    const of = params.length > 1 && node ? `${name} of ${nameOf(node)}` : name;
    if (before.data.length !== 1) return `${of} (${formatShape(before.shape)})`;
    return `${of} = ${one(before)} − ${short(rate)} · ${bracketed(one(grad))} = ${one(after)}`;
  });
  const more = params.length > MOST_PARAMS ? [`${params.length - MOST_PARAMS} more`] : [];
  return {
    title: "Update.",
    sentence: `Each param moves against its gradient, so that the cost falls: ${[...told, ...more].join(", ")}.`,
    short: `Step ${total} of ${total}: update`,
    formulas: [TOLD_UPDATE],
    phase: "update",
  };
}

function one({ data }: Tensor): string {
  return short(data[0] ?? Number.NaN);
}

function bracketed(number: string): string {
  return number.startsWith("−") ? `(${number})` : number;
}
