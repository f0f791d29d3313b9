import { expect, test } from "vitest";
import type { Question } from "#core/recording/event";
import { judge, sayAnswer } from "./answer-words";

const number: Question = { prompt: "∂C/∂w?", answer: 1.75, tolerance: 0.01 };
const choice: Question = { prompt: "Which?", choices: ["up", "down"], answer: 1 };

test("a number is right within its tolerance, both ends of it included, and is said exactly", () => {
  expect(judge(number, "1.75")).toEqual({ right: true, words: "Right." });
  expect(judge(number, "7/4")).toEqual({ right: true, words: "Right." });
  expect(judge(number, "1.745")).toEqual({ right: true, words: "Right, it is 1.75." });
  expect(judge({ ...number, answer: 1, tolerance: 0.5 }, "1.5").right).toBe(true);
});

test("a wrong number is told by how much it misses, and in which direction", () => {
  expect(judge(number, "2")).toEqual({ right: false, words: "Not yet: 2 is too large by 0.250." });
  expect(judge(number, "-1")).toEqual({ right: false, words: "Not yet: −1 is too small by 2.75." });
});

test("what is no number and no choice is not judged", () => {
  expect(judge(number, "about 2").right).toBeNull();
  expect(judge(number, "").right).toBeNull();
  expect(judge(choice, null).right).toBeNull();
});

test("choices are judged by their place and said by their words", () => {
  expect(judge(choice, 1)).toEqual({ right: true, words: "Right." });
  expect(judge(choice, 0)).toEqual({ right: false, words: "Not yet: it is not “up”." });
  expect(sayAnswer(choice)).toBe("The answer is “down”.");
  expect(sayAnswer(number)).toBe("The answer is 1.75.");
});
