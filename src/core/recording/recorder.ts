import type { Document } from "#core/document/document";
import type { JsonObject } from "#core/json";
import { knownAt, type Step } from "#core/tape/score";
import { costOf, type Entry } from "#core/tape/tape";
import { formatNumber } from "#core/tensor/tensor-json";
import { pieceOf, textHash } from "./content-hash";
import { editBetween } from "./edit-between";
import type { Aside, Happening, Header } from "./event";
import { passOf, trainedDocument, trainPass } from "./pass";
import { LONGEST_PAUSE, payloadSchemas } from "./schema";
import { type Contributions, contributionsOn, gradsOf, stateOf } from "./tape-state";
import {
  eventText,
  fillTemplate,
  headerText,
  type StateTemplate,
  stateTemplate,
  tensorWriter,
  withoutCreated,
} from "./write-event";

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
  /** False where it was not written, since no reader would take it: a number in it is not finite, or a field is missing. */
  readonly tell: (aside: Aside, dt: number) => boolean;
  /** Writes the last line. */
  readonly end: (dt: number) => void;
  /** Steps of the pass that are done, and steps that were written. */
  readonly position: () => number;
  readonly steps: () => number;
}

/**
 * Begins a recording of the header's document, before the first step. Each line is handed to `write` as soon as there is one, its
 * line break with it. Same header and same calls, same lines, but for `created` and `dt`.
 * @throws RangeError when a rate is not finite.
 */
export function startRecorder(header: Header, write: (line: string) => void): Recorder {
  const tensors = tensorWriter();
  const hash = textHash();
  const all = header.values === "all";
  let document = header.document;
  let pass = passOf(document.graph);
  let contributions: Contributions | null = null;
  /** Training has changed the tape's params, and `document` does not have them yet. */
  let isTrained = false;
  let position = 0;
  let steps = 0;
  let sinceKeyframe = 0;

  function writeText(text: string, dt: number) {
    hash.add(text);
    write(`[${seconds(dt)},${text}\n`);
  }
  /** Of all that is computed: what stands there changes, where it stands does not as long as the graph is the same. */
  let template: StateTemplate | null = null;
  function stateText(): string {
    const { tape, score } = pass;
    if (position < score.steps.length) {
      return fillTemplate(stateTemplate(stateOf(tape, knownAt(score, position))), tensors.put);
    }
    template ??= stateTemplate(stateOf(tape, knownAt(score, position)));
    return fillTemplate(template, tensors.put);
  }
  function line(what: Happening, dt: number) {
    writeText(eventText(what, tensors), dt);
  }
  function keyframe(dt: number) {
    sinceKeyframe = 0;
    writeText(`"k",{"position":${position}${stateText()}}]`, dt);
  }
  function stepDone() {
    steps += 1;
    sinceKeyframe += 1;
  }
  function deedOf(step: Step): Happening {
    const { tape } = pass;
    if (step.phase === "seed") {
      const cost = costOf(tape);
      return { code: "g", step: steps, ...(cost === null ? {} : { cost }) };
    }
    const entry = tape.entries[step.place] as Entry;
    const { phase, node } = step;
    if (phase === "forward") return { code: "f", step: steps, node, ...(all ? { out: entry.out.value } : {}) };
    if (!all) return { code: "b", step: steps, node };
    contributions ??= contributionsOn(tape);
    return { code: "b", step: steps, node, edges: contributions(step.place), params: gradsOf(entry) };
  }

  checkRate(header.rate ?? 0);
  const first = headerText(header);
  tensors.know(document.graph);
  hash.add(withoutCreated(first));
  write(`${first}\n`);
  keyframe(0);

  return {
    moveTo(next, dt) {
      const to = Math.max(0, Math.min(next, pass.score.steps.length));
      if (to === position) return;
      const step = pass.score.steps[position];
      if (to !== position + 1 || !step) {
        position = to;
        keyframe(dt);
        return;
      }
      position = to;
      stepDone();
      line(deedOf(step), dt);
      const phase = pass.score.steps[position]?.phase;
      if (phase !== step.phase || sinceKeyframe >= KEYFRAME_STEPS) keyframe(0);
    },
    update(rate, dt, next) {
      if (rate !== header.rate) checkRate(rate);
      trainPass(pass, rate);
      contributions = null;
      position = pass.score.steps.length;
      stepDone();
      isTrained = next === undefined;
      if (next) document = next;
      if (!all && rate === header.rate) {
        const number = String(steps);
        hash.addPiece(UPDATE_HEAD);
        hash.add(number);
        hash.addPiece(UPDATE_TAIL);
        write((dt === 0 ? UPDATE_AT_ONCE : `[${seconds(dt)},${UPDATE}`) + number + AFTER_UPDATE);
      } else {
        const told = rate === header.rate ? "" : `,"rate":${formatNumber(rate)}`;
        writeText(`"u",{"step":${steps}${told}${all ? stateText() : ""}}]`, dt);
      }
      if (sinceKeyframe >= KEYFRAME_STEPS) keyframe(0);
    },
    edit(next, at, dt) {
      const before = isTrained ? trainedDocument(document, pass) : document;
      isTrained = false;
      const change = editBetween(before, next);
      if (next.graph !== before.graph || before !== document) {
        pass = passOf(next.graph);
        contributions = null;
        template = null;
      }
      position = Math.max(0, Math.min(at, pass.score.steps.length));
      document = next;
      line({ code: "e", position, ...change }, dt);
      // A place on the canvas is not in a keyframe; numbers are.
      if (change.document || change.params) keyframe(0);
    },
    tell(aside, dt) {
      const text = eventText(aside, tensors);
      const [, payload] = JSON.parse(`[${text}`) as readonly [string, JsonObject];
      if (!payloadSchemas[aside.code].safeParse(payload).success) return false;
      writeText(text, dt);
      return true;
    },
    end(dt) {
      line({ code: "x", steps, hash: hash.digits() }, dt);
    },
    position: () => position,
    steps: () => steps,
  };
}

/** What `eventText` makes of an update that tells nothing but its number: most lines of a training run, and so made in pieces. */
const UPDATE = '"u",{"step":';
const UPDATE_AT_ONCE = `[0,${UPDATE}`;
const AFTER_UPDATE = "}]\n";
const UPDATE_HEAD = pieceOf(UPDATE);
const UPDATE_TAIL = pieceOf("}]");

function checkRate(rate: number) {
  if (!Number.isFinite(rate)) throw new RangeError(`a rate of ${rate} leads nowhere`);
}

/** Milliseconds are as fine as a person's pace is, and short to write; what no reader would take is brought into its bounds. */
export function seconds(dt: number): string {
  const rounded = Number.isFinite(dt) ? Math.min(Math.round(dt * 1000) / 1000, LONGEST_PAUSE) : 0;
  return rounded > 0 ? String(rounded) : "0";
}
