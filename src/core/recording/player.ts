import type { Document } from "#core/document/document";
import { type Analysis, analyse } from "#core/graph/analyse";
import { type Score, scoreOf } from "#core/tape/score";
import { backward, compile, forward, type Tape } from "#core/tape/tape";
import { copyOf } from "#core/tensor/tensor";
import { descendTape } from "#core/train/descend";
import { type LearnableParam, learnableOn } from "#core/train/learnable";
import { applyEdit, withParam, withParams } from "./apply-edit";
import type { Aside, Camera, Recording, RecordingEvent } from "./event";
import { type Track, trackOf } from "./track";

/** An event of one code. */
export type AsideOf<C extends Aside["code"]> = Extract<Aside, { readonly code: C }>;

/** What is to be seen once the first `index` events of a recording have happened. */
export interface Frame {
  readonly index: number;
  /** The last of these events; null before the first. */
  readonly event: RecordingEvent | null;
  /** The graph with the numbers that its params have now. The same object as long as nothing of it changes. */
  readonly document: Document;
  readonly analysis: Analysis;
  readonly score: Score;
  /** How many steps of the pass are done. */
  readonly position: number;
  /** The number of the last step; 0 before the first. */
  readonly step: number;
  readonly caption: AsideOf<"c"> | null;
  readonly question: AsideOf<"q"> | null;
  readonly selection: AsideOf<"s"> | null;
  readonly camera: Camera | null;
  readonly chapter: string | null;
}

/** Gives any frame of a recording; it never looks further back than the last keyframe. */
export interface Player {
  readonly recording: Recording;
  readonly track: Track;
  /** How many events there are: the index of the last frame. */
  readonly length: number;
  /** The number of the last step. */
  readonly steps: number;
  readonly frameAt: (index: number) => Frame;
  /** The first frame in which this step is done; null where there is no such step. */
  readonly frameOfStep: (step: number) => number | null;
}

/** Makes a recording ready to be played. Nothing is computed but what a frame that is asked for needs. */
export function openPlayer(recording: Recording): Player {
  const track = trackOf(recording);
  const { events } = recording;
  const cursor = createCursor(recording, track);
  let read: { readonly document: Document; readonly analysis: Analysis; readonly score: Score } | null = null;

  return {
    recording,
    track,
    length: events.length,
    steps: track.steps.at(-1) ?? 0,
    frameAt(wanted) {
      const index = Math.max(0, Math.min(Math.trunc(wanted), events.length)) || 0;
      const document = cursor.documentAt(index);
      if (read?.document.graph !== document.graph) {
        const analysis = analyse(document.graph);
        read = { document, analysis, score: scoreOf(analysis) };
      }
      const caption = asideAt(recording, track.captions, index, "c");
      return {
        index,
        event: events[index - 1] ?? null,
        ...read,
        document,
        position: track.positions[index] as number,
        step: track.steps[index] as number,
        caption: caption?.text === "" ? null : caption,
        question: asideAt(recording, track.questions, index, "q"),
        selection: asideAt(recording, track.selections, index, "s"),
        camera: asideAt(recording, track.cameras, index, "s")?.camera ?? null,
        chapter: asideAt(recording, track.chapters, index, "m")?.title ?? null,
      };
    },
    frameOfStep(step) {
      const at = track.steps.indexOf(step);
      return at < 0 ? null : at;
    },
  };
}

function asideAt<C extends Aside["code"]>(
  { events }: Recording,
  list: Int32Array,
  index: number,
  code: C,
): AsideOf<C> | null {
  const what = events[(list[index] as number) - 1]?.what;
  return what?.code === code ? (what as AsideOf<C>) : null;
}

/** Finds the document of a frame: from where it stands if that is not far, else from the last event that tells all params. */
function createCursor({ header, events }: Recording, { documents }: Track) {
  let index = 0;
  let document = header.document;
  /** Training goes on on the tape, and the document follows when it is asked for. */
  let training: { readonly tape: Tape; readonly params: readonly LearnableParam[] } | null = null;

  function settle(): Document {
    if (training) {
      for (const { node, name, value } of training.params) {
        document = withParam(document, node, name, copyOf(value));
      }
    }
    return document;
  }
  function restart(at: number) {
    index = at;
    training = null;
    document = documents.findLast(({ from }) => from <= at)?.document ?? header.document;
    const what = events[at - 1]?.what;
    if (what?.code === "k") document = withParams(document, what.state.params);
  }
  function advance({ what }: RecordingEvent) {
    if (what.code === "e") {
      document = applyEdit(settle(), what);
      training = null;
    } else if (what.code === "u") {
      training ??= startTraining(document);
      descendTape(training.params, what.rate ?? header.rate ?? 0);
      forward(training.tape);
      backward(training.tape);
    }
  }

  return {
    documentAt(wanted: number): Document {
      let checkpoint = wanted;
      while (checkpoint > 0 && checkpoint !== index && !tellsAll(events[checkpoint - 1])) checkpoint -= 1;
      if (checkpoint !== index) restart(checkpoint);
      for (; index < wanted; index += 1) advance(events[index] as RecordingEvent);
      return settle();
    },
  };
}

/** Whether all params are as this event says, whatever was before it. */
function tellsAll(event: RecordingEvent | undefined): boolean {
  return event?.what.code === "k" || (event?.what.code === "e" && event.what.document !== undefined);
}

function startTraining({ graph }: Document) {
  const tape = compile(analyse(graph));
  forward(tape);
  backward(tape);
  return { tape, params: learnableOn(tape) };
}
