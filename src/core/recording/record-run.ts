import type { Document } from "#core/document/document";
import type { Stray } from "#core/train/stray";
import type { Header } from "./event";
import { type Room, startRecorder } from "./recorder";

/** What a recording of a run is to be. */
export interface RunToRecord {
  readonly document: Document;
  /** Steps of training, from the document as it is; 0 for a single pass, step by step. */
  readonly updates: number;
  readonly rate: number;
  readonly created: string;
  readonly values?: Header["values"];
  /** Seconds since the last line was written; by default one for each step of a pass, and none for those of training. */
  readonly clock?: () => number;
}

/** How far a recording of a run came. */
export interface Recorded {
  readonly steps: number;
  /** It was stopped before its end, as there was no room for more. */
  readonly isFull: boolean;
  /** It was stopped before a step that would have taken this param out of its range. */
  readonly stray: Stray | null;
}

/** Records one pass, or so many steps of training; `write` gets each line as it is made. */
export function recordRun(run: RunToRecord, write: (line: string) => void): void {
  for (const line of recordLines(run)) write(line);
}

/**
 * Records one pass, or so many steps of training, and gives each line once it is asked for. Where there is no `room` for all, it ends in time.
 * @throws RangeError when the rate is not finite
 */
export function* recordLines(run: RunToRecord, room?: Room): Generator<string, Recorded> {
  const { document, updates, rate, created, clock } = run;
  const training = updates > 0;
  let lines: string[] = [];
  const recorder = startRecorder(
    {
      title: document.meta.title,
      created,
      seed: 0,
      values: run.values ?? (training ? "keyframes" : "all"),
      requires: [],
      rate: training ? rate : null,
      document,
    },
    (line) => lines.push(line),
    room,
  );
  const taken = () => {
    const made = lines;
    lines = [];
    return made;
  };
  for (let before = -1; !training && recorder.position() !== before && !recorder.isFull(); ) {
    yield* taken();
    before = recorder.position();
    recorder.moveTo(before + 1, clock?.() ?? 1);
  }
  let stray: Stray | null = null;
  for (let step = 0; step < updates && !stray && !recorder.isFull(); step += 1) {
    stray = recorder.update(rate, clock?.() ?? 0);
    yield* taken();
  }
  recorder.end(clock?.() ?? 0);
  yield* taken();
  return { steps: recorder.steps(), isFull: recorder.isFull(), stray };
}
