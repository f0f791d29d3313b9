import { expect, test } from "vitest";
import { wholeBrackets } from "./whole-brackets";

test("brackets are held together with what is in them", () => {
  expect(wholeBrackets("X(n - m)\\, g(m)")).toBe("X{(n - m)}\\, g{(m)}");
  expect(wholeBrackets("0.2 \\times (1 - \\sigma(0.7))")).toBe("0.2 \\times {(1 - \\sigma{(0.7)})}");
});

test("brackets of functions and brackets that grow stay as they are", () => {
  expect(wholeBrackets("\\ln(x + (y - 1))")).toBe("\\ln(x + {(y - 1)})");
  expect(wholeBrackets("\\left(\\frac{a}{b} - (c)\\right)^2")).toBe("\\left(\\frac{a}{b} - {(c)}\\right)^2");
});

test("brackets that do not match are left as they stand", () => {
  expect(wholeBrackets(") x")).toBe(") x");
});
