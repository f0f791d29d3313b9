import { expect, test } from "vitest";
import { sayBytes, sayLength } from "./estimate";

test.each([
  [10, "1 kB"],
  [340_400, "340 kB"],
  [999_499, "999 kB"],
  [999_500, "1.0 MB"],
  [1_240_000, "1.2 MB"],
  [9_960_000, "10 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(sayBytes(bytes)).toBe(words);
});

test.each([
  [0.2, "1 s"],
  [48.4, "48 s"],
  [59.6, "1 min"],
  [125, "2 min 5 s"],
])("%d seconds are %s", (seconds, words) => {
  expect(sayLength(seconds)).toBe(words);
});
