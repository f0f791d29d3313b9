import { gradientHealth } from "#core/check/health";
import { type Analysis, analyse } from "#core/graph/analyse";
import type { ParamEdit } from "#core/graph/param-edits";
import { unknownSettings } from "#core/graph/unknown-settings";
import type { Traced } from "#core/ops/define";
import { opOf } from "#core/ops/index";
import { own } from "#core/own";
import { type Readings, readTape } from "#core/tape/readings";
import { rerun, setParam } from "#core/tape/rerun";
import { type Score, scoreOf } from "#core/tape/score";
import { backward, compile, costOf, type Entry, forward, type Seed, type Tape } from "#core/tape/tape";
import { notFinite } from "#core/telling/not-finite";
import { sayStep } from "#core/telling/step-text";
import type { ToldFormula } from "#core/telling/told-formula";
import { statistics } from "#core/tensor/statistics";
import { copyOf, sizeOf, type Tensor } from "#core/tensor/tensor";
import { learnableOn } from "#core/train/learnable";
import { explain, jacobianAt, tellPaths } from "./explain";
import type { Engine, Place, Run, WholeTensor } from "./protocol";
import { push } from "./push";

/** The engine behind the page: holds the tape of the last graph that it was given. */
export function createEngine(): Engine {
  let tape: Tape | null = null;
  let current = -1;
  let milliseconds = 0;
  let ran: { readonly analysis: Analysis; readonly score: Score; readonly readings: Readings } | null = null;
  return {
    run(graph, revision, seed = null) {
      const analysis = analyse(graph);
      tape = compile(analysis, seed && isThere(analysis, seed) ? seed : null);
      current = revision;
      milliseconds = timePass(tape);
      const run = read(tape, revision, milliseconds);
      ran = { analysis, score: scoreOf(analysis), readings: run };
      return run;
    },
    edit(edits, revision) {
      if (!tape || !ran) throw new RangeError("an edit came before any graph");
      current = revision;
      rerun(tape, write(tape, edits));
      const run = read(tape, revision, milliseconds);
      ran = { ...ran, readings: run };
      return run;
    },
    tell(position, entry) {
      const text = tape && ran && sayStep({ ...ran, tape, position, entry });
      return text && { revision: current, position, text: { ...text, formulas: text.formulas.map(withoutDerivation) } };
    },
    read(place) {
      const traced = tape && find(tape, place);
      if (!traced) return null;
      return { revision: current, value: whole(traced.value), grad: traced.grad && whole(traced.grad) };
    },
    grads() {
      if (!tape || tape.seed) return null;
      const grads = learnableOn(tape).map(({ node, name, grad }) => ({ node, param: name, grad: copyOf(grad) }));
      return { revision: current, grads };
    },
    why: (question, most) => tape && explain(tape, question, most),
    paths: (place, at) => tape && tellPaths(tape, place, at),
    health: () => tape && { revision: current, findings: gradientHealth(tape) },
    push: (nudge) => tape && push(tape, nudge),
    jacobian: (place, at) => tape && jacobianAt(tape, place, at),
  };
}

/** A formula that crosses to the page without the steps to it, which are many, and which nobody reads there. */
function withoutDerivation({ formula: { derivation: _, ...formula }, ...told }: ToldFormula): ToldFormula {
  return { ...told, formula };
}

/** How long passes are repeated, in ever larger batches: the first ones are cold, and the clock cannot tell a microsecond. */
const WARM = 4;
/** Less than this the clock cannot measure well. */
const MEASURABLE = 1;
/** A pass that takes this long needs no second one to be told from a cold one. */
const LONG = 100;

/** Runs the tape both ways, and gives the milliseconds that one pass takes once it is warm. */
function timePass(tape: Tape): number {
  const first = timeOf(tape, 1);
  if (first >= LONG) return first;
  let least = Number.POSITIVE_INFINITY;
  for (let passes = 1, spent = 0; spent < WARM || least === Number.POSITIVE_INFINITY; passes *= 2) {
    const taken = timeOf(tape, passes);
    spent += taken;
    // The least of all, as other threads can only lengthen a pass.
    if (taken >= MEASURABLE) least = Math.min(least, taken / passes);
  }
  return least;
}

/** Milliseconds that so many passes take. */
function timeOf(tape: Tape, passes: number): number {
  const began = performance.now();
  for (let pass = 0; pass < passes; pass += 1) {
    forward(tape);
    backward(tape);
  }
  return performance.now() - began;
}

/** Writes what is on the tape of these edits, and gives the places. What cannot run is not on it, and changes nothing. */
function write(tape: Tape, edits: readonly ParamEdit[]): readonly number[] {
  return edits
    .filter(({ node }) => tape.places.has(node))
    .map(({ node, param, value }) => setParam(tape, node, param, value));
}

function read(tape: Tape, revision: number, milliseconds: number): Run {
  const counted = tape.entries.filter(({ isCost }) => isCost).length;
  const all = tape.graph.nodes.filter(({ type }) => opOf(type)?.isCost).length;
  const cost = costOf(tape);
  const warnings = [...unknownSettings(tape.graph), ...notFinite(tape)];
  return {
    revision,
    cost,
    costs: { counted, all },
    seeded: tape.seed && seededOf(tape, tape.seed),
    ...readTape(tape),
    warnings,
    entries: tape.entries.length,
    milliseconds,
  };
}

/** Whether a graph as it is now has what a seed was set at before an edit. */
function isThere({ shapes, places }: Analysis, { node, index }: Seed): boolean {
  const shape = shapes.get(node);
  return places.has(node) && shape !== undefined && (index === "all" || index < sizeOf(shape));
}

function seededOf(tape: Tape, seed: Seed): NonNullable<Run["seeded"]> {
  const { data } = (tape.entries[tape.places.get(seed.node) ?? -1] as Entry).out.value;
  const value = seed.index === "all" ? data.reduce((sum, each) => sum + each, 0) : (data[seed.index] as number);
  return { seed, value, size: data.length };
}

function find(tape: Tape, place: Place): Traced | null {
  if (place.kind === "edge") {
    for (const { out, outgoing } of tape.entries) {
      const found = outgoing.find(({ edge }) => edge.id === place.edge);
      if (found) return { value: out.value, grad: found.grad };
    }
    const source = tape.graph.edges.find(({ id }) => id === place.edge)?.source;
    const entry = tape.entries[tape.places.get(source ?? "") ?? -1];
    return entry ? { value: entry.out.value, grad: null } : null;
  }
  const entry = tape.entries[tape.places.get(place.node) ?? -1];
  if (!entry) return null;
  if (place.kind === "out") return entry.out;
  if (place.kind === "param") return own(entry.params, place.param) ?? null;
  const value = own(entry.saved, place.name);
  return value ? { value, grad: null } : null;
}

/** The tape's tensors are views into its arenas; what leaves the worker must not take a whole arena along. */
function whole({ shape, data }: Tensor): WholeTensor {
  const tensor = { shape, data: data.slice() };
  return { tensor, statistics: statistics(tensor) };
}
