import { type Graph, nameIn } from "#core/graph/graph";
import { knownAt, type Step } from "#core/tape/score";
import { costOf, type Entry } from "#core/tape/tape";
import { scalar } from "#core/tensor/tensor";
import { type Stray, sayStray } from "#core/train/stray";
import { applyEdit } from "./apply-edit";
import { compareContributions, compareNamed, compareStates, compareTensors, type Difference } from "./compare";
import type { Deed, Happening, Recording, State } from "./event";
import { adoptParams, type Pass, passOf, trainedDocument, trainPass } from "./pass";
import { type Contributions, contributionsOn, gradsOf, stateOf } from "./tape-state";

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
  const carriesAll = header.values === "all";
  let document = header.document;
  let pass = passOf(document.graph);
  let contributions = contributionsOn(pass.tape);
  let position = 0;
  let steps = 0;
  for (const [event, { what }] of events.entries()) {
    if ("step" in what) steps = what.step;
    let difference: Difference | null = null;
    if (what.code === "e") {
      document = applyEdit(trainedDocument(document, pass), what);
      pass = passOf(document.graph);
      contributions = contributionsOn(pass.tape);
      difference = beyond(what.position, pass);
      position = what.position;
    } else if (what.code === "k") {
      position = what.position;
      difference = beyond(position, pass) ?? compareStates(what.state, stateAt(pass, position));
      // What differs by a last bit now would differ by more and more from here on.
      if (!difference) adoptParams(pass, what.state.params);
    } else if (what.code === "u") {
      const stray = trainPass(pass, what.rate ?? header.rate ?? 0);
      contributions = contributionsOn(pass.tape);
      position = pass.score.steps.length;
      if (stray) difference = ledAstray(stray, document.graph);
      else if (what.state || carriesAll) difference = compareStates(what.state ?? NOTHING, stateAt(pass, position));
    } else if (isStep(what)) {
      difference = compareStep(what, pass, position, contributions, carriesAll);
      position += 1;
    }
    if (difference) return { steps, firstMismatch: { ...difference, step: steps, event } };
    yield event + 1;
  }
  return { steps, firstMismatch: null };
}

/** A step that would leave a param's range is none that can be computed. */
function ledAstray(stray: Stray, graph: Graph): Difference {
  const { node, param, at, to } = stray;
  const message = `leaves its range: ${sayStray(stray, nameIn(graph, node))}`;
  return { what: "value", node, param, index: at, recorded: null, computed: to, message };
}

const NOTHING: State = { outs: {}, params: {}, outGrads: {}, paramGrads: {}, edges: {} };

function stateAt({ tape, score }: Pass, position: number): State {
  return stateOf(tape, knownAt(score, position));
}

function beyond(position: number, { score }: Pass): Difference | null {
  const { length } = score.steps;
  if (position <= length) return null;
  const message = `tells of ${position} steps of a pass that has ${length}`;
  return { what: "value", index: 0, recorded: null, computed: null, message };
}

type StepEvent = Extract<Deed, { readonly code: "f" | "g" | "b" }>;

function isStep(what: Happening): what is StepEvent {
  return what.code === "f" || what.code === "g" || what.code === "b";
}

const PHASES = { f: "forward", g: "seed", b: "backward" } as const;

function compareStep(
  what: StepEvent,
  { tape, score }: Pass,
  position: number,
  contributions: Contributions,
  carriesAll: boolean,
): Difference | null {
  const step = score.steps[position];
  if (!step || step.phase !== PHASES[what.code]) return outOfOrder(what, step);
  if (step.phase === "seed" || what.code === "g") {
    const told = what.code === "g" && what.cost !== undefined ? scalar(what.cost) : undefined;
    const cost = costOf(tape);
    return !told && !carriesAll ? null : compareTensors(told, cost === null ? undefined : scalar(cost), COST);
  }
  const { node, place } = step;
  if (node !== what.node) return outOfOrder(what, step);
  const entry = tape.entries[place] as Entry;
  if (what.code === "f") {
    return !what.out && !carriesAll ? null : compareTensors(what.out, entry.out.value, { what: "value", node });
  }
  const edges = what.edges || carriesAll ? compareContributions(what.edges ?? [], contributions(place)) : null;
  if (edges || !(what.params || carriesAll)) return edges;
  return compareNamed(what.params ?? {}, gradsOf(entry), (param) => ({ what: "gradient", node, param }));
}

const COST = { what: "value" } as const;

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
