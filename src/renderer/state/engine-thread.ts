import type { Remote } from "comlink";
import type { Engine } from "../worker/protocol";
import { type Ending, startThread } from "./thread";

export type { Ending } from "./thread";

/** An engine in a thread of its own, which can be ended at any moment. */
export interface EngineThread {
  /** Asks the engine; gives the ending instead of an answer where the thread ends before it answers, or the engine throws. */
  readonly ask: <T extends object | null>(question: (engine: Remote<Engine>) => Promise<T>) => Promise<T | Ending>;
  readonly end: () => void;
}

/** Starts an engine. */
export function startEngine(): EngineThread {
  const { ask, end } = startThread<Engine>(
    new Worker(new URL("../worker/engine.ts", import.meta.url), { type: "module", name: "engine" }),
  );
  return {
    async ask(question) {
      const outcome = await ask(question);
      return "answer" in outcome ? outcome.answer : outcome.ending;
    },
    end,
  };
}
