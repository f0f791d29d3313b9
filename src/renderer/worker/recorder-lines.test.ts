import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { place, setMeta, setParam } from "#core/document/commands";
import type { Document } from "#core/document/document";
import { MAX_FILE_BYTES } from "#core/document/file-size";
import { parseDocument } from "#core/document/parse";
import { analyse } from "#core/graph/analyse";
import type { Header } from "#core/recording/event";
import { readRecording } from "#core/recording/read";
import { verifyRecording } from "#core/recording/verify";
import { scoreOf } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { tensor } from "#core/tensor/tensor";
import { descend } from "#core/train/descend";
import { learnableOn } from "#core/train/learnable";
import { changeBetween } from "./recorder-change";
import { createRecorderLines } from "./recorder-lines";
import type { DocumentChange, RecorderThread, Written } from "./recorder-protocol";

const text = readFileSync(new URL("../../../resources/lessons/04-one-neuron.gradwire", import.meta.url), "utf8");

function lesson(): Document {
  const { document } = parseDocument(text);
  if (!document) throw new Error("the lesson cannot be opened");
  return document;
}

const headerOf = (document: Document): Header => ({
  title: "A walk",
  created: "",
  seed: 0,
  values: "all",
  requires: [],
  rate: 0.1,
  document,
});

/** A recorder as it stands behind a thread: what goes there and comes back is copied. */
function begin(document: Document) {
  const recorder = createRecorderLines();
  const written: Written[] = [];
  const call = <Name extends keyof RecorderThread>(name: Name, ...args: Parameters<RecorderThread[Name]>) => {
    const act = recorder[name] as (...given: readonly unknown[]) => Written;
    written.push(act(...(structuredClone(args) as readonly unknown[])));
  };
  call("begin", headerOf(document));
  return { call, written, text: () => written.map(({ lines }) => lines).join("") };
}

/** The document after one step of training, as the page computes it. */
function trained(document: Document, rate: number): Document {
  const tape = compile(analyse(document.graph));
  forward(tape);
  backward(tape);
  const grads = learnableOn(tape);
  const gradOf = (node: string, name: string) =>
    grads.find((each) => each.node === node && each.name === name)?.grad ?? null;
  return { ...document, graph: descend(document.graph, gradOf, rate) };
}

test("a walk with an update, edits and words is read back whole and proves itself", () => {
  const first = lesson();
  const { length } = scoreOf(analyse(first.graph)).steps;
  const { call, written, text } = begin(first);
  for (let position = 1; position <= length; position += 1) call("moveTo", position, 0.5);
  const second = trained(first, 0.25);
  call("update", 0.25, changeBetween(first, second), 1);
  call("moveTo", 0, 0);
  call("moveTo", 1, 0.5);
  const input = second.graph.nodes.find(({ params }) => params.value);
  const value = input?.params.value;
  if (!input || !value) throw new Error("the lesson has no input");
  const third = setParam(second, input.id, "value", { shape: value.shape, data: value.data.map((x) => x + 1) });
  call("edit", changeBetween(second, third), 1, 0.1);
  call("tell", { code: "c", text: "Look", node: input.id }, 0.2);
  call("moveTo", 2, 0.5);
  call("end", 0);

  const { recording, flaws, problems } = readRecording(text());
  if (!recording) throw new Error("it cannot be read");
  expect([problems, flaws]).toEqual([[], []]);
  expect(verifyRecording(recording)).toEqual({ steps: length + 3, firstMismatch: null });
  expect(written.at(-1)).toMatchObject({ steps: length + 3, events: recording.events.length });
});

test("each call gives the lines that it has written, and no others", () => {
  const { call, written } = begin(lesson());
  call("tell", { code: "m", title: "One" }, 2);
  call("tell", { code: "p" }, 1);
  expect(written[0]?.lines.trim().split("\n")).toHaveLength(2);
  expect(written.slice(1).map(({ lines }) => lines)).toEqual(['[2,"m",{"title":"One"}]\n', '[1,"p",{}]\n']);
  expect(written.map(({ events }) => events)).toEqual([1, 2, 3]);
});

test("an edit of numbers or places is told by those alone, though it was copied on its way", () => {
  const before = lesson();
  const scalar = before.graph.nodes.find(({ params }) => params.weight);
  const weight = scalar?.params.weight;
  if (!scalar || !weight) throw new Error("the lesson has no weight");
  const { call, written } = begin(before);
  const moved = place(before, { [scalar.id]: { x: 7, y: 9 } });
  call("edit", changeBetween(before, moved), 0, 0);
  expect(written.at(-1)?.lines).toBe(`[0,"e",{"position":0,"layout":{"${scalar.id}":{"x":7,"y":9}}}]\n`);
  const heavier = setParam(
    moved,
    scalar.id,
    "weight",
    tensor(
      weight.shape,
      weight.data.map((w) => w * 2),
    ),
  );
  call("edit", changeBetween(moved, heavier), 0, 0);
  expect(written.at(-1)?.lines).toMatch(/^\[0,"e",\{"position":0,"params":\{[^\n]*\}\]\n\[0,"k",/);
});

test("whatever else changes is told by the whole document", () => {
  const before = lesson();
  const after = setMeta(before, { title: "Another" });
  const change: DocumentChange = changeBetween(before, after);
  expect(change).toEqual({ document: after });
});

test("nothing can be told before it begins", () => {
  expect(() => createRecorderLines().moveTo(1, 0)).toThrow("before it began");
});

test("a recording that grows to all that is read again says that it is full, and is read back whole with its end", () => {
  const { call, written, text } = begin(lesson());
  const words = "x".repeat(2 ** 23);
  for (let at = 0; at < 8; at += 1) {
    expect(written.at(-1)?.isFull).toBe(false);
    call("tell", { code: "c", text: words }, 0.1);
  }
  expect(written.at(-1)?.isFull).toBe(true);
  call("end", 0.1);
  expect(Buffer.byteLength(text())).toBeLessThanOrEqual(MAX_FILE_BYTES);
  const { recording, flaws = [] } = readRecording(text());
  expect(flaws).toEqual([]);
  expect(recording?.events.filter(({ what }) => what.code === "c")).toHaveLength(7);
});
