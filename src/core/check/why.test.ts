import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { sketch } from "#core/graph/fixtures/sketch";
import type { Graph } from "#core/graph/graph";
import { conformance, conformanceGraph } from "#core/tape/fixtures/conformance";
import { backward, compile, forward, type Tape } from "#core/tape/tape";
import type { GradPlace } from "./grad-place";
import { type Jacobian, jacobian, LARGEST_JACOBIAN } from "./jacobian";
import { pathsFrom } from "./paths";
import { why } from "./why";

function run(graph: Graph): Tape {
  const tape = compile(analyse(graph));
  forward(tape);
  backward(tape);
  return tape;
}

/** Every gradient on a tape, with the tensor that it is of. */
function placesOf(tape: Tape): readonly GradPlace[] {
  return tape.entries.flatMap(({ node, live, params, outgoing }): readonly GradPlace[] => {
    if (!live) return [];
    const edges = outgoing.flatMap(({ edge, grad }) => (grad ? edge.id : []));
    return [
      { kind: "out", node: node.id },
      ...Object.keys(params).map((param): GradPlace => ({ kind: "param", node: node.id, param })),
      ...edges.map((edge): GradPlace => ({ kind: "edge", edge })),
    ];
  });
}

function expectClose(actual: number, expected: number, size: number, title: string): void {
  if (!(Math.abs(actual - expected) <= 1e-12 * (1 + size))) expect.fail(`${title}: ${actual} is not ${expected}`);
}

const chosen = conformance.filter(({ name }) => !/^random-7-0([2-9]|1[1-9])/.test(name));

describe("every entry of every gradient", () => {
  it.each(chosen)("is the sum of its terms, and nothing on the tape is touched: $name", ({ graph }) => {
    const tape = run(graph);
    const before = [tape.values.slice(), tape.grads.slice()];
    for (const place of placesOf(tape)) {
      const title = JSON.stringify(place);
      expect(why(tape, place, 0, 3), title).not.toBeNull();
      for (let at = 0, answer = why(tape, place, at, 3); answer; at += 1, answer = why(tape, place, at, 3)) {
        const { terms, rest, total, sum } = answer;
        const size = terms.reduce((all, term) => all + Math.abs("value" in term ? term.value : term.product), 0);
        expectClose(sum, total, size, title);
        expect(terms.length, title).toBeLessThanOrEqual(3);
        if (rest.count > 0) expect(terms, title).toHaveLength(3);
      }
    }
    expect([tape.values, tape.grads]).toEqual(before);
  });

  it.each(chosen)("is the sum over its paths to C: $name", ({ graph }) => {
    const tape = run(graph);
    for (const place of placesOf(tape)) {
      for (const at of [0, 1]) {
        const found = pathsFrom(tape, place, at, 4096);
        if (!found?.complete) continue;
        expect(found.paths).toHaveLength(found.count);
        const size = found.paths.reduce((all, { contribution }) => all + Math.abs(contribution), 0);
        const sum = found.paths.reduce((all, { contribution }) => all + contribution, 0);
        expectClose(sum, found.total, size, JSON.stringify(place));
      }
    }
  });
});

describe("a local Jacobian", () => {
  it.each(chosen)("is the same by columns, pushed forward, as by rows, brought back: $name", ({ graph }) => {
    const tape = run(graph);
    for (const place of placesOf(tape)) {
      if (place.kind === "out") continue;
      const { rows, columns, matrix } = jacobian(tape, place) as Jacobian;
      expect(matrix.shape).toEqual([rows, columns]);
      for (let k = 0; k < Math.min(columns, 3); k += 1) {
        const column = jacobian(tape, place, { rows: [0, rows], columns: [k, k + 1] }) as Jacobian;
        for (let j = 0; j < Math.min(rows, 3); j += 1) {
          const row = jacobian(tape, place, { rows: [j, j + 1], columns: [0, columns] }) as Jacobian;
          const entry = matrix.data[j * columns + k] as number;
          expectClose(column.matrix.data[j] as number, entry, Math.abs(entry), "column");
          expectClose(row.matrix.data[k] as number, entry, Math.abs(entry), "row");
        }
      }
    }
  });

  it("is given by its size alone where it is too large, and in windows then", () => {
    const tape = run(
      sketch("x:Input > s:Sigmoid > t:Sum > C:Loss.prediction; y:Input > C.target", {
        "x.value": Array.from({ length: 2000 }, (_, at) => at / 1000),
        "y.value": 0,
      }),
    );
    const place: GradPlace = { kind: "edge", edge: "x-s.x" };
    const whole = jacobian(tape, place);
    expect(whole).toEqual({ rows: 2000, columns: 2000, out: [2000], x: [2000] });
    expect(2000 * 2000).toBeGreaterThan(LARGEST_JACOBIAN);
    const { matrix, window } = jacobian(tape, place, { rows: [0, 2], columns: [-5, 2] }) as Jacobian;
    expect(window).toEqual({ rows: [0, 2], columns: [0, 2] });
    expect(Array.from(matrix.data)).toEqual([0.25, 0, 0, expect.closeTo(0.25, 6)]);
  });
});

describe("why a number is what it is", () => {
  // C = (a + b − 0)² with a = 3x and b = x², all scalars, at x = 2: C = 100, ∂C/∂x = 2·10·(3 + 4) = 140.
  const forked = () =>
    run(
      sketch(
        "x:Input > three:Multiply.a; k:Input > three.b; x > square:Expression.x; three > s:Add.a; square > s.b; s > C:Loss.prediction; zero:Input > C.target",
        { "x.value": 2, "k.value": 3, "square.expression": "x^2", "zero.value": 0 },
      ),
    );

  it("names each edge's share of an output's gradient, and the 1 of a cost", () => {
    const tape = forked();
    expect(why(tape, { kind: "out", node: "x" }, 0)).toEqual({
      kind: "sum",
      total: 140,
      sum: 140,
      rest: { count: 0, sum: 0 },
      terms: [
        { edge: "x-square.x", value: 80 },
        { edge: "x-three.a", value: 60 },
      ],
    });
    expect(why(tape, { kind: "out", node: "C" }, 0)).toMatchObject({ terms: [{ edge: null, value: 1 }], total: 1 });
  });

  it("follows each path with its factors", () => {
    expect(pathsFrom(forked(), { kind: "out", node: "x" }, 0)).toEqual({
      count: 2,
      total: 140,
      complete: true,
      rest: { count: 0, sum: 0 },
      paths: [
        {
          contribution: 80,
          steps: [
            { edge: "x-square.x", node: "square", at: 0, factor: 4 },
            { edge: "square-s.b", node: "s", at: 0, factor: 1 },
            { edge: "s-C.prediction", node: "C", at: 0, factor: 20 },
          ],
        },
        {
          contribution: 60,
          steps: [
            { edge: "x-three.a", node: "three", at: 0, factor: 3 },
            { edge: "three-s.a", node: "s", at: 0, factor: 1 },
            { edge: "s-C.prediction", node: "C", at: 0, factor: 20 },
          ],
        },
      ],
    });
  });

  it("takes the partial derivative that was derived by hand, as the backward pass does", () => {
    const tape = run(
      sketch("x:Input > f:Expression.x; f > C:Loss.prediction; y:Input > C.target", {
        "x.value": 3,
        "f.expression": "x^2",
        "f.partials": { x: "10*x" },
        "y.value": 0,
      }),
    );
    expect(why(tape, { kind: "edge", edge: "x-f.x" }, 0)).toMatchObject({
      terms: [{ upstream: 18, local: 30, product: 540 }],
      total: 540,
    });
  });

  it("keeps a term whose slope happens to be 0, and no term that is not there", () => {
    const tape = run(
      sketch("x:Input > z:Linear > a:ReLU > C:Loss.prediction; y:Input > C.target", {
        "x.value": [
          [1, 2],
          [3, 4],
        ],
        "z.weight": [
          [0, 1],
          [0, -1],
          [5, 0],
        ],
        "y.value": [
          [0, 0, 0],
          [0, 0, 0],
        ],
      }),
    );
    const told = (place: GradPlace, at: number) =>
      (why(tape, place, at)?.terms ?? []).flatMap((term) => ("at" in term ? [[term.index, term.local]] : []));
    expect(told({ kind: "edge", edge: "x-z.x" }, 0)).toEqual([
      [[0, 2], 5],
      [[0, 0], 0],
      [[0, 1], 0],
    ]);
    expect(told({ kind: "edge", edge: "z-a.x" }, 1)).toEqual([[[0, 1], 0]]);
    expect(told({ kind: "param", node: "z", param: "weight" }, 5)).toEqual([
      [[1, 2], 4],
      [[0, 2], 2],
    ]);
  });

  it("tells a slope from the NaN of its neighbours", () => {
    const tape = run(
      sketch("x:Input > f:Expression.x; f > C:Loss.prediction; y:Input > C.target", {
        "x.value": [0, -1, 2],
        "f.expression": "x^x",
        "y.value": [0, 0, 0],
        "C.loss": "halfSse",
      }),
    );
    const slope = 4 * (1 + Math.log(2));
    const place: GradPlace = { kind: "edge", edge: "x-f.x" };
    expect(why(tape, place, 2)).toMatchObject({ terms: [{ at: 2, local: slope }], total: 4 * slope, sum: 4 * slope });
    expect(why(tape, place, 1)).toMatchObject({ terms: [{ at: 1, local: Number.NaN }], total: Number.NaN });
    expect(pathsFrom(tape, place, 2)?.paths).toMatchObject([{ contribution: 4 * slope }]);
    const { matrix } = jacobian(tape, place) as Jacobian;
    expect(Array.from(matrix.data)).toEqual([0, 0, 0, 0, Number.NaN, 0, 0, 0, slope]);
  });

  it("has no answer where there is no gradient", () => {
    const tape = run(
      sketch("x:Input > s:Sum; x > C:Loss.prediction; y:Input > C.target", { "x.value": 1, "y.value": 0 }),
    );
    const none: readonly (readonly [GradPlace, number])[] = [
      [{ kind: "out", node: "nobody" }, 0],
      [{ kind: "out", node: "s" }, 0],
      [{ kind: "out", node: "x" }, 1],
      [{ kind: "edge", edge: "x-s.x" }, 0],
      [{ kind: "edge", edge: "nothing" }, 0],
      [{ kind: "param", node: "x", param: "constructor" }, 0],
      [{ kind: "param", node: "x", param: "value" }, -1],
    ];
    for (const [place, at] of none) {
      expect(why(tape, place, at), JSON.stringify(place)).toBeNull();
      expect(pathsFrom(tape, place, at), JSON.stringify(place)).toBeNull();
    }
  });

  it("finds the largest among paths that are too many to follow, and what the others add up to", () => {
    const links = Array.from({ length: 60 }, (_, at) => `s${at} > s${at + 1}:Add.a; s${at} > s${at + 1}.b`).join("; ");
    const tape = run(
      sketch(`s0:Input; ${links}; s60 > C:Loss.prediction; y:Input > C.target`, {
        "s0.value": 2 ** -60,
        "y.value": 0,
      }),
    );
    const found = pathsFrom(tape, { kind: "out", node: "s0" }, 0);
    expect(found).toMatchObject({ count: 2 ** 60, complete: false, total: 2 ** 61 });
    expect(found?.paths).toHaveLength(256);
    expect(found?.paths[0]).toMatchObject({ contribution: 2, steps: { length: 61 } });
    expect(found?.rest).toEqual({ count: 2 ** 60 - 256, sum: 2 ** 61 - 512 });
  });

  it("stays quick along a chain of 3,000 nodes", () => {
    const chain = Array.from({ length: 3000 }, (_, at) => `n${at} > n${at + 1}:Tanh`).join("; ");
    const tape = run(
      sketch(`n0:Input; ${chain}; n3000 > C:Loss.prediction; y:Input > C.target`, {
        "n0.value": 0.01,
        "y.value": 0,
      }),
    );
    const found = pathsFrom(tape, { kind: "out", node: "n0" }, 0);
    expect(found?.paths[0]?.steps).toHaveLength(3001);
    expect(found?.paths[0]?.contribution).toBeCloseTo(found?.total ?? Number.NaN, 12);
  });

  it("answers for the deep conformance graph at any place", () => {
    const tape = run(conformanceGraph("deep"));
    for (const place of placesOf(tape)) expect(why(tape, place, 0)?.terms.length).toBeGreaterThan(0);
  });
});
