import { type Remote, wrap } from "comlink";
import type { RecorderThread, Written } from "../worker/recorder-protocol";

/** A recording that is written in a thread of its own, so that no graph is so large that it holds the page up. */
export interface Writing {
  /** Calls are done in the order in which they are made. */
  readonly call: (question: (recorder: Remote<RecorderThread>) => Promise<Written>) => void;
  /** Whether all that was told has been written. */
  readonly idle: () => boolean;
  /** Waits until all that was told has been written, and ends the thread. */
  readonly finish: () => Promise<void>;
}

/** Starts a thread that writes one recording. `onFailed` is called at most once, and then nothing more is written. */
export function startWriting(onWritten: (written: Written) => void, onFailed: () => void): Writing {
  const worker = new Worker(new URL("../worker/recorder.ts", import.meta.url), { type: "module", name: "recorder" });
  const recorder = wrap<RecorderThread>(worker);
  let under = 0;
  let ended = false;
  let settle: (() => void) | null = null;

  function end() {
    ended = true;
    worker.terminate();
    settle?.();
  }
  function fail() {
    if (ended) return;
    end();
    onFailed();
  }
  worker.addEventListener("error", fail);

  return {
    call(question) {
      if (ended) return;
      under += 1;
      question(recorder).then((written) => {
        under -= 1;
        if (ended) return;
        onWritten(written);
        if (under === 0) settle?.();
      }, fail);
    },
    idle: () => under === 0,
    async finish() {
      if (under > 0 && !ended) {
        await new Promise<void>((resolve) => {
          settle = resolve;
        });
      }
      if (!ended) end();
    },
  };
}
