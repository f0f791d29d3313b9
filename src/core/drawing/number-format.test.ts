import fc from "fast-check";
import { expect, test } from "vitest";
import { exact, parseNumber, rangeText, short, tight, whole } from "./number-format";

test("a number at rest has three significant digits and a true minus sign", () => {
  const cases: [number, string][] = [
    [1.4499, "1.45"],
    [-0.125, "−0.125"],
    [12.34, "12.3"],
    [-123.4, "−123"],
    [2, "2.00"],
    [0.5, "0.500"],
    [0.0123456, "0.0123"],
    [0.001, "0.00100"],
    [1230, "1.23e3"],
    [1e21, "1.00e21"],
    [1.2e-7, "1.20e−7"],
    [-4.5678e-12, "−4.57e−12"],
    [0, "0.00"],
    [-0, "0.00"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ];
  for (const [x, text] of cases) expect(short(x)).toBe(text);
});

test("rounding up does not lengthen a number at rest", () => {
  expect(short(999.4)).toBe("999");
  expect(short(999.6)).toBe("1.00e3");
  expect(short(0.99999)).toBe("1.00");
  expect(short(9.996)).toBe("10.0");
  expect(short(0.00099949)).toBe("9.99e−4");
});

test("a number at rest is right to three digits and never longer than eleven characters", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      const text = short(x);
      expect(text.length).toBeLessThanOrEqual(11);
      // Below the normal range a double has fewer than three digits to show.
      if (Math.abs(x) > 1e-300 && Math.abs(x) < 1e308) {
        expect(Math.abs((parseNumber(text) ?? Number.NaN) - x)).toBeLessThanOrEqual(Math.abs(x) * 0.00501);
      }
    }),
  );
});

test("all digits give the same number back, to the last bit", () => {
  expect(exact(-0.1)).toBe("−0.1");
  expect(exact(1e-7)).toBe("1e−7");
  expect(exact(1e21)).toBe("1e21");
  expect(exact(0.1 + 0.2)).toBe("0.30000000000000004");
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(Object.is(parseNumber(exact(x)), x)).toBe(true);
    }),
  );
});

test("numbers are read as people write them", () => {
  const cases: [string, number][] = [
    ["12", 12],
    ["-0.5", -0.5],
    ["−0.5", -0.5],
    [" +2. ", 2],
    [".5", 0.5],
    ["−.5e−1", -0.05],
    ["1E3", 1000],
    ["1/4", 0.25],
    ["-1 / 8", -0.125],
  ];
  for (const [text, x] of cases) expect(parseNumber(text)).toBe(x);
});

test("what is not a finite number is refused", () => {
  for (const text of [
    "",
    " ",
    "abc",
    "1,5",
    "1 2",
    "--1",
    "0x10",
    "1e",
    "e5",
    ".",
    "1/0",
    "1/2/3",
    "/2",
    "NaN",
    "Infinity",
    "∞",
    "1e999",
  ]) {
    expect(parseNumber(text), text).toBeNull();
  }
});

test("a range leaves out what is not finite, and says when nothing is", () => {
  expect(rangeText([Number.NaN, -1.2, 3.4, Number.POSITIVE_INFINITY])).toBe(
    "−1.20 … 3.40, 2 not finite, the first NaN at [0]",
  );
  expect(rangeText([2, 2])).toBe("all 2.00");
  expect(rangeText([])).toBe("empty");
  expect(rangeText([Number.NaN])).toBe("1 not finite: NaN");
});

test("a whole number at rest has no decimals", () => {
  expect([1, -20, 123456, 0.5].map(whole)).toEqual(["1", "−20", "123456", "0.500"]);
});

test("in six characters a number takes no more, and keeps three digits where they fit", () => {
  expect(tight(0.125, 6)).toBe("0.125");
  expect(tight(-0.125, 6)).toBe("−0.125");
  expect(tight(-0.00123, 6)).toBe("−0.001");
  expect(tight(0.00123, 6)).toBe("0.0012");
  expect(tight(-1.2e-7, 6)).toBe("−1e−7");
  expect(tight(-3.49e-12, 6)).toBe("−3e−12");
  for (const x of [9.99e-12, -9.99e-12, 1.5e22, 123456, -0.000999, 99.95, Number.NEGATIVE_INFINITY]) {
    expect(tight(x, 6).length).toBeLessThanOrEqual(6);
  }
});
