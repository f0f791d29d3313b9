import { type Remote, wrap } from "comlink";
import type { Engine } from "../worker/protocol";

/** Why a question to the engine will never be answered. */
export type Ending = "stopped" | "failed";

/** An engine in a thread of its own, which can be ended at any moment. */
export interface EngineThread {
  /** Asks the engine; gives the ending instead of an answer where the thread ends before it answers, or the engine throws. */
  readonly ask: <T extends object | null>(question: (engine: Remote<Engine>) => Promise<T>) => Promise<T | Ending>;
  readonly end: () => void;
}

/** Starts an engine. */
export function startEngine(): EngineThread {
  const worker = new Worker(new URL("../worker/engine.ts", import.meta.url), { type: "module", name: "engine" });
  const engine: Remote<Engine> = wrap<Engine>(worker);
  const waiting = new Set<(ending: Ending) => void>();
  let ended: Ending | null = null;
  function end(ending: Ending) {
    ended = ending;
    worker.terminate();
    for (const leave of waiting) leave(ending);
    waiting.clear();
  }
  worker.addEventListener("error", () => end("failed"));
  return {
    // Not Promise.race, which would hold every answer for as long as the thread lives.
    ask: (question) =>
      new Promise((resolve) => {
        if (ended !== null) return resolve(ended);
        waiting.add(resolve);
        question(engine)
          .catch(() => "failed" as const)
          .then((answer) => {
            waiting.delete(resolve);
            resolve(answer);
          });
      }),
    end: () => end("stopped"),
  };
}
