import { expect, test } from "vitest";
import { emptyDocument } from "#core/document/document";
import type { Happening, Recording, State } from "./event";
import { stopsOf } from "./stops";

const nothing: State = { outs: {}, params: {}, outGrads: {}, paramGrads: {}, edges: {} };
const header = { title: "", created: "", seed: 0, values: "all", requires: [], rate: null } as const;

function recording(...events: readonly (readonly [number, Happening])[]): Recording {
  return { header: { ...header, document: emptyDocument }, events: events.map(([dt, what]) => ({ dt, what })) };
}

test("a step rests with the keyframe and the marker that belong to it", () => {
  const stops = stopsOf(
    recording(
      [0, { code: "k", position: 0, state: nothing }],
      [1, { code: "f", step: 1, node: "x" }],
      [0, { code: "k", position: 1, state: nothing }],
      [0, { code: "m", title: "Backward" }],
      [1, { code: "g", step: 2 }],
      [0, { code: "x", steps: 2, hash: "" }],
    ),
  );
  expect([...stops]).toEqual([1, 4, 6]);
});

test("a keyframe that comes later is a jump, and a place to rest", () => {
  const stops = stopsOf(
    recording(
      [0, { code: "k", position: 0, state: nothing }],
      [2, { code: "k", position: 5, state: nothing }],
      [1, { code: "s", nodes: ["x"] }],
    ),
  );
  expect([...stops]).toEqual([1, 3]);
});

test("a caption rests with the step that it comes with, and by itself where it comes later", () => {
  const stops = stopsOf(
    recording(
      [1, { code: "f", step: 1, node: "x" }],
      [0, { code: "c", text: "x is one number." }],
      [4, { code: "c", text: "It comes from outside." }],
      [4, { code: "f", step: 2, node: "z" }],
    ),
  );
  expect([...stops]).toEqual([2, 3, 4]);
});

test("a recording without events has one frame to rest at", () => {
  expect([...stopsOf(recording())]).toEqual([0]);
});
