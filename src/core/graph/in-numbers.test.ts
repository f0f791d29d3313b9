import { expect, test } from "vitest";
import type { Named, Op, Settings, Traced } from "#core/ops/define";
import { ops } from "#core/ops/index";
import { seededRandom } from "#core/tensor/random";
import { fromNested, type Nested, type Shape, sizeOf, type Tensor, tensor, zeros } from "#core/tensor/tensor";
import { evaluateLine } from "./fixtures/evaluate-tex";
import { inNumbers } from "./in-numbers";

const opOf = (type: string) => ops.find((op) => op.type === type) as Op;
const random = seededRandom(7);

function drawn(shape: Shape, [low, high]: readonly [number, number] = [-1.5, 1.5]): Tensor {
  return tensor(
    shape,
    Array.from({ length: sizeOf(shape) }, () => low + (high - low) * random.uniform()),
  );
}

/** Runs an op both ways with these tensors, and puts the numbers into its formulas. */
function lines(
  op: Op,
  inputs: Named<Tensor>,
  params: Named<Tensor>,
  config: Settings["config"],
  write: (x: number) => string,
  dOut?: Tensor,
) {
  const settings: Settings = {
    config: {
      ...Object.fromEntries(Object.entries(op.config).map(([name, field]) => [name, field.default])),
      ...config,
    },
    params,
  };
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const result = op.shape(shapes, settings);
  if (!("out" in result)) throw new Error(JSON.stringify(result.faults));
  const trace = (value: Tensor): Traced => ({ value, grad: zeros(value.shape) });
  const traceAll = (named: Named<Tensor>) =>
    Object.fromEntries(Object.entries(named).map(([name, value]) => [name, trace(value)]));
  const site = {
    inputs: traceAll(inputs),
    params: traceAll(params),
    config: settings.config,
    out: trace(zeros(result.out)),
  };
  const program = op.build(site);
  program.forward();
  site.out.grad?.data.set((dOut ?? drawn(result.out)).data);
  program.backward();
  const known = ({ shape, data }: Tensor) => ({ shape, head: data.subarray(0, 16) });
  const knownTraced = ({ value, grad }: Traced) => ({ value: known(value), grad: grad && known(grad) });
  const map = <T, U>(named: Named<T>, change: (each: T) => U) =>
    Object.fromEntries(Object.entries(named).map(([name, each]) => [name, change(each)]));
  return inNumbers(
    op,
    settings,
    {
      out: knownTraced(site.out),
      inputs: map(site.inputs, knownTraced),
      params: map(site.params, knownTraced),
      saved: map(program.saved ?? {}, known),
    },
    write,
  );
}

const flat = ({ forward, backward }: Pick<ReturnType<typeof lines>, "forward" | "backward">) =>
  [...forward, ...backward].flatMap((put) => put?.lines ?? []);
const flatSteps = ({ steps }: ReturnType<typeof lines>) =>
  flat({ forward: steps.forward.flat(), backward: steps.backward.flat() });
const exactly = (x: number) => x.toPrecision(17).replace(/e([+-]\d+)$/, " \\cdot 10^{$1}");
const three = (x: number) => String(Number(x.toPrecision(3)));
const nested = (named: Named<Nested>) =>
  Object.fromEntries(Object.entries(named).map(([name, entries]) => [name, fromNested(entries)]));

test.each(ops)("every line of numbers is true: $type", (op) => {
  let seen = 0;
  for (const lead of [[], [1], [2], [2, 1]]) {
    for (const sample of op.samples(lead)) {
      const draw = (named: Named<Shape> = {}) =>
        Object.fromEntries(
          Object.entries(named).map(([name, shape]) => [name, drawn(shape, sample.within?.[name] ?? [0.1, 1.5])]),
        );
      const config = sample.config ?? {};
      const put = lines(op, draw(sample.inputs), draw(sample.params), config, exactly);
      // What is not written of a long sum cannot be added up; there is a test of its own for that.
      for (const line of [...flat(put), ...flatSteps(put)].filter((each) => !each.includes("\\cdots"))) {
        const sides = evaluateLine(line);
        for (const side of sides.slice(1)) {
          for (const [at, entry] of side.flat().entries())
            expect(entry, line).toBeCloseTo(sides[0]?.flat()[at] ?? Number.NaN, 9);
        }
        seen += 1;
      }
    }
  }
  // Of data alone, numbers say no more than the table does.
  expect(seen > 0).toBe(op.type !== "Input");
});

test("a sigmoid: each entry of the gradient, factor by factor, seed (19)", () => {
  const put = lines(opOf("Sigmoid"), nested({ x: [0.7, -1.45] }), {}, {}, three, fromNested([0.668, -0.81]));
  expect(put.forward).toEqual([
    {
      lines: ["0.668 = \\sigma(0.7) = \\frac{1}{1 + e^{-0.7}}", "0.19 = \\sigma(-1.45) = \\frac{1}{1 + e^{-(-1.45)}}"],
      all: 2,
    },
  ]);
  expect(put.backward[0]?.lines).toEqual([
    "0.148 = 0.668 \\times \\sigma(0.7) \\times (1 - \\sigma(0.7))",
    "-0.125 = -0.81 \\times \\sigma(-1.45) \\times (1 - \\sigma(-1.45))",
  ]);
});

test("a layer: sums are written out, and the gradients are products of small matrices, seed (29), (38), (43)", () => {
  const weight = [
    [0.2, -0.4],
    [0.5, 0.3],
    [1, 2],
  ];
  const given = nested({ weight, bias: [1, 0, 0] });
  const put = lines(opOf("Linear"), nested({ x: [0.5, -1] }), given, {}, three, fromNested([2, 0, 1]));
  expect(put.forward[0]?.lines[0]).toBe("1.5 = 0.2 \\times 0.5 + (-0.4) \\times (-1) + 1");
  expect(put.backward.map((line) => line?.lines[0])).toEqual([
    "\\begin{bmatrix} 1 & -2 \\\\ 0 & 0 \\\\ 0.5 & -1 \\end{bmatrix} = \\begin{bmatrix} 2 & 0 & 1 \\end{bmatrix}^{\\top} \\begin{bmatrix} 0.5 & -1 \\end{bmatrix}",
    "\\begin{bmatrix} 1.4 & 1.2 \\end{bmatrix} = \\begin{bmatrix} 2 & 0 & 1 \\end{bmatrix}\\, \\begin{bmatrix} 0.2 & -0.4 \\\\ 0.5 & 0.3 \\\\ 1 & 2 \\end{bmatrix}",
    // ∂C/∂b is ∂C/∂z: a line would say no more.
    undefined,
  ]);
});

test("one neuron needs no matrices, seed (13) and (18)", () => {
  const put = lines(opOf("Linear"), nested({ x: [0.5] }), nested({ weight: [[2]] }), {}, three, fromNested([3]));
  expect(flat(put)).toEqual(["1 = 2 \\times 0.5", "1.5 = 3 \\times 0.5", "6 = 3 \\times 2"]);
});

test("the chain rule of an expression, seed (9)", () => {
  const config = { expression: "ln(x^-4 + x^4)" };
  const put = lines(opOf("Expression"), nested({ x: 2 }), {}, config, three, fromNested(1));
  expect(put.forward[0]?.lines).toEqual(["2.78 = \\ln(2^{-4} + 2^{4})"]);
  expect(put.backward[0]?.lines[0]).toMatch(/^1\.98 = 1 \\times /);
});

test("the mean of squares has its n, and long sums are left to the table", () => {
  const loss = (...prediction: number[]) =>
    lines(opOf("Loss"), nested({ prediction, target: prediction.map(() => 1) }), {}, {}, three, fromNested(1));
  expect(loss(3, 1).forward[0]?.lines).toEqual(["2 = \\frac{1}{2} \\times ((3 - 1)^2 + (1 - 1)^2)"]);
  expect(loss(3, 1).backward[0]?.lines).toEqual([
    "2 = 1 \\times \\frac{2}{2} \\times (3 - 1)",
    "0 = 1 \\times \\frac{2}{2} \\times (1 - 1)",
  ]);
  expect(loss(1, 2, 3, 4, 5).forward[0]).toBeNull();
  expect(loss(1, 2, 3, 4, 5).backward[0]).toMatchObject({ all: 5 });
  expect(loss(1, 2, 3, 4, 5).backward[0]?.lines).toHaveLength(3);
});

test("a convolution: the first entries, without terms beyond the ends of the signal, seed (65)", () => {
  const params = nested({ mu: 0, sigma: 1 });
  const put = lines(
    opOf("GaussianConv"),
    nested({ x: [1, -2, 3] }),
    params,
    { radius: 1, scaled: false },
    three,
    fromNested([1, 0, 0]),
  );
  expect(put.forward[1]).toEqual({
    lines: [
      "-0.213 = (-2) \\times 0.607 + 1 \\times 1",
      "0.426 = 3 \\times 0.607 + (-2) \\times 1 + 1 \\times 0.607",
      "1.79 = 3 \\times 1 + (-2) \\times 0.607",
    ],
    all: 3,
  });
  const long = nested({ x: [1, 2, 3, 4, 5, 6, 7] });
  const wide = lines(opOf("GaussianConv"), long, params, { radius: 6, scaled: false }, three);
  expect(wide.forward[1]?.lines[0]).toBe("2.67 = 2 \\times 0.607 + 1 \\times 1 + \\cdots");
});

test("what goes back through a filter: to its signal, its centre and its width, seed (66)–(80)", () => {
  const given = nested({ mu: 0, sigma: 1 });
  const put = lines(
    opOf("GaussianConv"),
    nested({ x: [1, -2, 3] }),
    given,
    { radius: 1, scaled: false },
    three,
    fromNested([1, 0, -1]),
  );
  const [byMu, bySigma, byM, dMu, dSigma, dX] = put.backward;
  expect(byMu?.lines[0]).toMatch(/^-0\.607 = \\frac\{-1 - 0\}\{1\^2\}/);
  expect(bySigma?.lines[2]).toMatch(/^0\.607 = \\frac\{\(1 - 0\)\^2\}\{1\^3\}/);
  expect(byM?.lines[0]).toMatch(/^0\.607 = \\frac\{0 - \(-1\)\}\{1\^2\}/);
  expect(dMu).toEqual({ lines: ["2.43 = 1 \\times 1.21 + 0 \\times (-1.21) + (-1) \\times (-1.21)"], all: 1 });
  expect(dSigma?.lines).toEqual(["0 = 1 \\times (-1.21) + 0 \\times 2.43 + (-1) \\times (-1.21)"]);
  expect(dX?.lines[0]).toBe("1 = 1 \\times 1 + 0 \\times 0.607");
});

test("of many kernels the gradient to the signal begins with the terms of the first, seed (81)", () => {
  const two = nested({ mu: [0, 0], sigma: [1, 2] });
  const config = { radius: 0, scaled: false };
  const dOut = fromNested([
    [1, 2],
    [3, 4],
  ]);
  const put = lines(opOf("GaussianConv"), nested({ x: [1, -2] }), two, config, three, dOut);
  expect(put.backward[5]).toEqual({ lines: ["4 = 1 \\times 1 + \\cdots", "6 = 2 \\times 1 + \\cdots"], all: 2 });
});

test("a fused neuron: the slope of the sigmoid has its number, seed (19) and (33)", () => {
  const put = lines(opOf("LinearSigmoid"), nested({ x: [0.5] }), nested({ weight: [[2]] }), {}, three, fromNested([3]));
  expect(flat(put)).toEqual([
    "1 = 2 \\times 0.5",
    "0.731 = \\sigma(1)",
    "0.197 = \\sigma(1) \\times (1 - \\sigma(1))",
    "0.295 = (3 \\times 0.197) \\times 0.5",
    "1.18 = (3 \\times 0.197) \\times 2",
  ]);
});

test("where C does not depend on the node, only the way forward has numbers", () => {
  const known = { value: { shape: [], head: [0.5] }, grad: null };
  const site = { out: known, inputs: { x: known }, params: {}, saved: {} };
  const put = inNumbers(opOf("Tanh"), { config: {}, params: {} }, site, three);
  expect(put.forward[0]?.lines).toEqual(["0.5 = \\tanh(0.5)"]);
  expect(put.backward).toEqual([null]);
});
