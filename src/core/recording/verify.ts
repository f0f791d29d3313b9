import type { Document } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import { knownAt, type Score, type Step, scoreOf } from "#core/tape/score";
import { backward, compile, costOf, type Entry, forward, type Tape } from "#core/tape/tape";
import { copyOf, scalar } from "#core/tensor/tensor";
import { descendTape } from "#core/train/descend";
import { learnableOn } from "#core/train/learnable";
import { applyEdit, withParam } from "./apply-edit";
import { compareContributions, compareNamed, compareStates, compareTensors, type Difference } from "./compare";
import type { Deed, Happening, Recording } from "./event";
import { contributionsOf, gradsOf, stateOf } from "./tape-state";

/** The first place where a recording and the computation differ. */
export interface Mismatch extends Difference {
  /** The step that leaves the number, or after which a keyframe tells it; 0 before the first. */
  readonly step: number;
  /** The event's index in the recording. */
  readonly event: number;
}

/** What came of recomputing a recording. */
export interface Verdict {
  readonly steps: number;
  readonly firstMismatch: Mismatch | null;
}

/** A verification under way: how many of the recording's events were looked at, and at the end the verdict. */
export type Verification = Generator<number, Verdict, void>;

/** Recomputes every step from the graph and compares; stops at the first that differs. */
export function verifyRecording(recording: Recording): Verdict {
  const verification = verifySteps(recording);
  for (;;) {
    const next = verification.next();
    if (next.done) return next.value;
  }
}

/** As `verifyRecording`, with a pause after each event. */
export function* verifySteps({ header, events }: Recording): Verification {
  let now = ready(header.document);
  let document = header.document;
  let position = 0;
  let steps = 0;
  for (const [event, { what }] of events.entries()) {
    if ("step" in what) steps = what.step;
    let difference: Difference | null = null;
    if (what.code === "e") {
      document = applyEdit(withTrained(document, now), what);
      now = ready(document);
      position = Math.min(what.position, now.score.steps.length);
    } else if (what.code === "k") {
      position = Math.min(what.position, now.score.steps.length);
      difference = compareStates(what.state, stateOf(now.tape, knownAt(now.score, position)));
    } else if (what.code === "u") {
      descendTape(now.learnable, what.rate ?? header.rate ?? 0);
      forward(now.tape);
      backward(now.tape);
      position = now.score.steps.length;
      if (what.state) difference = compareStates(what.state, stateOf(now.tape, knownAt(now.score, position)));
    } else if (isStep(what)) {
      difference = compareStep(what, now, position);
      position += 1;
    }
    if (difference) return { steps, firstMismatch: { ...difference, step: steps, event } };
    yield event + 1;
  }
  return { steps, firstMismatch: null };
}

type StepEvent = Extract<Deed, { readonly code: "f" | "g" | "b" }>;

function isStep(what: Happening): what is StepEvent {
  return what.code === "f" || what.code === "g" || what.code === "b";
}

interface Ready {
  readonly tape: Tape;
  readonly score: Score;
  readonly learnable: ReturnType<typeof learnableOn>;
}

function ready({ graph }: Document): Ready {
  const analysis = analyse(graph);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return { tape, score: scoreOf(analysis), learnable: learnableOn(tape) };
}

/** An edit of some params leaves the others as training has made them. */
function withTrained(document: Document, { learnable }: Ready): Document {
  return learnable.reduce((so, { node, name, value }) => withParam(so, node, name, copyOf(value)), document);
}

const PHASES = { f: "forward", g: "seed", b: "backward" } as const;

function compareStep(what: StepEvent, { tape, score }: Ready, position: number): Difference | null {
  const step = score.steps[position];
  if (
    !step ||
    step.phase !== PHASES[what.code] ||
    (step.phase !== "seed" && "node" in what && step.node !== what.node)
  ) {
    return outOfOrder(what, step);
  }
  if (what.code === "g") {
    const cost = costOf(tape);
    if (what.cost === undefined || cost === null) return null;
    return compareTensors(scalar(what.cost), scalar(cost), { what: "value" });
  }
  if (step.phase === "seed") return null;
  const { node } = step;
  const entry = tape.entries[step.place] as Entry;
  if (what.code === "f") return what.out ? compareTensors(what.out, entry.out.value, { what: "value", node }) : null;
  const edges = what.edges ? compareContributions(what.edges, contributionsOf(tape, step.place)) : null;
  if (edges || !what.params) return edges;
  return compareNamed(what.params, Object.fromEntries(gradsOf(entry)), (param) => ({ what: "gradient", node, param }));
}

function outOfOrder(what: StepEvent, next: Step | undefined): Difference {
  const told = what.code === "g" ? "the seed" : `${PHASES[what.code]} at ${what.node}`;
  const due = !next
    ? "the pass is over"
    : next.phase === "seed"
      ? "the seed is next"
      : `${next.phase} at ${next.node} is next`;
  const place = what.code === "g" ? {} : { node: what.node };
  return { what: "value", ...place, index: 0, recorded: null, computed: null, message: `tells ${told}, but ${due}` };
}
