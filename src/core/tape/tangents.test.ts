import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { sketch } from "#core/graph/fixtures/sketch";
import type { Graph } from "#core/graph/graph";
import { seededRandom } from "#core/tensor/random";
import { conformance, conformanceGraph } from "./fixtures/conformance";
import { modeCosts } from "./mode-cost";
import { readTape } from "./readings";
import { scoreOf } from "./score";
import { sumOf } from "./shares";
import { costTangent, type Direction, forwardMode, tangentsAlong } from "./tangents";
import { backward, compile, forward, type Seed, type Tape } from "./tape";

function run(graph: Graph, seed: Seed | null = null): Tape {
  const tape = compile(analyse(graph), seed);
  forward(tape);
  backward(tape);
  return tape;
}

/** A direction in every param of a tape, the same each time. */
function everywhere(tape: Tape): readonly Direction[] {
  const random = seededRandom(3);
  return tape.entries.flatMap(({ node, params }) =>
    Object.entries(params).map(([param, { value }]) => ({
      node: node.id,
      param,
      tangent: value.data.map(() => 2 * random.uniform() - 1),
    })),
  );
}

/** Σ ∂C/∂param ẋ over all params, and the sum of the magnitudes of its terms. */
function alongGradients(tape: Tape, along: readonly Direction[]) {
  let [sum, size] = [0, 0];
  for (const { node, param, tangent } of along) {
    const grad = tape.entries[tape.places.get(node) ?? -1]?.params[param]?.grad;
    for (const [at, entry] of (grad?.data ?? []).entries()) {
      sum += entry * (tangent[at] as number);
      size += Math.abs(entry * (tangent[at] as number));
    }
  }
  return { sum, size };
}

const chosen = conformance.filter(({ name }) => !/^random-7-0[2-9]/.test(name));

describe("forward mode", () => {
  it.each(chosen)("says of C what reverse mode says, and touches nothing: $name", ({ graph }) => {
    const tape = run(graph);
    const before = [tape.values.slice(), tape.grads.slice()];
    const along = everywhere(tape);
    const { sum, size } = alongGradients(tape, along);
    const rate = costTangent(tape, tangentsAlong(tape, along)) as number;
    expect(Math.abs(rate - sum)).toBeLessThanOrEqual(1e-12 * (1 + size));
    expect([tape.values, tape.grads]).toEqual(before);
  });

  it.each(chosen.slice(0, 12))(
    "says of each output what reverse mode says that is seeded there: $name",
    ({ graph }) => {
      const forwarded = run(graph);
      const along = everywhere(forwarded);
      const { outs } = tangentsAlong(forwarded, along);
      for (const [place, { node, out }] of forwarded.entries.entries()) {
        for (const index of [0, out.value.data.length - 1, "all"] as const) {
          const { sum, size } = alongGradients(run(graph, { node: node.id, index }), along);
          const dot = outs[place]?.data ?? new Float64Array(out.value.data.length);
          const rate = index === "all" ? dot.reduce((total, each) => total + each, 0) : (dot[index] as number);
          expect(Math.abs(rate - sum)).toBeLessThanOrEqual(1e-12 * (1 + size));
        }
      }
    },
  );

  it("moves what the direction leads to, and nothing else", () => {
    const tape = run(
      sketch("x:Input > a:Tanh; y:Input > b:Tanh; a > m:Multiply.a; b > m.b", { "x.value": 0, "y.value": 1 }),
    );
    const { outs } = tangentsAlong(tape, [{ node: "x", param: "value", tangent: [2] }]);
    const moved = Object.fromEntries(tape.entries.map(({ node }, place) => [node.id, outs[place]?.data[0] ?? null]));
    expect(moved).toEqual({ x: 2, a: 2, m: 2 * Math.tanh(1), y: null, b: null });
    expect(costTangent(tape, { ...forwardMode(tape, []) })).toBeNull();
  });

  it("refuses a param that is not there, and a tangent of another size", () => {
    const tape = run(sketch("x:Input", { "x.value": [1, 2] }));
    expect(() => forwardMode(tape, [{ node: "x", param: "weight" }])).toThrow(RangeError);
    expect(() => forwardMode(tape, [{ node: "nobody", param: "value" }])).toThrow(RangeError);
    expect(() => tangentsAlong(tape, [{ node: "x", param: "value", tangent: [1] }])).toThrow(RangeError);
  });

  it("costs a pass for each entry that moves, where reverse mode costs one for each scalar", () => {
    const tape = run(conformanceGraph("deep"));
    const grads = tape.grads.slice();
    const along = everywhere(tape);
    const { forward: pushes, reverse } = modeCosts(tape, forwardMode(tape, along), () => performance.now(), 2);
    expect(pushes.passes).toBe(along.reduce((sum, { tangent }) => sum + tangent.length, 0));
    expect(reverse.passes).toBe(2);
    for (const { passes, each, all } of [pushes, reverse]) {
      expect(each).toBeGreaterThan(0);
      expect(all).toBe(passes * each);
    }
    expect(tape.grads).toEqual(grads);
  });
});

describe("a tape that is seeded in place of C", () => {
  const graph = sketch("x:Input > s:Sigmoid > C:Loss.prediction; y:Input > C.target; x > t:Tanh", {
    "x.value": [0, 1],
    "y.value": [0, 0],
  });

  it("has gradients of the seed's scalar where it depends on something, and no others", () => {
    const tape = run(graph, { node: "t", index: 1 });
    const grads = Object.fromEntries(tape.entries.map(({ node, out }) => [node.id, out.grad && [...out.grad.data]]));
    expect(grads).toEqual({ x: [0, 1 - Math.tanh(1) ** 2], t: [0, 1], s: null, C: null, y: null });
    expect(
      Array.from(run(graph, { node: "t", index: "all" }).entries[tape.places.get("t") as number]?.out.grad?.data ?? []),
    ).toEqual([1, 1]);
  });

  it("is C's tape where C is the seed", () => {
    expect(run(graph, { node: "C", index: 0 }).grads).toEqual(run(graph).grads);
  });

  it("may be seeded where an output is used further on: what comes later does not count", () => {
    const tape = run(graph, { node: "s", index: "all" });
    expect(Array.from(tape.entries[tape.places.get("s") as number]?.out.grad?.data ?? [])).toEqual([1, 1]);
  });

  it("is read, stepped through and summed up by its seed", () => {
    const tape = run(graph, { node: "t", index: 1 });
    const place = tape.places.get("t") as number;
    expect(readTape(tape).nodes.get("t")?.seed?.head).toEqual([0, 1]);
    expect(readTape(tape).nodes.get("C")?.seed).toBeNull();
    expect(Array.from(sumOf(tape.entries[place] as Tape["entries"][number], 0).data)).toEqual([0, 1]);
    const { steps } = scoreOf(analyse(graph), place);
    expect(steps.flatMap((step) => (step.phase === "backward" ? step.node : []))).toEqual(["t", "x"]);
  });

  it("refuses a place that is not there", () => {
    for (const seed of [
      { node: "nobody", index: 0 },
      { node: "t", index: 2 },
      { node: "t", index: -1 },
      { node: "t", index: 0.5 },
    ]) {
      expect(() => compile(analyse(graph), seed)).toThrow(RangeError);
    }
  });
});
