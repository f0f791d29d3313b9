import { describe, expect, test } from "vitest";
import type { Named } from "#core/formula/site";
import type { Formula } from "#core/formula/tree";
import { formulaTex } from "#core/formula/write-tex";
import { fromNested, type Shape, type Tensor, zeros } from "#core/tensor/tensor";
import type { ConfigValue, Names, Settings, Traced } from "./define";
import { expression } from "./expression";
import { namingOf, shapesOf } from "./naming";

function settingsOf(config: Named<ConfigValue>, params: Named<Tensor> = {}): Settings {
  return { config: { expression: "x^2", partials: {}, ...config }, params };
}

function traced(value: Tensor): Traced {
  return { value, grad: zeros(value.shape) };
}

describe("handles and params", () => {
  test("there is a handle for each free symbol, in order of first appearance", () => {
    const handles = expression.inputs(settingsOf({ expression: "b*x + theta_1^2 + pi*e + x" }));
    expect(Object.keys(handles)).toEqual(["b", "x", "theta_1"]);
    expect(handles.theta_1?.symbol).toBe("theta_1");
  });

  test("a symbol with a tensor of its own is a param, and no handle", () => {
    const settings = settingsOf(
      { expression: "a*x + b" },
      { b: fromNested(1), a: fromNested(2), unused: fromNested(3) },
    );
    expect(Object.keys(expression.inputs(settings))).toEqual(["x"]);
    expect(Object.keys(expression.params(settings))).toEqual(["a", "b"]);
  });

  test("a param that is called e or pi does not change the constant", () => {
    const settings = settingsOf({ expression: "e*x" }, { e: fromNested(1) });
    expect(expression.params(settings)).toEqual({});
    const out = traced(zeros([]));
    const params = { e: traced(fromNested(1)) };
    expression.build({ inputs: { x: traced(fromNested(1)) }, params, config: settings.config, out }).forward();
    expect(out.value.data[0]).toBe(Math.E);
  });

  test("an expression with a fault has neither", () => {
    const settings = settingsOf({ expression: 'import("x")' }, { x: fromNested(1) });
    expect(expression.inputs(settings)).toEqual({});
    expect(expression.params(settings)).toEqual({});
    expect(cardTex(settings, { out: "y", inputs: {}, params: {} })).toBe("y");
  });
});

describe("faults", () => {
  const faultsOf = (config: Named<ConfigValue>) => expression.faults(settingsOf(config));

  test("there are none in what is sound", () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ expression: "x*y", partials: { x: "y", y: " " } })).toEqual([]);
  });

  test("an expression that does not parse is placed on its field, in words that name the piece", () => {
    expect(faultsOf({ expression: 'createUnit("x")' })).toMatchObject([
      {
        code: "bad-expression",
        config: "expression",
        message: expect.stringContaining('"createUnit" is not a function'),
      },
    ]);
  });

  test("each faulty partial is placed on their field and names its symbol", () => {
    const partials = { x: "2*", y: "x*z", q: "1", constructor: "1" };
    const faults = faultsOf({ expression: "x*y", partials });
    for (const fault of faults) expect(fault).toMatchObject({ code: "bad-expression", config: "partials" });
    expect(faults.map(({ message }) => message)).toEqual([
      'the partial for "x": something is missing at the end, after "*"',
      'the partial for "y": "z" is not a symbol of the expression',
      'the partial for "q": the expression has no such symbol',
      'the partial for "constructor": the expression has no such symbol',
    ]);
  });

  test("names that every object has are no symbols, wherever they come from", () => {
    const partials = JSON.parse('{"__proto__": "1"}') as Record<string, string>;
    expect(faultsOf({ partials })).toHaveLength(1);
    for (const name of ["constructor", "__proto__", "hasOwnProperty", "toString"]) {
      expect(faultsOf({ expression: `x + ${name}` })).toHaveLength(1);
    }
  });
});

describe("shape", () => {
  const shapeOf = (text: string, inputs: Named<Shape>, params: Named<Tensor> = {}) =>
    expression.shape(inputs, settingsOf({ expression: text }, params));

  test("is the one to which all symbols stretch", () => {
    expect(shapeOf("x*y + z", { x: [4, 1, 3], y: [2, 1], z: [] })).toEqual({ out: [4, 2, 3] });
    expect(shapeOf("a*x", { x: [2, 3] }, { a: zeros([3]) })).toEqual({ out: [2, 3] });
    expect(shapeOf("3", {})).toEqual({ out: [] });
  });

  test("is a fault on the first handle or param that does not stretch", () => {
    expect(shapeOf("x + y", { x: [2, 3], y: [4] })).toMatchObject({
      faults: [
        {
          code: "shape-mismatch",
          handle: "y",
          message: expect.stringContaining("shapes 2 × 3 and 4 do not broadcast"),
        },
      ],
    });
    expect(shapeOf("x*a", { x: [2, 3] }, { a: zeros([4]) })).toMatchObject({
      faults: [{ code: "shape-mismatch", param: "a" }],
    });
  });
});

describe("formulas", () => {
  const names = { out: "h", inputs: { x: "a1", y: "z" }, params: {} };
  const scalars = { x: [], y: [] };
  const texOf = (formula: Formula | undefined, settings: Settings) =>
    formula && formulaTex(formula, namingOf(expression, names, shapesOf([], scalars, settings)));

  test("use the names of what is wired, and show the derivative that mathjs finds", () => {
    const settings = settingsOf({ expression: "ln(x)*y" });
    const { forward, backward } = expression.formulas(settings);
    expect(cardTex(settings, names)).toBe("h = \\ln(a_{1})\\,z");
    expect(texOf(forward[0], settings)).toBe("h = \\ln(a_{1})\\,z");
    expect(texOf(backward[0], settings)).toBe(
      "\\frac{\\partial C}{\\partial a_{1}} = \\frac{\\partial C}{\\partial h} \\cdot \\frac{z}{a_{1}}",
    );
    expect(texOf(backward[1], settings)).toBe(
      "\\frac{\\partial C}{\\partial z} = \\frac{\\partial C}{\\partial h}\\,\\ln(a_{1})",
    );
  });

  test("set a derivative by hand in its place, and say so", () => {
    const settings = settingsOf({ expression: "x^2", partials: { x: "x + x" } });
    const [formula] = expression.formulas(settings).backward;
    expect(formula).toMatchObject({ equation: "(2)", note: "Derived by hand." });
    expect(texOf(formula, settings)).toBe(
      "\\frac{\\partial C}{\\partial a_{1}} = \\frac{\\partial C}{\\partial h}\\,{(a_{1} + a_{1})}",
    );
  });

  test("leave out a derivative that is 1", () => {
    const settings = settingsOf({ expression: "x + 1" });
    expect(texOf(expression.formulas(settings).backward[0], settings)).toBe(
      "\\frac{\\partial C}{\\partial a_{1}} = \\frac{\\partial C}{\\partial h}",
    );
  });

  test("stay short however long the expression is", () => {
    const symbols = Array.from({ length: 200 }, (_, index) => `a${index}`);
    const settings = settingsOf({ expression: symbols.join(" * ") });
    const { forward, backward } = expression.formulas(settings);
    expect(cardTex(settings, { out: "y", inputs: {}, params: {} })).toBe("y = f(a_{0}, a_{1}, a_{2}, \\ldots)");
    for (const formula of [...forward, ...backward]) expect(texOf(formula, settings)?.length).toBeLessThan(200);
  });
});

function cardTex(settings: Settings, names: Names): string {
  return formulaTex(expression.formulas(settings).card, namingOf(expression, names));
}

test.each(expression.examples.map((example) => [example.title, example] as const))("example: %s", (_title, example) => {
  const tensors = (nested: typeof example.inputs) =>
    Object.fromEntries(Object.entries(nested ?? {}).map(([name, value]) => [name, traced(fromNested(value))]));
  const inputs = tensors(example.inputs);
  const params = tensors(example.params);
  const { config } = settingsOf(example.config ?? {});
  const value = fromNested(example.out);
  const out = { value: zeros(value.shape), grad: fromNested(example.dOut ?? 1) };
  const program = expression.build({ inputs, params, config, out });
  program.forward();
  program.backward();
  for (const [i, entry] of value.data.entries()) expect(out.value.data[i]).toBeCloseTo(entry, 12);
  for (const [name, grad] of Object.entries(example.grads ?? {})) {
    const found = (inputs[name] ?? params[name])?.grad;
    for (const [i, entry] of fromNested(grad).data.entries()) expect(found?.data[i]).toBeCloseTo(entry, 12);
  }
});
