import { useAnswersHidden } from "../state/answers-shown";
import type { StepWords } from "./step-words";

/** What a backward step says without its formula and its numbers, where these are an exercise that nobody has given up yet. */
export function useWithoutAnswer(words: StepWords): StepWords {
  const { phase, node, sentence } = words;
  const hidden = useAnswersHidden(phase === "backward" ? (node ?? null) : null);
  // The numbers follow a colon; what the step does stands before it.
  return hidden ? { ...words, sentence: sentence.replace(/: .*$/s, "."), formulas: [] } : words;
}
