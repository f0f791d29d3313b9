import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setParam } from "#core/document/commands";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { scalar } from "#core/tensor/tensor";
import { beginOpening } from "./opening";
import { type Follower, followWork, type Hearer } from "./recording-follow";
import { change, currentDocument, redoChange, select, undoChange } from "./session";
import { goTo, startStepping, stopStepping } from "./stepping";
import { openDocument } from "./works";

const text = JSON.stringify({
  format: "gradwire-graph",
  version: 1,
  nodes: [
    { id: "x", type: "Input", params: { value: 1 } },
    { id: "y", type: "Tanh" },
    { id: "t", type: "Input", params: { value: 0 } },
    { id: "C", type: "Loss" },
  ],
  edges: [
    { id: "a", source: "x", sourceHandle: "out", target: "y", targetHandle: "x" },
    { id: "b", source: "y", sourceHandle: "out", target: "C", targetHandle: "prediction" },
    { id: "c", source: "t", sourceHandle: "out", target: "C", targetHandle: "target" },
  ],
});

let heard: unknown[][] = [];
let held = false;
let idle = true;
let follower: Follower;
let stopStory: () => void;

const hearer: Hearer = {
  now: () => performance.now() / 1000,
  held: () => held,
  idle: () => idle,
  moveTo: (position) => heard.push(["moveTo", position]),
  update: (rate) => heard.push(["update", rate]),
  edit: (edit, position) => heard.push(["edit", "params" in edit ? edit.params.map(entryOf) : "all", position]),
  tell: (aside) => heard.push(["tell", aside]),
  lost: () => heard.push(["lost"]),
};

const entryOf = ({ value }: { readonly value: { readonly data: Float64Array } }) => value.data[0];

const x = (value: number): Document => setParam(currentDocument(), "x", "value", scalar(value));

/** Lets all that was noted be told. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const { document } = parseDocument(text);
  if (!document) throw new Error("the graph cannot be opened");
  stopStory = startStepping();
  openDocument(beginOpening(), document, { file: null });
  [heard, held, idle] = [[], false, true];
  follower = followWork(hearer);
});

afterEach(() => {
  follower.stop();
  stopStory();
  vi.useRealTimers();
});

test("the whole run is the end of the pass, and each step is told", async () => {
  follower.catchUp();
  goTo(0);
  await settle();
  goTo(1);
  await settle();
  stopStepping();
  await settle();
  expect(heard).toEqual([
    ["moveTo", 9],
    ["moveTo", 0],
    ["moveTo", 1],
    ["moveTo", 9],
  ]);
});

test("a gesture is told ten times a second and then as it ended", async () => {
  goTo(2);
  await settle();
  heard = [];
  for (let at = 1; at <= 50; at += 1) {
    change(x(at), "turn", "one gesture");
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(200);
  expect(heard.length).toBeGreaterThan(4);
  expect(heard.length).toBeLessThan(8);
  expect(heard.at(-1)).toEqual(["edit", [50], 2]);
});

test("while the thread is busy edits wait, and only the last of them is told", async () => {
  goTo(2);
  await settle();
  [heard, idle] = [[], false];
  for (let at = 1; at <= 9; at += 1) {
    change(x(at), "turn", "one gesture");
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(heard).toEqual([]);
  idle = true;
  await vi.advanceTimersByTimeAsync(200);
  expect(heard).toEqual([["edit", [9], 2]]);
});

test("an edit that waits is told before the step that comes after it", async () => {
  goTo(2);
  await settle();
  heard = [];
  change(x(5), "turn");
  await settle();
  change(x(6), "turn");
  await settle();
  goTo(3);
  await settle();
  expect(heard).toEqual([
    ["edit", [5], 2],
    ["edit", [6], 2],
    ["moveTo", 3],
  ]);
});

test("to undo and to do again are edits", async () => {
  goTo(2);
  change(x(5), "turn");
  await vi.advanceTimersByTimeAsync(200);
  heard = [];
  undoChange();
  await vi.advanceTimersByTimeAsync(200);
  redoChange();
  await vi.advanceTimersByTimeAsync(200);
  expect(heard).toEqual([
    ["edit", [1], 2],
    ["edit", [5], 2],
  ]);
});

test("what is selected is told once, whatever else changes", async () => {
  goTo(0);
  select(["x"]);
  await settle();
  change(x(5), "turn");
  await settle();
  expect(heard.filter(([kind]) => kind === "tell")).toEqual([["tell", { code: "s", nodes: ["x"], edges: [] }]]);
});

test("what is done while the clock is held is told as one change", async () => {
  goTo(0);
  await settle();
  [heard, held] = [[], true];
  goTo(1);
  change(x(5), "turn");
  await settle();
  change(x(7), "turn again");
  goTo(3);
  await settle();
  expect(heard).toEqual([]);
  held = false;
  follower.catchUp();
  expect(heard).toEqual([["edit", [7], 3]]);
});

test("another document is not followed", async () => {
  openDocument(beginOpening(), x(9), { file: null });
  await settle();
  expect(heard).toEqual([["lost"]]);
});
