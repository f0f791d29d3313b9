import { describe, expect, test } from "vitest";
import type { KnownSite } from "#core/formula/site";
import type { Exercise } from "#core/ops/define";
import { sayVerdict, sayWithout } from "#core/telling/derivation-words";
import { entryWithout, judgeDerivation } from "./derivation";

const exercise = (expression: string, by: string, symbols: readonly string[] = [by]): Exercise => ({
  name: by,
  quantity: "y",
  expression,
  by,
  symbols: Object.fromEntries(symbols.map((symbol) => [symbol, symbol])),
});

const gauss = (by: "mu" | "sigma"): Exercise => ({
  ...exercise("exp(-((m - mu)/sigma)^2/2)/(sigma*sqrt(2*pi))", by, ["m", "mu", "sigma"]),
  over: { m: [-2, -1, 0, 1, 2] },
  positive: ["sigma"],
});

function site(inputs: Readonly<Record<string, number | readonly number[]>>): KnownSite {
  const known = (x: number | readonly number[]) =>
    typeof x === "number" ? { shape: [], head: [x] } : { shape: [x.length], head: x };
  return {
    out: { value: { shape: [], head: [] }, grad: null },
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, x]) => [name, { value: known(x), grad: null }])),
    params: {},
    saved: {},
  };
}

const say = (each: Exercise, text: string, at: KnownSite | null = null) => sayVerdict(judgeDerivation(each, text, at));

describe("a derivative that is typed", () => {
  test.each([
    ["x^2", "2*x"],
    ["x^2", "x + x"],
    ["ln(x^-4 + x^4)", "(4*x^3 - 4*x^-5)/(x^4 + x^-4)"],
    ["sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"],
    ["asin(x)", "1/sqrt(1 - x^2)"],
    ["sqrt(x)", "1/(2*sqrt(x))"],
    ["abs(x)", "x/abs(x)"],
    ["sin(x)^2 + cos(x)^2", "0"],
    ["1e-15*x^2", "2e-15*x"],
    ["x^20", "20*x^19"],
    ["exp(-x^2/2)*(x^2 - 1)", "exp(-x^2/2)*(3*x - x^3)"],
  ])("of %s as %s is right, however it is written", (expression, text) => {
    expect(judgeDerivation(exercise(expression, "x"), text, site({ x: 0.7 })).kind).toBe("right");
  });

  test.each([
    ["mu", "(m - mu)/(sigma^3*sqrt(2*pi))*exp(-((m - mu)/sigma)^2/2)"],
    ["sigma", "1/sqrt(2*pi)*exp(-((m - mu)/sigma)^2/2)*((m - mu)^2/sigma^4 - 1/sigma^2)"],
  ] as const)("of the Gauss kernel by %s is right as Vicas 2022's (51) and (48) have it", (by, text) => {
    expect(judgeDerivation(gauss(by), text, site({ mu: 0.3, sigma: 1.2 }))).toEqual({
      kind: "right",
      points: 21,
      entries: 5,
    });
  });

  test.each([
    ["x^2", "-2*x", "Right but for its sign: it has the wrong sign everywhere."],
    ["x^2", "x", "Right but for a factor: it misses the factor 2."],
    ["x^2", "2", "Right but for a factor: it misses the factor x."],
    ["x^2", "6*x", "Right but for a factor: it has the factor 3 too much."],
    ["x^2", "x^2", "Right but for a factor: it has the factor x/2 too much."],
    ["x^2", "2*x^3", "Right but for a factor: it has the factor x^2 too much."],
    ["x^3", "-x^2", "Right but for a factor: it misses the factor 3. Its sign is wrong too."],
    ["sin(x^2)", "cos(x^2)", "Right but for a factor: it misses the factor 2·x, the derivative of what is inside."],
    [
      "exp(sin(x))",
      "exp(sin(x))",
      "Right but for a factor: it misses the factor cos(x), the derivative of what is inside.",
    ],
    ["sin(2*x)", "cos(2*x)", "Right but for a factor: it misses the factor 2, the derivative of what is inside."],
    ["cos(-x)", "-sin(-x)", "Right but for its sign: it has the wrong sign everywhere."],
    ["sqrt(2*pi)*x^2", "2*x", "Right but for a factor: it misses the factor sqrt(2·pi)."],
    ["exp(0.3)*x^2", "2*x", "Right but for a factor: it misses the factor 1.35."],
    ["x^3 + 5*x", "3*x^2", "Right but for a term: it misses the term 5."],
    ["x^3", "3*x^2 + x", "Right but for a term: it has the term x too much."],
  ])("of %s as %s is told what it lacks", (expression, text, words) => {
    expect(say(exercise(expression, "x"), text, site({ x: 1.7 }))).toBe(words);
  });

  test.each([
    ["2^x", "0.693*2^x", "Right but for a rounded number: 0.693 stands for ln(2) = 0.69314718…."],
    ["2^x", "2^x*0.69", "Right but for a rounded number: 0.69 stands for ln(2) = 0.69314718…."],
    ["pi*x^2", "6.28*x", "Right but for a rounded number: 6.28 stands for 2·pi = 6.2831853…."],
    ["x^2/3", "0.667*x", "Right but for a rounded number: 0.667 stands for 2/3 = 0.66666667…."],
    [
      "exp(-x^2/2)/sqrt(2*pi)",
      "-0.3989*x*exp(-x^2/2)",
      "Right but for a rounded number: 0.3989 stands for 1/sqrt(2·pi) = 0.39894228….",
    ],
    ["exp(0.3)*x^2", "2.7*x", "Right but for a rounded number: 2.7 stands for 2.6997176."],
    ["sin(3*x)", "2.9*cos(3*x)", "Right but for a factor: it misses the factor 1.034."],
  ])("of %s as %s is right but for its digits, where it is", (expression, text, words) => {
    expect(say(exercise(expression, "x"), text, site({ x: 1.7 }))).toBe(words);
  });

  test.each([
    ["sin(x)^2", "sin(x)*cos(x)", [0, Math.PI / 2, 1.2], "Right but for a factor: it misses the factor 2"],
    ["x^3", "x^2", [0, 0, 2], "Right but for a factor: it misses the factor 3."],
  ])("of %s as %s misses a factor, though the slope is 0 at some entries", (expression, text, x, words) => {
    expect(say(exercise(expression, "x"), text, site({ x }))).toContain(words);
  });

  test("by one symbol of several may miss another as a factor", () => {
    expect(say(exercise("x*y^2", "y", ["x", "y"]), "2*y", site({ x: 3, y: 2 }))).toBe(
      "Right but for a factor: it misses the factor x.",
    );
  });

  test("does not have the whole answer given away for a bare number", () => {
    expect(say(exercise("sin(x^2)", "x"), "1", site({ x: 1 }))).toMatch(/^Wrong: at x = 1 it is 1 and should be 1.08/);
  });

  test("is told at which entries it is wrong, and by how much", () => {
    expect(say(exercise("abs(x)", "x"), "1", site({ x: [2, -1, 3] }))).toBe(
      "Right at 2 of 3 places. Wrong at entry 2 (x = −1) it is 1 and should be −1, off by 2.",
    );
  });

  test("which holds only at the node's own numbers is found out elsewhere", () => {
    expect(say(exercise("sin(x)", "x"), "1 - x", site({ x: 0 }))).toMatch(
      /^Right at the node's own numbers, and wrong elsewhere: at x = .*, off by /,
    );
  });

  test("which is wrong everywhere is shown where", () => {
    expect(say(exercise("x^3 + sin(x)", "x"), "sinh(x)", site({ x: 1 }))).toMatch(
      /^Wrong: at x = 1 it is 1.18 and should be 3.54, off by 2.37/,
    );
  });

  test("which divides by zero at the node's number says so", () => {
    expect(say(exercise("x^2", "x"), "2*x^2/x", site({ x: [0, 1] }))).toBe(
      "It has no value at entry 1 (x = 0), where the derivative is 0; elsewhere it is right.",
    );
  });

  test("has nothing to be compared with where the quantity divides by zero, and is judged elsewhere", () => {
    const divided = exercise("1/x", "x");
    expect(say(divided, "-1/x^2", site({ x: [0, 1] }))).toMatch(/^Right/);
    expect(sayWithout(entryWithout(divided, site({ x: [0, 1] })) as never)).toBe(
      "There is nothing to compare with at entry 1 (x = 0): it divides by zero there, leaves its domain, or has a corner.",
    );
    expect(entryWithout(divided, site({ x: [2, 1] }))).toBeNull();
  });

  test("of what is defined nowhere is not judged", () => {
    expect(judgeDerivation(exercise("ln(-1 - x^2)", "x"), "x", null).kind).toBe("unchecked");
  });

  test("that cannot be read says where", () => {
    expect(say(exercise("x^2", "x"), "2*(x")).toBe(
      'This cannot be read at character 3: a bracket is opened but not closed: a ")" is missing.',
    );
    expect(say(exercise("x^2", "x"), "")).toBe("This cannot be read: the expression is empty: write one, such as x^2.");
  });

  test("with a symbol of its own is told which there are", () => {
    expect(say(exercise("x*y", "x", ["x", "y"]), "z")).toBe("“z” is not known here: write it with x, y only.");
  });

  test.each([
    ["100 kB long", `${"x+".repeat(50_000)}x`],
    ["nested 1,000 deep", `${"(".repeat(1000)}x${")".repeat(1000)}`],
    ["1,000 calls deep", `${"sin(".repeat(1000)}x${")".repeat(1000)}`],
  ])("that is %s is refused in words, and does not hang", (_, text) => {
    expect(say(exercise("x^2", "x"), text)).toMatch(/too long|nested more than 100 deep/);
  });

  test("is judged however long quantity and answer may be", () => {
    const long = Array.from({ length: 120 }, (_, at) => `sin(${at + 1}*x)`).join(" + ");
    expect(judgeDerivation(exercise(long, "x"), long.replaceAll("sin", "cos"), site({ x: [0, 1, 2] })).kind).toBe(
      "wrong",
    );
  });
});
