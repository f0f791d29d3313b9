import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeDocument } from "#core/document/serialise";
import { knownAt } from "#core/tape/score";
import { jsonText } from "#core/tensor/tensor-json";
import { compareStates } from "./compare";
import type { Recording } from "./event";
import { lesson, squared, whole, withWeight, written } from "./fixtures/recordings";
import { passOf } from "./pass";
import { type Frame, openPlayer } from "./player";
import { stateOf } from "./tape-state";

/** All of a frame as text, so that two of them can be compared to the last bit. */
const textOf = ({ document, analysis: _, score, ...frame }: Frame) =>
  JSON.stringify({ ...frame, steps: score.steps.length }) + jsonText(encodeDocument(document));

const recordings: readonly (readonly [string, Recording])[] = [
  ["all values", whole(written(lesson))],
  ["values in keyframes", whole(written(lesson, { values: "keyframes" }))],
  [
    "training with edits between",
    whole(
      written(
        (recorder) => {
          for (let step = 0; step < 700; step += 1) {
            recorder.update(0.1, 0.1);
            if (step % 150 === 149) recorder.edit(withWeight(squared, step / 100), recorder.position(), 0);
          }
          recorder.end(0);
        },
        { values: "keyframes", rate: 0.1 },
      ),
    ),
  ],
];

describe.each(recordings)("a recording with %s", (_, recording) => {
  const through = openPlayer(recording);
  const played = Array.from({ length: through.length + 1 }, (_each, at) => textOf(through.frameAt(at)));

  it("has the same frames from wherever one comes", () => {
    const places = fc.array(fc.nat(through.length), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(places, (order) => {
        const player = openPlayer(recording);
        for (const at of order) expect(textOf(player.frameAt(at)) === played[at], `frame ${at} of ${order}`).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("has the same frames backward", () => {
    const player = openPlayer(recording);
    for (let at = player.length; at >= 0; at -= 1) expect(textOf(player.frameAt(at)) === played[at]).toBe(true);
  });

  it("gives one object for a document that does not change", () => {
    const player = openPlayer(recording);
    for (let at = 1; at <= player.length; at += 1) {
      const before = player.frameAt(at - 1);
      const now = player.frameAt(at);
      const isSame = jsonText(encodeDocument(before.document)) === jsonText(encodeDocument(now.document));
      expect(now.document === before.document).toBe(isSame);
      if (now.document.graph === before.document.graph) expect(now.analysis).toBe(before.analysis);
      expect(player.frameAt(at - 1).document).toBe(before.document);
    }
  });

  it("shows at each keyframe what a fresh run of the frame's document computes", () => {
    for (const [at, { what }] of recording.events.entries()) {
      if (what.code !== "k") continue;
      const { document, position } = through.frameAt(at + 1);
      const { tape, score } = passOf(document.graph);
      expect(compareStates(what.state, stateOf(tape, knownAt(score, position)))).toBeNull();
    }
  });

  it("finds the frame of each step, and none of a step that is not there", () => {
    for (let step = 1; step <= through.steps; step += 1) {
      const at = through.frameOfStep(step) as number;
      expect(through.frameAt(at).step).toBe(step);
      expect(through.frameAt(at).event?.what).toMatchObject({ step });
    }
    expect(through.frameOfStep(0)).toBe(0);
    for (const step of [through.steps + 1, -1, 0.5, Number.NaN]) expect(through.frameOfStep(step)).toBeNull();
  });
});

describe("a frame", () => {
  const player = openPlayer(whole(written(lesson)));
  const frames = Array.from({ length: player.length + 1 }, (_, at) => player.frameAt(at));
  const atNth = (code: string, nth: number) => frames.filter(({ event }) => event?.what.code === code)[nth] as Frame;

  it("has what was told last, and no caption once an empty one came", () => {
    expect(atNth("f", 0)).toMatchObject({ caption: { node: "x" }, chapter: "Forward", camera: { width: 640 } });
    expect(atNth("p", 0).chapter).toBe("Training");
    expect(atNth("q", 0).caption).toBeNull();
    expect(atNth("p", 0).selection?.nodes).toEqual(["x"]);
  });

  it("has a question only where that is asked", () => {
    expect(frames.filter(({ question }) => question).map(({ question }) => question?.prompt)).toEqual([
      "What is it?",
      "How much?",
    ]);
  });

  it("has the position that its event leads to", () => {
    expect(frames.slice(0, 11).map(({ position }) => position)).toEqual([0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6]);
    expect(atNth("u", 0).position).toBe(13);
    expect(atNth("e", 2).position).toBe(2);
  });

  it.each([-1, Number.NaN, 1e9, Infinity, 1.5])("is one of those there are, for the index %d", (index) => {
    const frame = player.frameAt(index);
    expect(frame.index).toBeGreaterThanOrEqual(0);
    expect(frame.index).toBeLessThanOrEqual(player.length);
  });
});
