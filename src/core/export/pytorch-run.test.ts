import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { trees } from "#core/expression/fixtures/trees";
import { treeToText } from "#core/expression/text";
import { symbolsOf } from "#core/formula/tree";
import { analyse } from "#core/graph/analyse";
import type { GraphEdge, GraphNode } from "#core/graph/graph";
import type { Json, JsonObject } from "#core/json";
import type { Op } from "#core/ops/define";
import { expression } from "#core/ops/expression";
import { exampleTrial, randomTrials, settingsOf, type Trial } from "#core/ops/fixtures/trials";
import { ops } from "#core/ops/index";
import { backward, compile, forward } from "#core/tape/tape";
import { fromNested, scalar, zeros } from "#core/tensor/tensor";
import { ESCAPED, hostileDocument, hostileTexts } from "./fixtures/hostile";
import { type Outcome, pythonWithTorch, runPython, whyNoTorch } from "./fixtures/real-python";
import { exportPyTorch } from "./pytorch";

/*
 * Exported files run by a real PyTorch: every lesson, and every op on its examples and on all shapes that the laws try it with. All run
 * in one process.
 */

const lessons = new URL("../../../resources/lessons/", import.meta.url);

function openLesson(file: string): Document {
  const { document } = parseDocument(readFileSync(new URL(file, lessons), "utf8"));
  if (!document) throw new Error(`${file} cannot be read`);
  return document;
}

const documents = new Map<string, Document>();
const lessonFiles = readdirSync(lessons).filter((file) => file.endsWith(".gradwire"));
for (const file of lessonFiles) documents.set(file, openLesson(file));
const hostile = hostileTexts.map((text) => `named ${JSON.stringify(text)}`);
for (const [at, text] of hostileTexts.entries()) documents.set(hostile[at] as string, hostileDocument(text));
const expressions = randomExpressions(60);
for (const [title, document] of expressions) documents.set(title, document);
const titlesOf = (op: Op): string[] => {
  const trials = [...op.examples.map((example) => exampleTrial(op, example)), ...randomTrials(op)];
  return trials.map((trial, at) => {
    const title = `${at}: ${trial.title}`;
    documents.set(title, documentOf(op, trial));
    return title;
  });
};
const titles = new Map(ops.map((op) => [op.type, titlesOf(op)]));

/** Expressions of everything that there is, the same each time, at entries 0 and below among others, where their values are finite. */
function randomExpressions(many: number): ReadonlyMap<string, Document> {
  const found = new Map<string, Document>();
  for (const tree of fc.sample(trees, { numRuns: 10 * many, seed: 3 })) {
    const inputs = Object.fromEntries(
      symbolsOf(tree).map((symbol, at) => [symbol, fromNested([[0.3, 1.7, 0], -0.6, [1.2]][at] ?? 1)]),
    );
    const trial = {
      title: treeToText(tree),
      inputs,
      settings: settingsOf(expression, { expression: treeToText(tree) }, {}),
    };
    const document = documentOf(expression, trial);
    const tape = compile(analyse(document.graph));
    forward(tape);
    backward(tape);
    const finite = [...tape.values, ...tape.grads].every(Number.isFinite);
    if (finite && found.size < many) found.set(`random: ${trial.title}`, document);
  }
  return found;
}

/** An op at work on a trial; what comes out is weighed and summed, so that each entry of it has a gradient of its own. */
function documentOf(op: Op, { inputs, settings, title }: Trial): Document {
  const node = (id: string, type: string, params: GraphNode["params"], config: JsonObject = {}): GraphNode => ({
    id,
    type,
    params,
    config,
  });
  const edge = (source: string, target: string, targetHandle: string): GraphEdge => ({
    id: `${source}-${target}.${targetHandle}`,
    source,
    sourceHandle: "out",
    target,
    targetHandle,
  });
  const fed = Object.entries(inputs).map(([handle, value]) => node(`in-${handle}`, "Input", { value }));
  const nodes = [...fed, node("op", op.type, settings.params, settings.config as Readonly<Record<string, Json>>)];
  const edges = Object.keys(inputs).map((handle) => edge(`in-${handle}`, "op", handle));
  if (!op.isCost) {
    const shapes = Object.fromEntries(Object.entries(inputs).map(([handle, { shape }]) => [handle, shape]));
    const result = op.shape(shapes, settings);
    const weights = zeros("out" in result ? result.out : []);
    for (let at = 0; at < weights.data.length; at += 1) weights.data[at] = Math.sin(at + 1);
    nodes.push(node("d", "Input", { value: weights }), node("product", "Multiply", {}), node("sum", "Sum", {}));
    nodes.push(node("floor", "Input", { value: scalar(-1e6) }), node("C", "Loss", {}, { loss: "l1" }));
    edges.push(edge("op", "product", "a"), edge("d", "product", "b"), edge("product", "sum", "x"));
    edges.push(edge("sum", "C", "prediction"), edge("floor", "C", "target"));
  }
  return { meta: { title, description: "", author: "" }, graph: { nodes, edges }, layout: {} };
}

function textOf(document: Document): string {
  const exported = exportPyTorch(document);
  if ("problems" in exported) throw new Error(JSON.stringify(exported.problems));
  return [...exported.pieces].join("");
}

function expectAgreement(outcome: Outcome | undefined, title: string): void {
  if (outcome?.code !== 0) expect.fail(`${title}\n${outcome?.printed}`);
  expect(outcome.printed, title).toMatch(/\nAll \d+ numbers agree with Gradwire\.\n$/);
}

const run = pythonWithTorch === null ? describe.skip : describe;

run(`an exported file that PyTorch runs${whyNoTorch}`, () => {
  let outcomes: ReadonlyMap<string, Outcome> = new Map();

  beforeAll(() => {
    const files = new Map([...documents].map(([title, document]) => [title, textOf(document)]));
    for (const [title, text] of faulty()) files.set(title, text);
    outcomes = runPython(files);
  }, 300_000);

  it.each(lessonFiles)("agrees on every number of %s", (file) => {
    expectAgreement(outcomes.get(file), file);
  });

  it.each(ops.map(({ type }) => type))("agrees on every example and shape of %s", (type) => {
    const all = titles.get(type) ?? [];
    expect(all.length).toBeGreaterThan(6);
    // The one example whose derivative by hand is wrong on purpose, and which gradcheck must find.
    const isWrong = (title: string) => title.includes("even where it is wrong");
    for (const title of all.filter((each) => !isWrong(each))) expectAgreement(outcomes.get(title), title);
    for (const title of all.filter(isWrong)) {
      expect(outcomes.get(title)?.code).toBe(1);
      expect(outcomes.get(title)?.printed).toMatch(/WRONG gradcheck[\s\S]*All \d+ numbers agree with Gradwire, but/);
    }
  });

  it("agrees whatever names are, none of which is ever run", () => {
    for (const title of hostile) {
      expectAgreement(outcomes.get(title), title);
      expect(outcomes.get(title)?.printed).not.toContain(ESCAPED);
    }
  });

  it("agrees on random expressions of all that there is", () => {
    expect(expressions.size).toBe(60);
    for (const title of expressions.keys()) expectAgreement(outcomes.get(title), title);
  });

  it("says no with exit code 1 where a number differs, and by how much", () => {
    for (const title of ["a wrong value", "a wrong gradient"]) {
      expect(outcomes.get(title)?.code, title).toBe(1);
      expect(outcomes.get(title)?.printed, title).toMatch(
        /WRONG[\s\S]*Not all numbers agree with Gradwire: off by up to \d/,
      );
    }
  });
});

/** A lesson's file in which a number of the reference was changed afterwards. */
function faulty(): readonly (readonly [string, string])[] {
  const text = textOf(openLesson("05-sigmoid-neuron.gradwire"));
  const change = (section: string) =>
    text.replace(
      new RegExp(`("${section}": \\{[\\s\\S]*?tensor\\([\\[\\s]*)(-?[\\d.e-]+)`),
      (_, before, number) => `${before}${Number(number) + 1e-6}`,
    );
  return [
    ["a wrong value", change("outputs")],
    ["a wrong gradient", change("gradients")],
  ];
}
