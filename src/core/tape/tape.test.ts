import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { backward, backwardEntry, compile, costOf, type Entry, forward, forwardEntry, type Tape } from "./tape";

function run(text: string, details: Details): Tape {
  const tape = compile(analyse(sketch(text, details)));
  forward(tape);
  backward(tape);
  return tape;
}

function entryOf(tape: Tape, id: string): Entry {
  return tape.entries[tape.places.get(id) as number] as Entry;
}

/** An output's gradient, or null. */
function gradOf(tape: Tape, id: string): readonly number[] | null {
  const { grad } = entryOf(tape, id).out;
  return grad && [...grad.data];
}

/** The contribution of each edge from a node, by edge id. */
function shares(tape: Tape, id: string): Readonly<Record<string, readonly number[] | null>> {
  return Object.fromEntries(
    entryOf(tape, id).outgoing.map(({ edge, grad }) => [edge.id, grad && [...grad.data]] as const),
  );
}

describe("an edge has its own contribution, and an output the sum", () => {
  it("over a fan-out to several nodes, Vicas 2022 (10)", () => {
    const tape = run(
      "t:Input > a:Expression.t; t > b:Expression.t; a > z:Multiply.a; b > z.b; z > C:Loss.prediction; t > C.target",
      {
        "t.value": 3,
        "a.expression": "2*t",
        "b.expression": "5*t",
        "C.loss": "halfSse",
      },
    );
    // z = 10 t² = 90, C = (z − t)² / 2, so ∂C/∂z = 87 and ∂z/∂t = 20 t.
    expect(shares(tape, "t")).toEqual({ "t-a.t": [87 * 15 * 2], "t-b.t": [87 * 6 * 5], "t-C.target": [-87] });
    expect(gradOf(tape, "t")).toEqual([87 * (60 - 1)]);
  });

  it("over two handles of the same node", () => {
    const tape = run("x:Input > m:Multiply.a; x > m.b; m > s:Sum > C:Loss.prediction; y:Input > C.target", {
      "x.value": [3, 5],
      "y.value": 0,
      "C.loss": "halfSse",
    });
    expect(shares(tape, "x")).toEqual({ "x-m.a": [34 * 3, 34 * 5], "x-m.b": [34 * 3, 34 * 5] });
    expect(gradOf(tape, "x")).toEqual([34 * 6, 34 * 10]);
  });

  it("over a path that leads to C and one that does not, which brings nothing", () => {
    const tape = run("x:Input > C:Loss.prediction; y:Input > C.target; x > a:Tanh > b:Sum", {
      "x.value": [3],
      "y.value": [1],
    });
    expect(shares(tape, "x")).toEqual({ "x-C.prediction": [4], "x-a.x": null });
    expect(gradOf(tape, "x")).toEqual([4]);
    expect([gradOf(tape, "a"), gradOf(tape, "b")]).toEqual([null, null]);
    expect(shares(tape, "a")).toEqual({ "a-b.x": null });
  });

  it("over a loss that feeds another: its own 1, and what comes back", () => {
    const tape = run("x:Input > C:Loss.prediction; y:Input > C.target; C > D:Loss.prediction; y > D.target", {
      "x.value": 3,
      "y.value": 0,
      "C.loss": "halfSse",
      "D.loss": "halfSse",
    });
    // C + D = x²/2 + (x²/2)²/2 at 3: 4.5 + 10.125, and its derivative by C is 1 + 4.5.
    expect(costOf(tape)).toBe(14.625);
    expect(gradOf(tape, "C")).toEqual([5.5]);
    expect(gradOf(tape, "x")).toEqual([16.5]);
  });
});

describe("a tape", () => {
  it("has no gradients without a loss, and no cost", () => {
    const tape = run("x:Input > a:Sigmoid", { "x.value": [0] });
    expect(costOf(tape)).toBeNull();
    expect(gradOf(tape, "a")).toBeNull();
    expect(entryOf(tape, "x").params.value?.grad).toBeNull();
    expect([...entryOf(tape, "a").out.value.data]).toEqual([0.5]);
    expect(tape.grads).toHaveLength(0);
  });

  it("adds up several losses, each with its weight", () => {
    const tape = run("x:Input > C:Loss.prediction; y:Input > C.target; x > D:Loss.prediction; y > D.target", {
      "x.value": [3],
      "y.value": [1],
      "C.weight": 10,
      "D.loss": "l1",
    });
    expect(costOf(tape)).toBe(42);
    expect(gradOf(tape, "x")).toEqual([41]);
  });

  it("runs what can run of a half-built graph", () => {
    const tape = run("x:Input > a:Sigmoid; z:Linear > b:Tanh; x > C:Loss.prediction; b > C.target", { "x.value": [0] });
    expect(tape.entries.map(({ node }) => node.id)).toEqual(["x", "a"]);
    expect([...entryOf(tape, "a").out.value.data]).toEqual([0.5]);
  });

  it("can be empty", () => {
    const tape = run("", {});
    expect(costOf(tape)).toBeNull();
    expect(tape.entries).toEqual([]);
  });

  it("is driven entry by entry as it is driven whole", () => {
    const text = "x:Input > z:Linear > a:Sigmoid > C:Loss.prediction; y:Input > C.target; a > t:Tanh";
    const details = { "x.value": [[0.5, -1]], "z.weight": [[1, 2]], "y.value": [[1]] };
    const whole = run(text, details);
    const steps = compile(analyse(sketch(text, details)));
    for (let place = 0; place < steps.entries.length; place += 1) forwardEntry(steps, place);
    for (let place = steps.entries.length - 1; place >= 0; place -= 1) backwardEntry(steps, place);
    expect(steps.values).toEqual(whole.values);
    expect(steps.grads).toEqual(whole.grads);
  });

  it("keeps every tensor in its two arenas, and the graph's own as they were", () => {
    const graph = sketch("x:Input > z:Linear > C:Loss.prediction; y:Input > C.target", {
      "x.value": [1, 2],
      "z.weight": [[3, 4]],
      "y.value": [0],
    });
    const tape = compile(analyse(graph));
    const weight = graph.nodes[1]?.params.weight;
    for (const { out, params, inputs } of tape.entries) {
      for (const { value, grad } of [out, ...Object.values(params), ...Object.values(inputs)]) {
        expect(value.data.buffer).toBe(tape.values.buffer);
        if (grad) expect(grad.data.buffer).toBe(tape.grads.buffer);
      }
    }
    forward(tape);
    tape.values.fill(9);
    expect([...(weight?.data ?? [])]).toEqual([3, 4]);
  });

  it("runs a chain of 20,000 nodes", () => {
    const stops = Array.from({ length: 20_000 }, (_, at) => `n${at}:Tanh`).join(" > ");
    const tape = run(`x:Input > ${stops} > C:Loss.prediction; y:Input > C.target`, {
      "x.value": [0.001],
      "y.value": [1],
    });
    expect(tape.entries).toHaveLength(20_003);
    expect(gradOf(tape, "x")?.[0]).toBeLessThan(0);
  });
});
