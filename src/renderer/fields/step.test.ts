import { expect, test } from "vitest";
import { stepFor, stepped } from "./step";

test("a step is a tenth of the leading digit's place", () => {
  expect([0.5, -2, 30, 0, 1e-6, 999].map(stepFor)).toEqual([0.01, 0.1, 1, 0.01, 1e-7, 10]);
});

test("steps leave no binary dust and no negative zero", () => {
  expect(stepped(0.1, 1, 0.2)).toBe(0.3);
  expect(stepped(0.7, -7, 0.1)).toBe(0);
  expect(Object.is(stepped(-0.1, 1, 0.1), 0)).toBe(true);
  expect(stepped(0.123456, 1, 0.01)).toBe(0.133456);
});
