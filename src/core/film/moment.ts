import { short } from "#core/drawing/number-format";
import { plainName } from "#core/formula/name";
import { type GraphNode, nameOf } from "#core/graph/graph";
import type { Anchor, Happening, Recording } from "#core/recording/event";
import type { Frame } from "#core/recording/player";
import { type Readings, readingsAt, readTape } from "#core/tape/readings";
import { backward, compile, costOf, forward, type Tape } from "#core/tape/tape";
import { sayStep } from "#core/telling/step-text";
import type { ToldFormula } from "#core/telling/told-formula";
import { TOLD_UPDATE } from "#core/telling/update-formula";

/** A run of the graph as it is in some frames. */
export interface Run {
  readonly readings: Readings;
  readonly cost: number | null;
  /** It, run both ways; it is read and left as it is. */
  readonly tape: Tape;
}

/** Computes the run of a frame's graph. The last few are kept, so that stepping within a pass computes nothing. */
export function createRuns(): (frame: Frame) => Run {
  const kept = new Map<Frame["document"]["graph"], Run>();
  return ({ document: { graph }, analysis }) => {
    const before = kept.get(graph);
    if (before) return before;
    const tape = compile(analysis);
    forward(tape);
    backward(tape);
    const run = { readings: readTape(tape), cost: costOf(tape), tape };
    if (kept.size >= 4) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
    kept.set(graph, run);
    return run;
  };
}

/** What a frame shows and says. */
export interface Moment {
  /** What is computed by then. */
  readonly readings: Readings;
  readonly current: string | null;
  readonly changed: ReadonlySet<string>;
  readonly changedLane: "value" | "gradient";
  readonly phase: "forward" | "seed" | "backward" | "update" | null;
  readonly title: string | null;
  readonly sentence: string;
  /** What is computed there, each formula with its numbers. */
  readonly formulas: readonly ToldFormula[];
}

/** Reads a frame. */
export function momentOf(frame: Frame, recording: Recording, runs: (frame: Frame) => Run): Moment {
  const { analysis, score, position } = frame;
  const run = runs(frame);
  const readings = readingsAt(run.readings, score, position);
  const still = { readings, current: null, changed: NONE, changedLane: "value" as const, phase: null, title: null };
  const deed = lastDeed(recording, frame.index);
  if (deed?.code === "u") return { ...still, ...sayUpdate(run, position) };
  if (deed?.code === "e") {
    return { ...still, title: "Edited.", sentence: sayEdit(deed, analysis.graph.nodes), formulas: [] };
  }
  const step = score.steps[position - 1];
  const said = sayStep({ analysis, readings: run.readings, score, position, tape: run.tape, inParts: true });
  if (!step || !said) {
    const sentence =
      analysis.graph.nodes.length === 0
        ? "There is nothing in this graph yet."
        : "Before the first step nothing is computed. Values come forward, then gradients come back.";
    return { ...still, sentence, formulas: [] };
  }
  const words = { sentence: said.sentence, formulas: said.formulas };
  if (step.phase === "seed") {
    const cost = analysis.runnable.find(({ op }) => op.isCost)?.node.id ?? null;
    return { ...still, ...words, current: cost, phase: "seed", title: "Seed gradient." };
  }
  const ran = analysis.runnable[step.place];
  const edges =
    step.phase === "forward"
      ? analysis.graph.edges.filter(({ source }) => source === step.node)
      : Object.values(ran?.feeds ?? {});
  return {
    ...still,
    ...words,
    current: step.node,
    changed: new Set(edges.map(({ id }) => id)),
    changedLane: step.phase === "forward" ? "value" : "gradient",
    phase: step.phase,
    title: ran ? `${callNode(ran.node)}, ${step.phase}.` : null,
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The last event that did something to the graph or its numbers. A keyframe does what is done by the step before it. */
function lastDeed({ events }: Recording, index: number): Happening | null {
  for (let at = index - 1; at >= 0; at -= 1) {
    const what = events[at]?.what as Happening;
    if ("step" in what || what.code === "e") return what;
    if (what.code === "k" && !followsDeed(events[at - 1]?.what)) return what;
  }
  return null;
}

function followsDeed(what: Happening | undefined): boolean {
  return what?.code === "u" || what?.code === "e";
}

function sayUpdate({ cost }: Run, position: number): Pick<Moment, "phase" | "title" | "sentence" | "formulas"> {
  const now = cost === null ? "" : ` The cost is now ${short(cost)}.`;
  const next = position === 0 ? " A new pass begins." : "";
  return {
    phase: "update",
    title: "Update.",
    sentence: `Each param moves against its gradient, so that the cost falls.${now}${next}`,
    formulas: [TOLD_UPDATE],
  };
}

function sayEdit(edit: Extract<Happening, { code: "e" }>, nodes: readonly GraphNode[]): string {
  if (edit.document) return "The graph was changed.";
  const named = new Map(nodes.map((node) => [node.id, callNode(node)]));
  const places = Object.entries(edit.params ?? {}).flatMap(([node, params]) =>
    Object.entries(params).map(([param, { data }]) => {
      const place = `the ${param} of ${named.get(node) ?? node}`;
      return data.length === 1 ? `${place} is now ${short(data[0] as number)}` : `${place} has new numbers`;
    }),
  );
  if (places.length === 0) return "Cards were moved.";
  const more = places.length > 3 ? `, and ${places.length - 3} more` : "";
  const said = `${places.slice(0, 3).join(", ")}${more}.`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** In signs, of a name in a sentence. */
const LONGEST_NAME = 24;

/** A node's name as a sentence has it. */
export function callNode(node: GraphNode): string {
  return plainName(nameOf(node), LONGEST_NAME);
}

/** What a caption or a question points at, in words; empty where that is nothing. */
export function sayAnchor({ node, edge }: Anchor, frame: Frame): string {
  const { nodes, edges } = frame.analysis.graph;
  const name = (id: string) => {
    const found = nodes.find((each) => each.id === id);
    return found ? callNode(found) : id;
  };
  if (node !== undefined) return name(node);
  const wire = edge === undefined ? undefined : edges.find(({ id }) => id === edge);
  return wire ? `${name(wire.source)} → ${name(wire.target)}` : "";
}
