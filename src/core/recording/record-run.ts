import type { Document } from "#core/document/document";
import type { Header } from "./event";
import { startRecorder } from "./recorder";

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

/** Records one pass, or so many steps of training; `write` gets each line as it is made. */
export function recordRun(run: RunToRecord, write: (line: string) => void): void {
  const { document, updates, rate, created, clock } = run;
  const training = updates > 0;
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
    write,
  );
  for (let before = -1; !training && recorder.position() !== before; ) {
    before = recorder.position();
    recorder.moveTo(before + 1, clock?.() ?? 1);
  }
  for (let step = 0; step < updates; step += 1) recorder.update(rate, clock?.() ?? 0);
  recorder.end(clock?.() ?? 0);
}
