import { TOLD_UPDATE } from "#core/telling/update-formula";
import type { StepWords } from "../transport/step-words";
import type { WatchedFrame } from "../worker/player-protocol";

interface Counted {
  readonly step: number;
  readonly steps: number;
  /** What has happened to the graph last. */
  readonly deed: WatchedFrame["deed"] | null;
}

/** The words of a position of the pass, counted as the recording counts its steps; an update and an edit have words of their own. */
export function watchedWords(words: StepWords, { step, steps, deed }: Counted): StepWords & { readonly count: string } {
  const count = `Step ${step} of ${steps}`;
  const counted = (what: string) => `${count}: ${what}`;
  if (deed === "update") {
    return {
      title: "Update.",
      sentence: "Each param has moved against its gradient, and a whole new pass is computed.",
      short: counted("update"),
      formulas: [TOLD_UPDATE],
      phase: "update",
      count,
    };
  }
  if (deed === "edit") {
    return {
      title: "Edit.",
      sentence: "The graph was changed here, and what depends on that is computed anew.",
      short: counted("edit"),
      formulas: [],
      phase: "update",
      count,
    };
  }
  const what = words.short.split(": ").slice(1).join(": ");
  return { ...words, short: what === "" ? count : counted(what), phase: words.phase, count };
}
