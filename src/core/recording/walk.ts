import { setParam } from "#core/document/commands";
import type { Document } from "#core/document/document";
import type { Named } from "#core/formula/site";
import { own } from "#core/own";
import { copyOf, type Tensor } from "#core/tensor/tensor";
import { descend } from "#core/train/descend";
import type { Anchor, Header, Question } from "./event";
import { type Pass, passOf } from "./pass";
import { startRecorder } from "./recorder";
import { fillIn, indexIn, type Moment, parseReading, readAt } from "./walk-reading";

/** A position in a pass, by name: before all, the seed done, all done, or a node's own step done. */
export type Place = "start" | "seed" | "end" | { readonly forward: string } | { readonly backward: string };

/** What is done to the document: entries of params that are set, by their reading, or steps down the gradient. */
export interface Change {
  /** New numbers, such as `{ "z.weight[0,1]": -0.3 }`. */
  readonly set?: Named<number>;
  readonly learn?: { readonly rate: number; readonly steps: number };
}

/** A stop of a walk: what is done, how far the pass goes then, and what is said of it. */
export type Stop = Change &
  Anchor & {
    /** A chapter begins here. */
    readonly chapter?: string;
    /** Left out: the pass stays where it is, and after learning that is its end. */
    readonly at?: Place;
    /** Goes there at once, without the steps between. */
    readonly jump?: boolean;
    /** What is said. Readings in braces, `{z[1]}`, are filled in with what is computed by then. */
    readonly caption: string;
  };

/** The question at the end. What is told of its answer is read from a whole pass, after its change if it has one. */
export type WalkQuestion = Change &
  Anchor & {
    readonly prompt: string;
    readonly explanation: string;
  } & (
    | { readonly choices: readonly string[]; readonly answer: number }
    /** The answer is a reading. */
    | { readonly answer: string; readonly tolerance: number }
  );

/** A walk through a graph, as its author writes it. */
export interface Walk {
  readonly created: string;
  readonly values: Header["values"];
  readonly stops: readonly Stop[];
  readonly question: WalkQuestion;
}

/** Seconds. A caption is read at some sixteen letters a second, after a moment to find it. */
const FIND = 1.5;
const LETTER = 0.05;
/** Seconds from a step to the next where nothing is said between them, and from one step of learning to the next. */
const STEP = 1.2;
const LEARN = 0.15;

/**
 * Records a walk through a document; `write` gets each line as it is made. The same walk gives the same bytes.
 * @throws Error where the walk names what is not there or not computed yet: its author's fault, never a user's.
 */
export function recordWalk(document: Document, walk: Walk, write: (line: string) => void): void {
  const { created, values, stops, question } = walk;
  const rate = stops.find(({ learn }) => learn)?.learn?.rate ?? null;
  const header = { title: document.meta.title, created, seed: 0, values, requires: [], rate, document };
  const recorder = startRecorder(header, write);
  let now = runOf(document);
  let due = STEP;
  let isSaid = false;
  /** The seconds that are due before the next line; none are before the one after it. */
  function pace(): number {
    const dt = due;
    due = 0;
    return dt;
  }

  /** Takes away what was said before, as it is not of what is seen now. */
  function hush(next: number) {
    if (isSaid) recorder.tell({ code: "c", text: "" }, pace());
    isSaid = false;
    due = next;
  }

  for (const stop of stops) {
    const { chapter, at, caption, set, learn, jump = false } = stop;
    if (set) {
      now = runOf(withNumbers(now.document, set));
      recorder.edit(now.document, at ? positionOf(at, now) : recorder.position(), pace());
    }
    for (let step = 0; learn && step < learn.steps; step += 1) {
      now = runOf(learnt(now, learn.rate));
      recorder.update(learn.rate, pace(), now.document);
      if (step < learn.steps - 1) hush(LEARN);
    }
    if (at && !set) {
      const goal = positionOf(at, now);
      if (!jump) {
        while (recorder.position() + 1 < goal) {
          recorder.moveTo(recorder.position() + 1, pace());
          hush(STEP);
        }
      }
      if (goal !== recorder.position()) recorder.moveTo(goal, pace());
    }
    const text = fillIn(caption, momentAt(now, recorder.position()));
    recorder.tell({ code: "c", text, ...anchorOf(stop) }, pace());
    isSaid = true;
    // After the caption, so that a jump to the chapter shows what is said there.
    if (chapter) recorder.tell({ code: "m", title: chapter }, pace());
    due = timeToRead(text);
  }

  const asked = questionOf(question, now, recorder.position());
  recorder.tell({ code: "m", title: "Your turn" }, pace());
  recorder.tell({ code: "q", ...asked }, pace());
  recorder.end(timeToRead(asked.prompt));
}

/** A document with all that is computed of it. */
interface Run extends Pass {
  readonly document: Document;
}

function runOf(document: Document): Run {
  return { document, ...passOf(document.graph) };
}

function momentAt({ tape, score }: Run, position: number): Moment {
  return { tape, score, position };
}

function positionOf(at: Place, { score: { steps, entries } }: Run): number {
  if (at === "start") return 0;
  if (at === "end") return steps.length;
  if (at === "seed") return entries + 1;
  const [phase, id] = "forward" in at ? (["forward", at.forward] as const) : (["backward", at.backward] as const);
  const index = steps.findIndex((step) => step.phase === phase && "node" in step && step.node === id);
  if (index < 0) throw new Error(`The walk goes ${phase} to “${id}”, where no step is`);
  return index + 1;
}

function withNumbers(document: Document, numbers: Named<number>): Document {
  return Object.entries(numbers).reduce((edited, [text, number]) => {
    const { node, name, grad, ...reading } = parseReading(text);
    const before = node && name ? own(edited.graph.nodes.find(({ id }) => id === node)?.params ?? {}, name) : undefined;
    if (!before || !node || !name || grad) throw new Error(`The walk sets “${text}”, which is no param`);
    const after: Tensor = copyOf(before);
    after.data[indexIn(before.shape, reading.index, text)] = number;
    return setParam(edited, node, name, after);
  }, document);
}

function learnt({ document, tape }: Run, rate: number): Document {
  const gradOf = (node: string, name: string) =>
    own(tape.entries[tape.places.get(node) ?? -1]?.params ?? {}, name)?.grad ?? null;
  return { ...document, graph: descend(document.graph, gradOf, rate) };
}

function questionOf(question: WalkQuestion, now: Run, position: number): Question {
  const { set, learn, prompt, explanation } = question;
  let then = set ? runOf(withNumbers(now.document, set)) : now;
  for (let step = 0; learn && step < learn.steps; step += 1) then = runOf(learnt(then, learn.rate));
  const whole = momentAt(then, then.score.steps.length);
  const asked = {
    prompt: fillIn(prompt, momentAt(now, position)),
    explanation: fillIn(explanation, whole),
    ...anchorOf(question),
  };
  if ("choices" in question) return { ...asked, choices: question.choices, answer: question.answer };
  // As many digits as are shown of it.
  return { ...asked, answer: Number(readAt(question.answer, whole).toPrecision(3)), tolerance: question.tolerance };
}

function anchorOf({ node, edge }: Anchor): Anchor {
  return { ...(node === undefined ? {} : { node }), ...(edge === undefined ? {} : { edge }) };
}

function timeToRead(text: string): number {
  return FIND + LETTER * text.length;
}
