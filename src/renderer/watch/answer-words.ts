import { exact, parseNumber, short } from "#core/drawing/number-format";
import type { Question } from "#core/recording/event";
import { isRight } from "../state/playback";

/** What is said of an answer. `right` is null where it is none yet. */
export interface Judgement {
  readonly right: boolean | null;
  readonly words: string;
}

/** Judges what someone has written or chosen: for a question with choices, the choice's place; null where nothing was. */
export function judge(question: Question, given: string | number | null): Judgement {
  if ("choices" in question) {
    if (typeof given !== "number") return { right: null, words: "Choose an answer first." };
    return isRight(question, given)
      ? { right: true, words: "Right." }
      : { right: false, words: `Not yet: it is not “${question.choices[given] ?? ""}”.` };
  }
  const number = typeof given === "string" ? parseNumber(given) : given;
  if (number === null) return { right: null, words: "Write a number, such as −0.5 or 1/3." };
  if (isRight(question, number)) {
    const isExact = number === question.answer;
    return { right: true, words: isExact ? "Right." : `Right, it is ${exact(question.answer)}.` };
  }
  const gap = number - question.answer;
  return {
    right: false,
    words: `Not yet: ${exact(number)} is too ${gap > 0 ? "large" : "small"} by ${short(Math.abs(gap))}.`,
  };
}

/** The answer in words. */
export function sayAnswer(question: Question): string {
  if ("choices" in question) return `The answer is “${question.choices[question.answer] ?? ""}”.`;
  return `The answer is ${exact(question.answer)}.`;
}
