import type { Document } from "#core/document/document";
import { type Analysis, analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { shorten } from "#core/shorten";
import { type Score, scoreOf } from "#core/tape/score";
import { createCursor, type StrayStep } from "./cursor";
import { type Aside, type Camera, LONGEST_TOLD, type Recording, type RecordingEvent } from "./event";
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
  /** Where training would have taken a param out of its range: what is shown is the state before that step. */
  readonly stray: StrayStep | null;
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

const LONGEST_CHOICE = 200;

/** Makes a recording ready to be played. Nothing is computed but what a frame that is asked for needs. */
export function openPlayer(recording: Recording): Player {
  const track = trackOf(recording);
  const { events } = recording;
  const cursor = createCursor(recording, track);
  const read = new WeakMap<Graph, { readonly analysis: Analysis; readonly score: Score }>();

  function readGraph(graph: Graph) {
    const before = read.get(graph);
    if (before) return before;
    const analysis = analyse(graph);
    const now = { analysis, score: scoreOf(analysis) };
    read.set(graph, now);
    return now;
  }

  return {
    recording,
    track,
    length: events.length,
    steps: track.steps.at(-1) ?? 0,
    frameAt(wanted) {
      const index = Math.max(0, Math.min(Math.trunc(wanted), events.length)) || 0;
      const { document, stray } = cursor.reachedAt(index);
      const { analysis, score } = readGraph(document.graph);
      const caption = asideAt(recording, track.captions, index, "c");
      return {
        index,
        event: events[index - 1] ?? null,
        document,
        analysis,
        score,
        position: Math.min(track.positions[index] as number, score.steps.length),
        step: track.steps[index] as number,
        stray,
        caption: caption && caption.text !== "" ? { ...caption, text: shorten(caption.text, LONGEST_TOLD) } : null,
        question: shortened(asideAt(recording, track.questions, index, "q")),
        selection: asideAt(recording, track.selections, index, "s"),
        camera: asideAt(recording, track.cameras, index, "s")?.camera ?? null,
        chapter: shortenedTitle(asideAt(recording, track.chapters, index, "m")),
      };
    },
    frameOfStep(step) {
      let [low, high] = [0, events.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((track.steps[middle] as number) < step) low = middle + 1;
        else high = middle;
      }
      return track.steps[low] === step ? low : null;
    },
  };
}

function shortenedTitle(marker: AsideOf<"m"> | null): string | null {
  return marker && shorten(marker.title);
}

function shortened(question: AsideOf<"q"> | null): AsideOf<"q"> | null {
  if (!question) return null;
  const { prompt, explanation } = question;
  const told = {
    prompt: shorten(prompt, LONGEST_TOLD),
    ...(explanation === undefined ? {} : { explanation: shorten(explanation, LONGEST_TOLD) }),
  };
  return "choices" in question
    ? { ...question, ...told, choices: question.choices.map((choice) => shorten(choice, LONGEST_CHOICE)) }
    : { ...question, ...told };
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
