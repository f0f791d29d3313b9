import { expect, test } from "vitest";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { openPlayer } from "./player";
import { readRecording } from "./read";
import { readWalk } from "./read-walk";
import { verifyRecording } from "./verify";
import { recordWalk, type Walk } from "./walk";

/** C = (w · x − t)² with x = 3, w = 2 and t = 1: z = 6, C = 25, ∂C/∂z = 10, ∂C/∂w = 30, ∂C/∂x = 20. */
const document = parseDocument(
  JSON.stringify({
    format: "gradwire-graph",
    version: 1,
    meta: { title: "One weight" },
    nodes: [
      { id: "x", type: "Input", params: { value: [3] } },
      { id: "t", type: "Input", params: { value: [1] } },
      { id: "z", type: "Linear", params: { weight: [[2]] } },
      { id: "C", type: "Loss" },
    ],
    edges: [
      { id: "x-z", source: "x", sourceHandle: "out", target: "z", targetHandle: "x" },
      { id: "z-C", source: "z", sourceHandle: "out", target: "C", targetHandle: "prediction" },
      { id: "t-C", source: "t", sourceHandle: "out", target: "C", targetHandle: "target" },
    ],
  }),
).document as Document;

const question: Walk["question"] = { prompt: "∂C/∂w?", answer: "∂z.weight", tolerance: 1, explanation: "{∂z.weight}" };

function record(walk: Partial<Walk>): string {
  const lines: string[] = [];
  const created = "2026-11-23T00:00:00.000Z";
  recordWalk(document, { created, values: "all", stops: [], question, ...walk }, (line) => lines.push(line));
  return lines.join("");
}

function play(walk: Partial<Walk>) {
  const { recording, flaws } = readRecording(record(walk));
  if (!recording) throw new Error("cannot be read");
  expect(flaws).toEqual([]);
  expect(verifyRecording(recording).firstMismatch).toBeNull();
  return openPlayer(recording);
}

function captionsOf(walk: Partial<Walk>) {
  const { recording } = play(walk);
  return recording.events.flatMap(({ what }) => (what.code === "c" && what.text !== "" ? [what.text] : []));
}

const say = (caption: string, more: object = {}) => ({ stops: [{ caption, ...more }] });

test("a walk is a recording that is whole, and the same bytes each time", () => {
  const walk = {
    stops: [
      { chapter: "There", at: { forward: "z" }, node: "z", caption: "z = {z}" },
      { at: "end", caption: "∂C/∂w = {∂z.weight}" },
      { chapter: "Down", learn: { rate: 0.01, steps: 2 }, caption: "w = {z.weight}" },
    ],
  } as const;
  expect(record(walk)).toBe(record(walk));
  const player = play(walk);
  expect(player.steps).toBe(11);
  const last = player.frameAt(player.length - 1);
  expect(last).toMatchObject({ position: 9, chapter: "Your turn" });
  expect(last.question).toMatchObject({ prompt: "∂C/∂w?", tolerance: 1 });
});

test("a caption says the numbers of its moment, to three digits or to four", () => {
  expect(captionsOf(say("{x} {z.weight} {z} {C}", { at: { forward: "C" } }))).toEqual(["3 2 6 25"]);
  expect(captionsOf(say("{∂z} {∂z.weight} {∂(x-z)} {(z-C)[0]}", { at: "end" }))).toEqual(["10 30 20 6"]);
  expect(captionsOf(say("{z * 0.11111 - 1} {0 - z * 0.11111:4}", { at: "end" }))).toEqual(["−0.333 −0.6667"]);
});

test("what a caption names must be computed by then", () => {
  for (const [reading, before, by] of [
    ["z", { forward: "x" }, { forward: "z" }],
    ["∂C", { forward: "C" }, "seed"],
    ["∂z", "seed", { backward: "C" }],
    ["∂(x-z)", { backward: "C" }, { backward: "z" }],
    ["∂z.weight", { backward: "C" }, { backward: "z" }],
  ] as const) {
    expect(() => record(say(`{${reading}}`, { at: before }))).toThrow("not computed");
    expect(() => record(say(`{${reading}}`, { at: by }))).not.toThrow();
  }
});

test("an author's slip is an error, not a wrong recording", () => {
  for (const caption of ["{nobody}", "{z[1]}", "{z.weight[0]}", "{z.nothing}", "{}"]) {
    expect(() => record(say(caption, { at: "end" }))).toThrow();
  }
  expect(() => record(say("", { at: { forward: "nobody" } }))).toThrow("nobody");
  for (const path of ["z", "∂z.weight", "z.bias", "x.value[1]", "(x-z)"]) {
    expect(() => record(say("", { set: { [path]: 1 } }))).toThrow();
  }
});

test("an edit is made of one entry, and the pass stands where it is told", () => {
  const player = play(say("z = {z}", { set: { "z.weight": -1 }, at: { forward: "z" } }));
  expect(player.frameAt(player.length)).toMatchObject({ position: 3 });
  expect(player.frameAt(player.length).document.graph.nodes[2]?.params.weight?.data).toEqual(Float64Array.of(-1));
});

test("a jump leaves out the steps between", () => {
  expect(play(say("", { at: "end" })).steps).toBe(9);
  expect(play(say("", { at: "end", jump: true })).steps).toBe(0);
});

test("a caption stays for as long as it takes to read it, and not beside a step that it is not about", () => {
  const { recording } = play({ stops: [{ caption: "x".repeat(100) }, { at: { forward: "z" }, caption: "z" }] });
  const waits = recording.events.map(({ dt, what }) => [what.code, dt]);
  expect(waits.slice(0, 7)).toEqual([
    ["k", 0],
    ["c", 1.2],
    ["f", 6.5],
    ["c", 0],
    ["f", 1.2],
    ["f", 1.2],
    ["c", 0],
  ]);
  const player = openPlayer(recording);
  expect([2, 4, 6, 7].map((index) => player.frameAt(index).caption?.text.length)).toEqual([
    100,
    undefined,
    undefined,
    1,
  ]);
});

test("the answer is read after the question's own change, which the walk does not make", () => {
  const asked = { ...question, set: { "x.value": 1 } };
  const player = play({ question: asked });
  const { question: shown, document: then } = player.frameAt(player.length - 1);
  // ∂C/∂w = 2 (2 · 1 − 1) · 1.
  expect(shown).toMatchObject({ answer: 2, explanation: "2" });
  expect(then.graph.nodes[0]?.params.value?.data).toEqual(Float64Array.of(3));
});

test("a walk's file is read strictly", () => {
  const file = { created: "2026-11-23T00:00:00.000Z", stops: [{ caption: "a" }], question };
  expect(readWalk(JSON.stringify(file))).toEqual({ ...file, values: "all" });
  for (const wrong of [
    { ...file, stops: [] },
    { ...file, created: "today" },
    { ...file, stops: [{ caption: "a", catpion: "b" }] },
    { ...file, stops: [{ caption: "a", at: { sideways: "z" } }] },
    { ...file, question: { prompt: "a", explanation: "b", choices: ["c", "d"], answer: 2 } },
    { ...file, question: undefined },
  ]) {
    expect(() => readWalk(JSON.stringify(wrong))).toThrow("The walk is none");
  }
});
