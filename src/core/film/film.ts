import { short } from "#core/drawing/number-format";
import type { Theme } from "#core/drawing/palette";
import type { Recording } from "#core/recording/event";
import { type Frame, openPlayer } from "#core/recording/player";
import { drawFrame, type FrameGiven, type FrameSize, type Stretch } from "./draw-frame";
import { createRuns, type Moment, momentOf } from "./moment";
import { readingTime, sayAnswer, sayQuestion, shotsOf } from "./shots";

/** How long the pictures of a film stay: as its recording says, or as long as it takes to read them. */
export type Pace = "recorded" | "reading";

/** How a film looks. */
export interface FilmLook {
  readonly theme: Theme;
  readonly size: FrameSize;
}

/** A recording as a film: one picture after another. */
export interface Film {
  readonly title: string;
  /** How long each picture stays at single speed. */
  readonly seconds: Readonly<Record<Pace, readonly number[]>>;
  /** Whether the recording says at which pace it happened. */
  readonly isTimed: boolean;
  readonly hasCaptions: boolean;
  /** The least that tells a picture from others, such as "Step 5 of 13, backward, z". */
  readonly names: readonly string[];
  /** Draws a picture as one SVG; the same picture is the same text. */
  readonly draw: (at: number, look: FilmLook) => string;
}

/** No picture is gone before it is seen, and none stays so long that the film seems to have stopped. */
const SHORTEST = 0.3;
const LONGEST = 10;
/** The last picture stays this long at least. */
const LAST = 3;

/**
 * Makes a film of a recording. All its steps are run once to see how long there is to read in each; a picture is drawn when it is asked for.
 */
export function openFilm(recording: Recording): Film {
  const player = openPlayer(recording);
  const runs = createRuns();
  const shots = shotsOf(player);
  const title = recording.header.title.trim() || recording.header.document.meta.title.trim() || "Graph";
  const hasCaptions = recording.events.some(({ what }) => (what.code === "c" && what.text !== "") || what.code === "q");
  const scenes = shots.map(({ frame: index, answered }) => {
    const frame = player.frameAt(index);
    const moment = momentOf(frame, recording, runs);
    const caption = captionOf(frame, answered);
    const aside = asideOf(frame, answered);
    return {
      frame: index,
      caption,
      aside,
      phase: moment.phase,
      name: nameOfShot(frame, moment, player.steps),
      words: wordsOf(caption, moment),
    };
  });
  const reading = shots.map((_, at) => bounded(readingTime((scenes[at] as (typeof scenes)[number]).words)));
  const recorded = shots.map(({ told }, at) => {
    const seconds = told === null ? (reading[at] as number) : bounded(told);
    return at === shots.length - 1 ? Math.max(LAST, seconds) : seconds;
  });
  const stretches = stretchesOf(
    scenes.map(({ phase }) => phase),
    recorded,
  );
  return {
    title,
    seconds: { recorded, reading },
    isTimed: shots.some(({ told }) => told !== null),
    hasCaptions,
    names: scenes.map(({ name }) => name),
    draw(at, { theme, size }) {
      const scene = scenes[at];
      if (!scene) throw new RangeError(`a film of ${scenes.length} pictures has no picture ${at}`);
      const frame = player.frameAt(scene.frame);
      const moment = momentOf(frame, recording, runs);
      const counted = frame.step === 0 ? null : `Step ${frame.step} of ${player.steps}`;
      const { caption, aside } = scene;
      return drawFrame({ frame, moment, theme, size, title, counted, caption, aside, hasCaptions, stretches, at });
    },
  };
}

function bounded(seconds: number): number {
  return Math.min(LONGEST, Math.max(SHORTEST, seconds));
}

function captionOf({ question, caption }: Frame, answered: boolean): string {
  if (!question) return caption?.text ?? "";
  return answered ? sayAnswer(question, short) : sayQuestion(question);
}

function asideOf({ question }: Frame, answered: boolean): FrameGiven["aside"] {
  if (!question) return null;
  return answered ? { label: "Answer", text: question.prompt } : { label: "Question", text: "" };
}

function wordsOf(caption: string, { title, sentence }: Moment): string {
  return caption === "" ? `${title ?? ""} ${sentence}` : caption;
}

function nameOfShot({ step, score, position }: Frame, { phase }: Moment, steps: number): string {
  if (step === 0 || phase === null) return step === 0 ? "Beginning" : `After step ${step} of ${steps}`;
  const done = score.steps[position - 1];
  const node = done && "node" in done ? done.node : null;
  return [`Step ${step} of ${steps}`, phase, ...(node === null ? [] : [node])].join(", ");
}

function stretchesOf(phases: readonly Moment["phase"][], seconds: readonly number[]): readonly Stretch[] {
  const all = seconds.reduce((sum, each) => sum + each, 0);
  let from = 0;
  return phases.map((phase, at) => {
    const to = from + (seconds[at] as number) / all;
    const stretch = { phase, from, to };
    from = to;
    return stretch;
  });
}
