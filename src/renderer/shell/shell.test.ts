import { expect, test } from "vitest";
import { readHash } from "./address";
import { formatDuration } from "./durations";
import { NARROWEST, WIDEST, widthAfter } from "./inspector-width";
import { readIndex } from "./lesson-index";
import { codeName, placeName } from "./refusal-words";

test.each([
  ["#lesson=sigmoid", { kind: "lesson", name: "sigmoid" }],
  ["#lesson=a%20b", { kind: "lesson", name: "a b" }],
  ["#walk=a%20b", { kind: "walk", name: "a b" }],
  ["#walk=", null],
  ["#new", { kind: "new" }],
  ["#start", { kind: "start" }],
  ["", null],
  ["#lesson=", null],
  ["#lesson=%E0%A4%A", null],
  ["#else", null],
])("the address %s asks for %o", (hash, request) => {
  expect(readHash(hash)).toEqual(request);
});

test.each([
  [0, "under 5 µs"],
  [0.005, "5 µs"],
  [0.0421, "42 µs"],
  [1, "1.0 ms"],
  [9.96, "10 ms"],
  [42.4, "42 ms"],
  [2400, "2.4 s"],
])("%d ms is written %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test("the arrow keys move the inspector's edge, and never past its ends", () => {
  expect(widthAfter("ArrowLeft", 320, false)).toBe(336);
  expect(widthAfter("ArrowRight", 320, true)).toBe(NARROWEST);
  expect(widthAfter("ArrowLeft", WIDEST, false)).toBe(WIDEST);
  expect(widthAfter("Home", 320, false)).toBe(NARROWEST);
  expect(widthAfter("End", 320, false)).toBe(WIDEST);
  expect(widthAfter("Enter", 320, false)).toBe(0);
  expect(widthAfter("Tab", 320, false)).toBeNull();
});

test("an index of lessons is read, and one that is none is our own fault", () => {
  const entry = { file: "a.gradwire", title: "A", sentence: "It shows a." };
  const whole = { ...entry, walk: "a.gradrec", section: "§ 1", equations: ["(1)", "(2)"] };
  expect(readIndex([{ ...whole, picture: "ignored" }])).toEqual([whole]);
  expect(readIndex([entry])).toEqual([{ ...entry, walk: null, section: "", equations: [] }]);
  expect(() => readIndex({})).toThrow();
  expect(() => readIndex([{ file: "a.gradwire" }])).toThrow();
});

test("a problem of a file is placed and named in words", () => {
  const problem = { code: "duplicate-id", message: "is there twice", node: "z", handle: "x" } as const;
  expect(placeName(problem)).toBe("Node “z”, handle “x”");
  expect(placeName({ code: "not-json", message: "" })).toBe("");
  expect(codeName("duplicate-id")).toBe("An id given twice");
});
