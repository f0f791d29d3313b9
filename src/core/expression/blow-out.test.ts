import { describe, expect, test } from "vitest";
import { brief } from "#core/formula/number";
import { blowOut, blowOutAt, MOST_LINES, WHOLE } from "./blow-out";
import { blowOutLatex, blowOutTex } from "./blow-out-tex";
import { parseExpression } from "./parse";
import { evaluateAt } from "./point";
import { treeToText } from "./text";

function treeOf(text: string) {
  const parsed = parseExpression(text);
  if ("fault" in parsed) throw new Error(parsed.fault);
  return parsed.tree;
}

function blown(text: string) {
  const found = blowOut(treeOf(text));
  if (!found) throw new Error("too many lines");
  return found;
}

const texOf = (text: string, point: Readonly<Record<string, number>>) =>
  blowOutTex(blown(text), blowOutAt(blown(text), point), { out: "y", symbolOf: (name) => name }, (x) => brief(x, 4));

describe("a blow-out", () => {
  test("of ln(x⁻⁴ + x⁴) has a dummy variable for each inner operation, with its derivatives: Vicas 2022 (3) to (9)", () => {
    const { lines } = blown("ln(x^-4 + x^4)");
    const told = lines.map(({ name, tree, factors }) => [
      name,
      treeToText(tree),
      ...factors.map((factor) => `${factor.of}: ${factor.tree && treeToText(factor.tree)}`),
    ]);
    expect(told).toEqual([
      ["u1", "x^-4", "x: -(4*x^-5)"],
      ["u2", "x^4", "x: 4*x^3"],
      ["u3", "u1 + u2", "u1: 1", "u2: 1"],
      [WHOLE, "ln(u3)", "u3: 1/u3"],
    ]);
  });

  test("multiplies the factors along each path and adds the paths up: Vicas 2022 (10)", () => {
    const { chains, values } = blowOutAt(blown("ln(x^-4 + x^4)"), { x: 2 });
    expect(values.get(WHOLE)).toBe(Math.log(16.0625));
    const [chain] = chains;
    expect(chain?.paths.map(({ through }) => through)).toEqual([
      [WHOLE, "u3", "u1", "x"],
      [WHOLE, "u3", "u2", "x"],
    ]);
    expect(chain?.paths.map(({ product }) => product)).toEqual([-0.125 / 16.0625, 32 / 16.0625]);
    expect(chain?.sum).toBeCloseTo(31.875 / 16.0625, 14);
  });

  test("writes what occurs twice once, and counts both of its uses", () => {
    const { lines } = blown("sin(x*y) + x*y");
    expect(lines.map(({ tree }) => treeToText(tree))).toEqual(["x*y", "sin(u1)", "u2 + u1"]);
    expect(blowOutAt(blown("sin(x*y) + x*y"), { x: 0, y: 3 }).chains[0]).toMatchObject({ all: 2, sum: 6 });
  });

  test("calls its dummies by a letter that no symbol has", () => {
    expect(blown("sin(u1^2)").lines[0]?.name).toBe("v1");
    expect(blown("sin(u^2)").lines[0]?.name).toBe("u1");
  });

  test.each([
    ["x", { x: 3 }],
    ["1/(sigma*sqrt(2*pi))*exp(-((m - mu)/sigma)^2/2)", { m: 1, mu: 0.3, sigma: 1.4 }],
    ["x^y + sigmoid(x*y) - abs(-y)*tan(x)/2", { x: 1.2, y: -0.7 }],
    ["cube(square(x)) + e^x*pi", { x: 0.4 }],
  ])("of %s sums up to the gradient that a run has", (text, point) => {
    const { slopesAt } = evaluateAt(treeOf(text));
    const { chains } = blowOutAt(blown(text), point);
    for (const [symbol, slope] of Object.entries(slopesAt(point))) {
      expect(chains.find((chain) => chain.symbol === symbol)?.sum).toBeCloseTo(slope, 12);
    }
  });

  test("tells the paths that matter most, and what the rest come to", () => {
    const text = Array.from({ length: 12 }, (_, at) => `sin(x + ${at})`).join(" + ");
    const [chain] = blowOutAt(blown(text), { x: 0 }).chains;
    expect(chain?.all).toBe(12);
    expect(chain?.paths).toHaveLength(8);
    const told = chain?.paths.reduce((sum, { product }) => sum + product, 0) ?? 0;
    expect(told + (chain?.rest ?? 0)).toBeCloseTo(chain?.sum ?? Number.NaN, 14);
  });

  test("goes on where it divides by zero, and says so in its numbers", () => {
    const { chains, values } = blowOutAt(blown("1/x + x"), { x: 0 });
    expect(values.get(WHOLE)).toBe(Number.POSITIVE_INFINITY);
    expect(chains[0]?.sum).toBe(Number.NEGATIVE_INFINITY);
  });

  test("is not made of what nobody would read", () => {
    const text = Array.from({ length: MOST_LINES }, (_, at) => `sin(${at}*x)`).join(" + ");
    expect(blowOut(treeOf(text))).toBeNull();
  });
});

describe("a blow-out as TeX", () => {
  test("has each line in symbols and in numbers", () => {
    const { lines, chains } = texOf("sin(x)^2", { x: -1.5 });
    expect(lines.map(({ formula }) => formula)).toEqual([
      { symbols: "u_{1} = \\sin(x)", numbers: "= \\sin(-1.5) = -0.9975" },
      { symbols: "y = u_{1}^{2}", numbers: "= {(-0.9975)}^{2} = 0.995" },
    ]);
    expect(lines[1]?.factors).toEqual([
      { symbols: "\\frac{\\partial y}{\\partial u_{1}} = 2u_{1}", numbers: "= 2 \\times (-0.9975) = -1.995" },
    ]);
    expect(chains[0]?.sum).toEqual({
      symbols:
        "\\frac{\\partial y}{\\partial x} = \\frac{\\partial y}{\\partial u_{1}} \\cdot \\frac{\\partial u_{1}}{\\partial x}",
      numbers: "= -1.995 \\times 0.07074 = -0.1411",
    });
  });

  test("has no second line for a derivative that is a number already", () => {
    expect(texOf("x - 2", { x: 1 }).lines[0]?.factors[0]?.numbers).toBe("");
    expect(texOf("x*sqrt(2)", { x: 1 }).lines[0]?.factors[0]?.numbers).toBe("= 1.414");
  });

  test("adds the paths up, each with its sign", () => {
    expect(texOf("x^2 - x", { x: 1 }).chains[0]?.sum.numbers).toBe("= 2 + (-1) = 1");
  });

  test("is one block to be copied", () => {
    expect(blowOutLatex(texOf("x^2", { x: 3 }))).toBe(
      [
        "\\begin{aligned}",
        "  & y = x^{2} = 3^{2} = 9 \\\\",
        "  & \\frac{\\partial y}{\\partial x} = 2x = 2 \\times 3 = 6 \\\\",
        "\\end{aligned}",
      ].join("\n"),
    );
  });
});
