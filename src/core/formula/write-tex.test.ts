import { expect, test } from "vitest";
import { parseExpression } from "#core/expression/parse";
import type { Tree } from "./tree";
import { formulaParts, NOTHING, treeTex } from "./write-tex";

function treeOf(text: string): Tree {
  const parsed = parseExpression(text);
  if ("fault" in parsed) throw new Error(`${text}: ${parsed.fault}`);
  return parsed.tree;
}

test.each([
  ["ln(x^-4 + x^4)", "\\ln(x^{-4} + x^{4})"],
  ["x*y + y^2", "x\\,y + y^{2}"],
  ["exp(-x^2/2)", "e^{\\frac{-x^{2}}{2}}"],
  ["(x + 1)/(x - 1)", "\\frac{x + 1}{x - 1}"],
  ["(x/y)^2", "\\left(\\frac{x}{y}\\right)^{2}"],
  ["(a + b)*c", "{(a + b)}\\,c"],
  ["a*(b*c)", "a\\,b\\,c"],
  ["a - (b - c)", "a - {(b - c)}"],
  ["a - (b + c)", "a - {(b + c)}"],
  ["a + (b - c)", "a + b - c"],
  ["a + -b", "a + {(-b)}"],
  ["a*-b", "a\\,{(-b)}"],
  ["-(a + b)", "-{(a + b)}"],
  ["--a", "-{(-a)}"],
  ["(-a)^2", "{(-a)}^{2}"],
  ["-a^2", "-a^{2}"],
  ["4x", "4x"],
  ["2*3*x", "2 \\cdot 3\\,x"],
  ["1/2*(1/3)", "\\frac{1}{2} \\cdot \\frac{1}{3}"],
  ["(a^b)^c", "{(a^{b})}^{c}"],
  ["a^b^c", "a^{b^{c}}"],
  ["sin(x)^2", "\\sin^{2}(x)"],
  ["exp(x)^2", "{(e^{x})}^{2}"],
  ["square(x + 1) + cube(sin(x))", "{(x + 1)}^{2} + \\sin^{3}(x)"],
  ["sqrt(x)*abs(y)", "\\sqrt{x}\\,\\left|y\\right|"],
  ["sigmoid(w*x + b)", "\\sigma(w\\,x + b)"],
  ["asin(x/2)", "\\arcsin\\left(\\frac{x}{2}\\right)"],
  ["cos(2*pi*x) + e", "\\cos(2\\pi\\,x) + e"],
  ["1e-7*x", "10^{-7}x"],
  ["2.5e30", "2.5 \\cdot 10^{30}"],
  ["(1e-7)^2", "{(10^{-7})}^{2}"],
])("%s is set as %s", (text, tex) => {
  expect(treeTex(treeOf(text))).toBe(tex);
});

test("a symbol takes the name of what is wired to it", () => {
  expect(treeTex(treeOf("x^2 + y"), (symbol) => (symbol === "x" ? "a1" : "z"))).toBe("a_{1}^{2} + z");
});

test("a line in parts can be broken before each side and each term of a sum, and nowhere inside of one", () => {
  const at = (x: number) => ({ kind: "value", value: x, from: null }) as const;
  const product = { kind: "binary", op: "*", left: at(2), right: at(-3) } as const;
  const more = { kind: "more", count: 4, value: -0.5 } as const;
  const sum = {
    kind: "binary",
    op: "+",
    left: { kind: "binary", op: "-", left: product, right: at(7) },
    right: more,
  } as const;
  expect(formulaParts({ sides: [at(1), sum], locals: [] }, NOTHING)).toEqual([
    "1",
    "{} = 2 \\times (-3)",
    "{} - 7",
    "{} + (\\text{4 more, together } {-0.5})",
  ]);
});
