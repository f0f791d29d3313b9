import type { Document } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import { type ParamEdit, paramEdits } from "#core/graph/param-edits";
import type { Named } from "#core/ops/define";
import { knownAt, type Score, scoreOf } from "#core/tape/score";
import { backward, compile, costOf, type Entry, forward, type Tape } from "#core/tape/tape";
import type { Tensor } from "#core/tensor/tensor";
import { copyOf } from "#core/tensor/tensor";
import { descendTape } from "#core/train/descend";
import { type LearnableParam, learnableOn } from "#core/train/learnable";
import { contentHash } from "./content-hash";
import type { Aside, Happening, Header } from "./event";
import { contributionsOf, gradsOf, stateOf } from "./tape-state";
import { eventText, headerText, tensorWriter, withoutCreated } from "./write-event";

/** No more steps than this lie between two keyframes, so that seeking is bounded. */
export const KEYFRAME_STEPS = 256;

/** Writes a recording while it happens. Every `dt` is in seconds since the last line. */
export interface Recorder {
  /** The pass has gone on or back to this position: by one step forward it is a step, else a keyframe tells the new state. */
  readonly moveTo: (position: number, dt: number) => void;
  /** The learnable params go one step down their gradients, and a whole pass is computed. `document` is the one that comes of it. */
  readonly update: (rate: number, dt: number, document?: Document) => void;
  /** The document has been edited; so many steps of its pass are done. */
  readonly edit: (document: Document, position: number, dt: number) => void;
  readonly tell: (aside: Aside, dt: number) => void;
  /** Writes the last line. */
  readonly end: (dt: number) => void;
  /** Steps of the pass that are done, and steps that were written. */
  readonly position: () => number;
  readonly steps: () => number;
}

/**
 * Begins a recording of the header's document, before the first step. Each line is handed to `write` as soon as there is one, its
 * line break with it. Same header and same calls, same lines, but for `created` and `dt`.
 */
export function startRecorder(header: Header, write: (line: string) => void): Recorder {
  const put = tensorWriter();
  const hash = contentHash();
  const all = header.values === "all";
  let document = header.document;
  let { tape, score, learnable } = ready(document);
  let position = 0;
  let steps = 0;
  let sinceKeyframe = 0;

  function line(what: Happening, dt: number) {
    const text = eventText(what, put);
    hash.addText(text);
    write(`[${seconds(dt)},${text}\n`);
  }
  function keyframe(dt: number) {
    sinceKeyframe = 0;
    line({ code: "k", position, state: stateOf(tape, knownAt(score, position)) }, dt);
  }
  function stepDone() {
    steps += 1;
    sinceKeyframe += 1;
  }

  const first = headerText(header);
  hash.addText(withoutCreated(first));
  write(`${first}\n`);
  keyframe(0);

  return {
    moveTo(next, dt) {
      const to = Math.max(0, Math.min(next, score.steps.length));
      if (to === position) return;
      const step = score.steps[position];
      if (to !== position + 1 || !step) {
        position = to;
        keyframe(dt);
        return;
      }
      position = to;
      stepDone();
      line(deedOf(tape, step, steps, all), dt);
      const phase = score.steps[position]?.phase;
      if (phase !== step.phase || sinceKeyframe >= KEYFRAME_STEPS) keyframe(0);
    },
    update(rate, dt, next) {
      descendTape(learnable, rate);
      forward(tape);
      backward(tape);
      position = score.steps.length;
      stepDone();
      if (next) document = next;
      const state = all ? { state: stateOf(tape, knownAt(score, position)) } : {};
      line({ code: "u", step: steps, ...(rate === header.rate ? {} : { rate }), ...state }, dt);
      if (sinceKeyframe >= KEYFRAME_STEPS) keyframe(0);
    },
    edit(next, at, dt) {
      const edits = paramEdits(document.graph, next.graph);
      const same = edits && next.meta === document.meta && next.rest === document.rest;
      const layout = same && next.layout !== document.layout ? changedPlaces(document, next) : undefined;
      if (next.graph !== document.graph) ({ tape, score, learnable } = ready(next));
      position = Math.max(0, Math.min(at, score.steps.length));
      document = next;
      if (!same) line({ code: "e", position, document: next }, dt);
      else {
        const params = byNode(edits);
        line({ code: "e", position, ...(edits.length > 0 ? { params } : {}), ...(layout ? { layout } : {}) }, dt);
      }
      // A place on the canvas is not in a keyframe; numbers are.
      if (!same || edits.length > 0) keyframe(0);
    },
    tell: line,
    end(dt) {
      line({ code: "x", steps, hash: hash.digits() }, dt);
    },
    position: () => position,
    steps: () => steps,
  };
}

interface Ready {
  readonly tape: Tape;
  readonly score: Score;
  readonly learnable: readonly LearnableParam[];
}

function ready({ graph }: Document): Ready {
  const analysis = analyse(graph);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return { tape, score: scoreOf(analysis), learnable: learnableOn(tape) };
}

/** What a step of a pass leaves behind, told as an event. */
function deedOf(tape: Tape, step: Score["steps"][number], number: number, all: boolean): Happening {
  if (step.phase === "seed") {
    const cost = costOf(tape);
    return { code: "g", step: number, ...(cost === null ? {} : { cost }) };
  }
  const entry = tape.entries[step.place] as Entry;
  const { phase, node } = step;
  if (phase === "forward") return { code: "f", step: number, node, ...(all ? { out: copyOf(entry.out.value) } : {}) };
  if (!all) return { code: "b", step: number, node };
  return {
    code: "b",
    step: number,
    node,
    edges: contributionsOf(tape, step.place),
    params: Object.fromEntries(gradsOf(entry)),
  };
}

function byNode(edits: readonly ParamEdit[]): Named<Named<Tensor>> {
  const nodes = new Map<string, [string, Tensor][]>();
  for (const { node, param, value } of edits) nodes.set(node, [...(nodes.get(node) ?? []), [param, value]]);
  return Object.fromEntries([...nodes].map(([node, params]) => [node, Object.fromEntries(params)]));
}

function changedPlaces(before: Document, after: Document): Document["layout"] {
  return Object.fromEntries(
    Object.entries(after.layout).filter(([id, { x, y }]) => before.layout[id]?.x !== x || before.layout[id]?.y !== y),
  );
}

/** Milliseconds are as fine as a person's pace is, and short to write. */
function seconds(dt: number): string {
  return String(Math.max(0, Math.round(dt * 1000) / 1000));
}
