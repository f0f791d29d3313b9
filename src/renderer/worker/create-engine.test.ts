import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { setParam } from "#core/document/commands";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { analyse } from "#core/graph/analyse";
import { paramEdits } from "#core/graph/param-edits";
import { scoreOf } from "#core/tape/score";
import type { ToldEntry } from "#core/telling/told-formula";
import { copyOf } from "#core/tensor/tensor";
import { createEngine } from "./create-engine";
import type { Run } from "./protocol";

const folder = new URL("../../../resources/lessons/", import.meta.url);
const lessons = readdirSync(folder).filter((name) => name.endsWith(".gradwire"));

function lesson(name: string): Document {
  const { document } = parseDocument(readFileSync(new URL(name, folder), "utf8"));
  if (!document) throw new Error(`${name} cannot be opened`);
  return document;
}

/** What a run says, without how long it took. */
function said({ milliseconds, revision, ...rest }: Run) {
  return rest;
}

test.each(lessons)("%s: an edit of a number says what a whole run of the edited graph says", (name) => {
  const before = lesson(name);
  for (const { id, params } of before.graph.nodes) {
    const [param, value] = Object.entries(params)[0] ?? [];
    if (!param || !value) continue;
    const moved = copyOf(value);
    moved.data[0] = (moved.data[0] ?? 0) + 0.125;
    const { graph } = setParam(before, id, param, moved);
    const engine = createEngine();
    engine.run(before.graph, 1);
    const edits = paramEdits(before.graph, graph);
    expect(edits).toEqual([{ node: id, param, value: moved }]);
    expect(said(engine.edit(edits ?? [], 2))).toEqual(said(createEngine().run(graph, 2)));
  }
});

test("whole tensors are copies, so that they stay what they were in their run", () => {
  const engine = createEngine();
  const { graph } = lesson(lessons[0] ?? "");
  engine.run(graph, 1);
  const place = { kind: "out", node: graph.nodes[0]?.id ?? "" } as const;
  const [first, second] = [engine.read(place), engine.read(place)];
  expect(first?.revision).toBe(1);
  expect(first?.value.tensor.data).toEqual(second?.value.tensor.data);
  expect(first?.value.tensor.data.buffer).not.toBe(second?.value.tensor.data.buffer);
});

test("an edit of a node that cannot run changes nothing and breaks nothing", () => {
  const engine = createEngine();
  const { graph } = lesson(lessons[0] ?? "");
  const { cost } = engine.run(graph, 1);
  const value = { shape: [1], data: Float64Array.of(1) };
  expect(engine.edit([{ node: "nowhere", param: "value", value }], 2)).toMatchObject({ revision: 2, cost });
});

test("a value comes as far as the end of an edge whose node cannot run", () => {
  const engine = createEngine();
  const { graph } = lesson(lessons[0] ?? "");
  const nodes = graph.nodes.map((node) => (node.type === "Linear" ? { ...node, params: {} } : node));
  const { edges } = engine.run({ ...graph, nodes }, 1);
  const [first, ...others] = graph.edges;
  expect(edges.get(first?.id ?? "")).toMatchObject({ value: { head: [0.5, -1, 2] }, grad: null });
  expect(engine.read({ kind: "edge", edge: first?.id ?? "" })?.value.tensor.shape).toEqual([3]);
  expect(others.filter(({ source }) => source !== "y" && source !== "x").some(({ id }) => edges.has(id))).toBe(false);
});

test("the gradients that a training step goes by are copies of those of the last run", () => {
  const engine = createEngine();
  expect(engine.grads()).toBeNull();
  const { graph } = lesson("04-one-neuron.gradwire");
  engine.run(graph, 7);
  const given = engine.grads();
  expect(given?.revision).toBe(7);
  expect(given?.grads.map(({ node, param }) => `${node}.${param}`)).toEqual(["z.weight"]);
  const whole = engine.read({ kind: "param", node: "z", param: "weight" })?.grad?.tensor;
  expect(given?.grads[0]?.grad).toEqual(whole);
  given?.grads[0]?.grad.data.fill(0);
  expect(engine.grads()?.grads[0]?.grad).toEqual(whole);
});

test("why: an output that goes one way only is explained at its edge, and the largest entry is found", () => {
  const engine = createEngine();
  engine.run(lesson("01-sigmoid-layer.gradwire").graph, 1);
  const told = engine.why({ place: { kind: "out", node: "z" }, at: "largest" });
  const whole = engine.read({ kind: "out", node: "z" })?.grad?.tensor.data ?? new Float64Array();
  const largest = whole.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
  expect(told?.place.kind).toBe("edge");
  expect(told?.why).toMatchObject({ kind: "chain", total: largest });
  expect(engine.why({ place: { kind: "out", node: "nobody" }, at: 0 })).toBeNull();
});

test("a seed: gradients are those of its scalar, none go into training, and one that is gone is let go", () => {
  const { graph } = lesson("01-sigmoid-layer.gradwire");
  const engine = createEngine();
  const { seeded } = engine.run(graph, 1, { node: "z", index: "all" });
  expect(seeded).toMatchObject({ seed: { node: "z", index: "all" }, size: 2 });
  expect(Array.from(engine.read({ kind: "out", node: "z" })?.grad?.tensor.data ?? [])).toEqual([1, 1]);
  expect(engine.grads()).toBeNull();
  expect(engine.run(graph, 2, { node: "z", index: 2 }).seeded).toBeNull();
  expect(engine.grads()).not.toBeNull();
});

test.each(lessons)("%s: an entry that is pushed forward moves C as fast as its gradient says", (name) => {
  const { graph } = lesson(name);
  const engine = createEngine();
  engine.run(graph, 1);
  for (const { id, params } of graph.nodes) {
    const [param] = Object.keys(params);
    const pushed = param === undefined ? null : engine.push({ node: id, param, at: 0 });
    if (!pushed || pushed.cost === null) continue;
    expect(Math.abs(pushed.cost - pushed.grad)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(pushed.grad)));
  }
  expect(engine.push({ node: "nobody", param: "value", at: 0 })).toBeNull();
});

test.each(lessons)("%s: every step is told with numbers in all its lines, in the run that it is of", (name) => {
  const engine = createEngine();
  const { graph } = lesson(name);
  engine.run(graph, 7);
  const { steps } = scoreOf(analyse(graph));
  expect(engine.tell(0, "first")).toBeNull();
  for (const [at, step] of steps.entries()) {
    for (const entry of ["first", "largest"] as const) {
      const told = engine.tell(at + 1, entry);
      expect(told).toMatchObject({ revision: 7, position: at + 1 });
      if (step.phase === "seed") continue;
      for (const { formula, numbers } of told?.text.formulas ?? []) {
        const [left, right] = formula.sides;
        // That a value is another needs no numbers, and a sum that a step adds to is numbers by itself.
        const isNumbers = left?.kind === "entry" && left.of.role === "node";
        const isCopy = left?.kind === "entry" && !left.grad && right?.kind === "entry";
        if (isNumbers || isCopy || formula.sides.length < 2) continue;
        expect(numbers?.lines, `${name}, step ${at + 1}`).toHaveLength(1);
        expect(formula.derivation).toBeUndefined();
      }
    }
  }
});

test("a step is told of the entry that is asked for, and of the first where its formula has no such entry", () => {
  const engine = createEngine();
  const { graph } = lesson("08-xor.gradwire");
  engine.run(graph, 1);
  const { steps } = scoreOf(analyse(graph));
  const position = steps.findIndex(({ phase }, at) => phase === "backward" && at === steps.length - 3) + 1;
  const node = (steps[position - 1] as { readonly node: string }).node;
  const indexes = (entry: ToldEntry) =>
    engine.tell(position, entry)?.text.formulas.map(({ numbers }) => numbers?.lines[0]?.index);
  expect(graph.nodes.find(({ id }) => id === node)?.type).toBe("Linear");
  expect(indexes("first")).toEqual([[0, 0], [0, 0], [0]]);
  expect(indexes({ role: "input", name: "x", at: 7 })).toEqual([[3, 1], [0, 0], [0]]);
  expect(indexes({ role: "param", name: "weight", at: 3 })).toEqual([[0, 0], [1, 1], [0]]);
  expect(indexes({ role: "param", name: "bias", at: 9 })).toEqual([[0, 0], [0, 0], [0]]);
  expect(indexes("largest")?.[0]).toEqual([3, 0]);
});
