import { type Remote, wrap } from "comlink";

/** Why a question to a thread will never be answered. */
export type Ending = "stopped" | "failed";

/** What works in a thread of its own, which can be ended at any moment. */
export interface Thread<Held> {
  /** Asks it; gives the ending instead of an answer where the thread ends before it answers, or what it asks for throws. */
  readonly ask: <T extends object | string | null>(
    question: (held: Remote<Held>) => Promise<T>,
  ) => Promise<{ readonly answer: T } | { readonly ending: Ending }>;
  readonly end: () => void;
}

/** Takes charge of a worker that exposes something. */
export function startThread<Held>(worker: Worker): Thread<Held> {
  const held: Remote<Held> = wrap<Held>(worker);
  const waiting = new Set<(ending: { readonly ending: Ending }) => void>();
  let ended: Ending | null = null;
  function end(ending: Ending) {
    ended ??= ending;
    worker.terminate();
    for (const leave of waiting) leave({ ending });
    waiting.clear();
  }
  worker.addEventListener("error", () => end("failed"));
  return {
    // Not Promise.race, which would hold every answer for as long as the thread lives.
    ask: (question) =>
      new Promise((resolve) => {
        if (ended !== null) return resolve({ ending: ended });
        waiting.add(resolve);
        question(held)
          .then(
            (answer) => ({ answer }),
            () => ({ ending: "failed" }) as const,
          )
          .then((outcome) => {
            waiting.delete(resolve);
            resolve(outcome);
          });
      }),
    end: () => end("stopped"),
  };
}
