import type { Document } from "#core/document/document";
import type { JsonObject } from "#core/json";
import { knownAt, type Step } from "#core/tape/score";
import { costOf, type Entry } from "#core/tape/tape";
import { formatNumber } from "#core/tensor/tensor-json";
import type { Stray } from "#core/train/stray";
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
  /**
   * The learnable params go one step down their gradients, and a whole pass is computed. `document` is the one that comes of it. Where a
   * param would leave its range, no step is taken and nothing written; which one is given back.
   */
  readonly update: (rate: number, dt: number, document?: Document) => Stray | null;
  /** The document has been edited; so many steps of its pass are done. */
  readonly edit: (document: Document, position: number, dt: number) => void;
  /** False where it was not written: there is no room, or no reader would take it, as a number in it is not finite or a field is missing. */
  readonly tell: (aside: Aside, dt: number) => boolean;
  /** Writes the last line. */
  readonly end: (dt: number) => void;
  /** Whether there was no room for what came last. Nothing but the end is written from then on. */
  readonly isFull: () => boolean;
  /** Steps of the pass that are done, and steps that were written. */
  readonly position: () => number;
  readonly steps: () => number;
}

/** How much a recording may come to. */
export interface Room {
  readonly bytes: number;
  readonly events: number;
}

/** As long as the last line may be. */
const END_BYTES = 100;

/**
 * Begins a recording of the header's document, before the first step. Each line is handed to `write` as soon as there is one, its
 * line break with it. Same header and same calls, same lines, but for `created` and `dt`. Where there is no `room` for the next line, the
 * recording is full, and its end still fits.
 * @throws RangeError when a rate is not finite.
 */
export function startRecorder(header: Header, write: (line: string) => void, room?: Room): Recorder {
  const tensors = tensorWriter(room?.bytes);
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

  let isFull = false;
  let bytes = (room?.bytes ?? 0) - END_BYTES;
  let events = (room?.events ?? 0) - 1;

  /** Whether a line still fits; takes its room. */
  function fits(line: string): boolean {
    if (room && !isFull) {
      bytes -= bytesOf(line);
      events -= 1;
      isFull = bytes < 0 || events < 0 || tensors.isOver();
    }
    return !isFull;
  }
  function writeText(text: string, dt: number) {
    const line = `[${seconds(dt)},${text}\n`;
    if (!fits(line)) return;
    hash.add(text);
    write(line);
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
    tensors.beginLine();
    writeText(eventText(what, tensors), dt);
  }
  function keyframe(dt: number) {
    sinceKeyframe = 0;
    tensors.beginLine();
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
  bytes -= room ? bytesOf(first) + 1 : 0;
  keyframe(0);

  return {
    moveTo(next, dt) {
      if (isFull) return;
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
      if (isFull) {
        steps -= 1;
        return;
      }
      const phase = pass.score.steps[position]?.phase;
      if (phase !== step.phase || sinceKeyframe >= KEYFRAME_STEPS) keyframe(0);
    },
    update(rate, dt, next) {
      if (isFull) return null;
      if (rate !== header.rate) checkRate(rate);
      const stray = trainPass(pass, rate);
      if (stray) return stray;
      contributions = null;
      position = pass.score.steps.length;
      stepDone();
      isTrained = next === undefined;
      if (next) document = next;
      if (!all && rate === header.rate) {
        const number = String(steps);
        const whole = (dt === 0 ? UPDATE_AT_ONCE : `[${seconds(dt)},${UPDATE}`) + number + AFTER_UPDATE;
        if (fits(whole)) {
          hash.addPiece(UPDATE_HEAD);
          hash.add(number);
          hash.addPiece(UPDATE_TAIL);
          write(whole);
        }
      } else {
        tensors.beginLine();
        const told = rate === header.rate ? "" : `,"rate":${formatNumber(rate)}`;
        writeText(`"u",{"step":${steps}${told}${all ? stateText() : ""}}]`, dt);
      }
      if (isFull) steps -= 1;
      else if (sinceKeyframe >= KEYFRAME_STEPS) keyframe(0);
      return null;
    },
    edit(next, at, dt) {
      if (isFull) return;
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
      return !isFull;
    },
    end(dt) {
      const text = eventText({ code: "x", steps, hash: hash.digits() }, tensors);
      write(`[${seconds(dt)},${text}\n`);
    },
    isFull: () => isFull,
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

/** The length of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // The two halves of a sign make four bytes.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

function checkRate(rate: number) {
  if (!Number.isFinite(rate)) throw new RangeError(`a rate of ${rate} leads nowhere`);
}

/** Milliseconds are as fine as a person's pace is, and short to write; what no reader would take is brought into its bounds. */
export function seconds(dt: number): string {
  const rounded = Number.isFinite(dt) ? Math.min(Math.round(dt * 1000) / 1000, LONGEST_PAUSE) : 0;
  return rounded > 0 ? String(rounded) : "0";
}
