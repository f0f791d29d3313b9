import { expect, test } from "vitest";
import { numberTex } from "./number-tex";

test("numbers are set as they are shown elsewhere, in TeX's own signs", () => {
  expect([0, 0.1484, -1.45, 1234, -1.2e-7].map(numberTex)).toEqual([
    "0.00",
    "0.148",
    "-1.45",
    "1.23 \\cdot 10^{3}",
    "-1.20 \\cdot 10^{-7}",
  ]);
});

test("what is not finite is set as it is called", () => {
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(numberTex)).toEqual([
    "\\text{NaN}",
    "\\infty",
    "-\\infty",
  ]);
});
