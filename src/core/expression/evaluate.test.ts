import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FunctionName, functions } from "#core/formula/functions";
import { parts, symbolsOf, type Tree } from "#core/formula/tree";
import { fromNested, type Nested, type Shape, sizeOf, type Tensor, tensor, zeros } from "#core/tensor/tensor";
import { BLOCK, compileExpression } from "./evaluate";
import { trees } from "./fixtures/trees";
import { derivative, parseExpression } from "./parse";
import type { Operand } from "./plan";

function treeOf(text: string): Tree {
  const parsed = parseExpression(text);
  if ("fault" in parsed) throw new Error(`${text}: ${parsed.fault}`);
  return parsed.tree;
}

/** Runs forward and, with dOut all ones or as given, backward; grads begin as NaN, so that whatever is not overwritten shows. */
function run(
  tree: Tree,
  values: Readonly<Record<string, Tensor>>,
  shape: Shape,
  { dOut, partials = {} }: { dOut?: Tensor; partials?: Readonly<Record<string, string>> } = {},
) {
  const operands = new Map(
    Object.entries(values).map(([symbol, value]) => {
      const grad = zeros(value.shape);
      grad.data.fill(Number.NaN);
      return [symbol, { value, grad }] as const;
    }),
  );
  const out = { value: zeros(shape), grad: dOut ?? tensor(shape, new Float64Array(sizeOf(shape)).fill(1)) };
  const byHand = new Map(Object.entries(partials).map(([symbol, text]) => [symbol, treeOf(text)]));
  const evaluation = compileExpression(tree, operands, out, byHand);
  evaluation.forward();
  evaluation.backward();
  const grads = Object.fromEntries([...operands].map(([symbol, { grad }]) => [symbol, [...grad.data]]));
  return { out: [...out.value.data], grads, evaluation, operands, outGrad: out.grad };
}

function at(text: string, values: Readonly<Record<string, Nested>>, shape: Shape = []) {
  const tensors = Object.fromEntries(Object.entries(values).map(([symbol, value]) => [symbol, fromNested(value)]));
  return run(treeOf(text), tensors, shape);
}

describe("each function's derivative is that of its values", () => {
  const domains: Readonly<Partial<Record<FunctionName, readonly number[]>>> = {
    ln: [0.2, 1, 7],
    log: [0.2, 1, 7],
    sqrt: [0.2, 1, 7],
    asin: [-0.9, 0.1, 0.8],
    acos: [-0.9, 0.1, 0.8],
  };
  test.each(Object.keys(functions) as FunctionName[])("%s", (fn) => {
    for (const x of domains[fn] ?? [-1.3, -0.4, 0.7, 2]) {
      const step = 1e-6;
      const value = (shifted: number) => at(`${fn}(x)`, { x: shifted }).out[0] ?? Number.NaN;
      const numeric = (value(x + step) - value(x - step)) / (2 * step);
      expect(at(`${fn}(x)`, { x }).grads.x?.[0]).toBeCloseTo(numeric, 6);
    }
  });
});

describe("conventions", () => {
  test.each([
    ["abs has the derivative 0 at 0", "abs(x)", { x: 0 }, { x: 0 }],
    ["a constant power is right for negative x", "x^3", { x: -2 }, { x: 12 }],
    ["a constant power is right at 0", "x^2", { x: 0 }, { x: 0 }],
    ["a negative power is right for negative x", "x^-1", { x: -2 }, { x: -0.25 }],
    ["x^1 has the derivative 1 at 0", "x^1", { x: 0 }, { x: 1 }],
    ["x^0 has the derivative 0 at 0", "x^0", { x: 0 }, { x: 0 }],
    ["an exponent may be worked out", "x^(6/2)", { x: -2 }, { x: 12 }],
    ["x^y by x is 0 where y is 0", "x^y", { x: 0, y: 0 }, { x: 0, y: 0 }],
    ["x^y by y is 0 where x is 0", "x^y", { x: 0, y: 3 }, { x: 0, y: 0 }],
    ["x^y by x is right for negative x", "x^y", { x: -2, y: 3 }, { x: 12 }],
    ["0^y by y is 0 for y > 0", "0^y", { y: 2 }, { y: 0 }],
    ["e^y is exp(y)", "e^y", { y: 1 }, { y: Math.E }],
    ["a sigmoid is flat far out", "sigmoid(x)", { x: 1000 }, { x: 0 }],
    ["and on the other side", "sigmoid(x)", { x: -1000 }, { x: 0 }],
    ["sqrt is vertical at 0", "sqrt(x)", { x: 0 }, { x: Number.POSITIVE_INFINITY }],
  ])("%s", (_what, text, values, grads) => {
    const found = at(text, values).grads;
    for (const [symbol, grad] of Object.entries(grads)) expect(found[symbol]?.[0]).toBeCloseTo(grad, 12);
  });

  test("a sigmoid neither overflows nor leaves [0, 1]", () => {
    expect(at("sigmoid(x)", { x: [-1000, -40, 0, 40, 1000] }, [5]).out).toEqual([0, Math.exp(-40), 0.5, 1, 1]);
  });
});

describe("the chain rule along the tree", () => {
  test("adds up what comes back through every occurrence of a symbol: Vicas 2022 (10)", () => {
    expect(at("x*y + y^2", { x: 3, y: 2 })).toMatchObject({ out: [10], grads: { x: [2], y: [7] } });
    expect(at("x*x*x", { x: 2 })).toMatchObject({ out: [8], grads: { x: [12] } });
  });

  test("gives ln(x⁻⁴ + x⁴) the derivative that Vicas 2022 derives: (9)", () => {
    for (const x of [-1.5, 0.3, 2]) {
      const closed = (-4 * x ** -5 + 4 * x ** 3) / (x ** -4 + x ** 4);
      expect(at("ln(x^-4 + x^4)", { x }).grads.x?.[0]).toBeCloseTo(closed, 10);
    }
  });

  test("stretches shapes, and sums back what was stretched", () => {
    const { out, grads } = at("x*y + z", { x: [[1], [2]], y: [10, 20, 30], z: 5 }, [2, 3]);
    expect(out).toEqual([15, 25, 35, 25, 45, 65]);
    expect(grads).toEqual({ x: [60, 60], y: [3, 3, 3], z: [6] });
  });

  test("weighs by ∂C/∂out", () => {
    const dOut = fromNested([1, 10]);
    expect(run(treeOf("x^2"), { x: fromNested([3, 4]) }, [2], { dOut }).grads.x).toEqual([6, 80]);
  });

  test("works on a number without symbols, on a lone symbol, and on no entries at all", () => {
    expect(at("2^3 + sin(0)", {}).out).toEqual([8]);
    expect(at("x", { x: [1, 2] }, [2])).toMatchObject({ out: [1, 2], grads: { x: [1, 1] } });
    expect(run(treeOf("x + a"), { x: zeros([0]), a: zeros([]) }, [0])).toMatchObject({
      out: [],
      grads: { x: [], a: [0] },
    });
  });

  test("is the same over many blocks as over one entry", () => {
    const size = 2 * BLOCK + 17;
    const values = Float64Array.from({ length: size }, (_, i) => Math.sin(i) + 1.5);
    const row = Float64Array.from({ length: size }, (_, i) => Math.cos(i));
    const x = tensor([size], values);
    const whole = run(treeOf("a*ln(x)*y + x^2"), { a: fromNested(3), x, y: tensor([size], row) }, [size]);
    let dA = 0;
    for (let i = 0; i < size; i += 1) {
      const one = at("a*ln(x)*y + x^2", { a: 3, x: values[i] ?? 0, y: row[i] ?? 0 });
      expect(whole.out[i]).toBe(one.out[0]);
      expect(whole.grads.x?.[i]).toBe(one.grads.x?.[0]);
      expect(whole.grads.y?.[i]).toBe(one.grads.y?.[0]);
      dA += one.grads.a?.[0] ?? 0;
    }
    expect(whole.grads.a?.[0]).toBeCloseTo(dA, 8);
  });

  test("sums a stretched operand over many blocks", () => {
    const rows = BLOCK;
    const x = tensor(
      [rows, 3],
      Float64Array.from({ length: rows * 3 }, (_, i) => i % 3),
    );
    expect(run(treeOf("b*x + b"), { b: fromNested([1, 2, 3]), x }, [rows, 3]).grads.b).toEqual([
      rows,
      2 * rows,
      3 * rows,
    ]);
  });

  test("follows new values, and overwrites old gradients", () => {
    const { evaluation, operands, outGrad } = at("x^2", { x: 3 });
    const x = operands.get("x");
    x?.value.data.fill(5);
    outGrad.data.fill(2);
    evaluation.forward();
    evaluation.backward();
    evaluation.backward();
    expect([...(x?.grad.data ?? [])]).toEqual([20]);
  });

  test("leaves alone what it only reads", () => {
    const { operands, outGrad } = at("sin(x)*y/x", { x: [1, 2], y: 3 }, [2]);
    expect([...(operands.get("x")?.value.data ?? [])]).toEqual([1, 2]);
    expect([...(operands.get("y")?.value.data ?? [])]).toEqual([3]);
    expect([...outGrad.data]).toEqual([1, 1]);
  });

  test("asks for no gradient where nobody wants one", () => {
    const wanted = { value: fromNested(3), grad: zeros([]) };
    const out = { value: zeros([]), grad: fromNested(1) };
    const operands = new Map<string, Operand>([
      ["x", wanted],
      ["y", { value: fromNested(-2), grad: null }],
    ]);
    const { forward, backward } = compileExpression(treeOf("x*y + y^x"), operands, out);
    forward();
    backward();
    expect(out.value.data[0]).toBe(-14);
    // ln of a negative number: ∂(y^x)/∂x has no value.
    expect(wanted.grad.data[0]).toBeNaN();
    const forwardOnly = compileExpression(treeOf("x*y"), operands, { value: out.value, grad: null });
    forwardOnly.forward();
    expect(out.value.data[0]).toBe(-6);
  });
});

describe("derivatives by hand", () => {
  test("take the place of the chain rule for their symbol alone", () => {
    const values = { x: fromNested([1, 2]), a: fromNested(3) };
    const { grads } = run(treeOf("a*x^2"), values, [2], { partials: { x: "100*a + x" } });
    expect(grads).toEqual({ x: [301, 302], a: [5] });
  });

  test("are weighed by ∂C/∂out and summed where the symbol was stretched, over many blocks too", () => {
    const size = BLOCK + 5;
    const values = { x: tensor([size], new Float64Array(size).fill(2)), a: fromNested(3) };
    const dOut = tensor([size], new Float64Array(size).fill(0.5));
    const { grads } = run(treeOf("a*x"), values, [size], { dOut, partials: { a: "x" } });
    expect(grads.a).toEqual([size]);
  });
});

function subtrees(tree: Tree): readonly Tree[] {
  return [tree, ...parts(tree).flatMap(subtrees)];
}

describe("mathjs's symbolic derivative", () => {
  test("is the gradient that the chain rule gives, wherever both have a value", () => {
    let compared = 0;
    const numbers = fc.double({ min: 0.2, max: 1.8, noNaN: true });
    fc.assert(
      fc.property(trees, numbers, numbers, numbers, (tree, x, y, theta) => {
        const values = { x: fromNested(x), y: fromNested(y), theta_1: fromNested(theta) };
        const given = Object.fromEntries(symbolsOf(tree).map((symbol) => [symbol, values[symbol as "x"]]));
        const { grads } = run(tree, given, []);
        // Beside a pole, or after ∞ has come and gone, rounding decides.
        if (subtrees(tree).every((each) => Math.abs(run(each, values, []).out[0] ?? Number.NaN) < 1e4)) {
          for (const symbol of symbolsOf(tree)) {
            const symbolic = run(derivative(tree, symbol) as Tree, values, []).out[0] ?? Number.NaN;
            const grad = grads[symbol]?.[0] ?? Number.NaN;
            if (!(Math.abs(symbolic) < 1e6 && Math.abs(grad) < 1e6)) continue;
            compared += 1;
            expect(Math.abs(symbolic - grad)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(grad)));
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  test("used as a derivative by hand changes nothing", () => {
    for (const text of ["x*exp(-x^2)", "sigmoid(a*x)^2", "tanh(x)/sqrt(a + x^2)", "ln(x^2 + 1)*tan(a)"]) {
      const values = { x: fromNested([-1.5, -0.2, 0.4, 2]), a: fromNested(0.7) };
      const tree = treeOf(text);
      const operands = Object.fromEntries(symbolsOf(tree).map((symbol) => [symbol, values[symbol as "x"]]));
      const numeric = run(tree, operands, [4]).grads.x ?? [];
      const symbolic = run(derivative(tree, "x") as Tree, values, [4]).out;
      for (const [i, grad] of numeric.entries()) expect(symbolic[i]).toBeCloseTo(grad, 12);
    }
  });
});
