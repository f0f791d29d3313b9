import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeDocument } from "#core/document/serialise";
import { jsonText } from "#core/tensor/tensor-json";
import { insertAside, moveEvent, removeAside, removeCaption, replaceAside, setCaption, setMarker } from "./edit-aside";
import { cut, join, trim } from "./edit-cut";
import { retime, retimeAll, shortenWaits } from "./edit-time";
import type { Recording } from "./event";
import { halfBuilt, lesson, squared, walk, whole, withWeight, written } from "./fixtures/recordings";
import { openPlayer } from "./player";
import { verifyRecording } from "./verify";
import { writeRecording } from "./write-recording";

const all = whole(written(lesson));
const sparse = whole(written(lesson, { values: "keyframes", created: "2026-02-03T04:05:06Z" }));
const training = whole(
  written(
    (recorder) => {
      for (let step = 0; step < 600; step += 1) recorder.update(0.2, 0.1);
      recorder.end(0);
    },
    { values: "keyframes", rate: 0.2 },
  ),
);
const half = whole(
  written(
    (recorder) => {
      walk(recorder);
      recorder.end(1);
    },
    { document: halfBuilt },
  ),
);

/** The recording as it is read once it is written; it must be whole, and prove true. */
function sound(recording: Recording): Recording {
  const read = whole(writeRecording(recording));
  expect(verifyRecording(read).firstMismatch).toBeNull();
  const steps = read.events.flatMap(({ what }) => ("step" in what ? what.step : []));
  expect(steps).toEqual(steps.map((_, at) => at + 1));
  expect(read.events.at(-1)?.what).toMatchObject({ code: "x", steps: steps.length });
  return read;
}

const lengthOf = (recording: Recording) => openPlayer(recording).track.times.at(-1) as number;
const indexOf = (recording: Recording, code: string) => recording.events.findIndex(({ what }) => what.code === code);

/** What there is to see at a frame, whatever the events before it. */
function seen(recording: Recording, at: number): string {
  const { document, position, caption, selection, camera, chapter } = openPlayer(recording).frameAt(at);
  const view = { position, caption, selection: selection?.nodes, camera, chapter };
  return JSON.stringify(view) + jsonText(encodeDocument(document));
}

const anyRecording = fc.constantFrom(all, sparse, half);

describe("trimming", () => {
  it("leaves what is seen from one frame to another as it was", () => {
    fc.assert(
      fc.property(anyRecording, fc.nat(50), fc.nat(50), (recording, one, other) => {
        const last = recording.events.length - 1;
        const [from, to] = [Math.min(one, other, last), Math.min(Math.max(one, other), last)];
        const trimmed = sound(trim(recording, from, to));
        const end = trimmed.events.length - 1;
        expect(seen(trimmed, end)).toBe(seen(recording, to));
        expect(seen(trimmed, end - (to - from))).toBe(seen(recording, from));
        expect(trimmed.header.created).toBe(recording.header.created);
      }),
      { numRuns: 60 },
    );
  });

  it("begins in the midst of training with the params that are there", () => {
    const trimmed = sound(trim(training, 300, 500));
    expect(seen(trimmed, trimmed.events.length - 1)).toBe(seen(training, 500));
  });
});

describe("cutting", () => {
  it("leaves what is seen after it as it was", () => {
    fc.assert(
      fc.property(anyRecording, fc.nat(50), fc.nat(50), (recording, one, other) => {
        const last = recording.events.length - 1;
        const [from, to] = [Math.min(one, other, last), Math.min(Math.max(one, other), last)];
        const left = sound(cut(recording, from, to));
        const gone = recording.events.slice(from, to).every(({ what }) => "scmpq".includes(what.code));
        if (gone) expect(left.events.length).toBe(recording.events.length - (to - from));
        else if (to < last) expect(seen(left, left.events.length - 1)).toBe(seen(recording, last));
      }),
      { numRuns: 60 },
    );
  });

  it("takes training out of the midst of training", () => {
    const left = sound(cut(training, 100, 450));
    expect(seen(left, left.events.length - 1)).toBe(seen(training, training.events.length - 1));
    expect(openPlayer(left).steps).toBeLessThan(260);
  });
});

describe("joining", () => {
  it.each([
    ["one with itself", all, all],
    ["all values with keyframes", all, sparse],
    ["training with another rate", sparse, training],
    ["another graph", half, all],
    ["what has no rate", half, training],
  ])("%s shows the one and then the other", (_, one, other) => {
    const joined = sound(join(one, other));
    expect(seen(joined, one.events.length - 1)).toBe(seen(one, one.events.length - 1));
    const end = joined.events.length - 1;
    expect(openPlayer(joined).frameAt(end).document.graph).toEqual(openPlayer(other).frameAt(1e9).document.graph);
    expect(openPlayer(joined).steps).toBe(openPlayer(one).steps + openPlayer(other).steps);
  });

  it("puts together again what was cut in two", () => {
    const joined = sound(join(trim(all, 0, 20), trim(all, 20, 99)));
    expect(seen(joined, joined.events.length - 1)).toBe(seen(all, all.events.length - 1));
  });
});

describe("times", () => {
  it("of a stretch are brought to a sum, each keeping its share, waits that it begins and ends in the midst of too", () => {
    const whens = fc.double({ min: 0, max: lengthOf(all), noNaN: true });
    fc.assert(
      fc.property(whens, whens, fc.double({ min: 0.01, max: 60, noNaN: true }), (one, other, seconds) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        fc.pre(to - from > 0.01);
        const { times } = openPlayer(retime(all, from, to, seconds)).track;
        const expected = [...openPlayer(all).track.times].map((time) => {
          if (time <= from) return time;
          return time < to ? from + (time - from) * (seconds / (to - from)) : time + seconds - (to - from);
        });
        for (const [frame, time] of times.entries()) expect(time).toBeCloseTo(expected[frame] as number, 6);
      }),
      { numRuns: 50 },
    );
    expect(lengthOf(sound(retime(all, 4, 10, 12)))).toBeCloseTo(lengthOf(all) + 6, 2);
  });

  it("of waits in which nothing happens are shortened to at most so much, those before the first and the last line too", () => {
    const idle = [{ dt: 30, what: { code: "p" } } as const, ...all.events].map((event) =>
      event.what.code === "x" ? { ...event, dt: 20 } : event,
    );
    const shortened = sound(shortenWaits({ ...all, events: idle }, 1.5));
    expect(shortened.events.map(({ dt }) => dt)).toEqual(idle.map(({ dt }) => Math.min(dt, 1.5)));
    expect(shortenWaits(all, 60)).toBe(all);
  });

  it("of all are stretched alike", () => {
    expect(lengthOf(sound(retimeAll(all, 2)))).toBeCloseTo(2 * lengthOf(all), 6);
  });

  it.each([Number.NaN, -1, Infinity])("cannot be %d", (seconds) => {
    expect(retime(all, 0, 3, seconds)).toBe(all);
    expect(shortenWaits(all, seconds)).toBe(all);
    expect(retimeAll(all, seconds)).toBe(all);
  });
});

describe("what is told beside the steps", () => {
  const caption = indexOf(all, "c");
  const marker = indexOf(all, "m");

  it("can be changed", () => {
    const changed = sound(setMarker(setCaption(all, caption, "New", { edge: "x-p.a" }), marker, "First"));
    expect(changed.events[caption]?.what).toEqual({ code: "c", text: "New", edge: "x-p.a" });
    expect(changed.events[marker]?.what).toEqual({ code: "m", title: "First" });
    expect(setCaption(all, caption, "New").events[caption]?.what).toMatchObject({ text: "New", node: "x" });
  });

  it("can be put in and taken away without changing when anything else happens", () => {
    const pause = sound(insertAside(all, 7, { code: "p" }));
    expect(pause.events[7]?.what).toEqual({ code: "p" });
    expect(lengthOf(pause)).toBe(lengthOf(all));
    expect(sound(removeAside(pause, 7))).toEqual(all);
    expect(lengthOf(sound(removeCaption(all, caption)))).toBe(lengthOf(all));
  });

  it("can be moved to any time, and nothing else moves", () => {
    const whens = fc.double({ min: 0, max: 40, noNaN: true }).map((time) => Math.round(time * 1000) / 1000);
    fc.assert(
      fc.property(fc.constantFrom(caption, marker), whens, (index, seconds) => {
        const moved = sound(moveEvent(all, index, seconds));
        const what = all.events[index]?.what;
        const at = moved.events.findIndex((event) => JSON.stringify(event.what) === JSON.stringify(what));
        const { times } = openPlayer(moved).track;
        expect(times[at + 1]).toBeCloseTo(seconds, 6);
        const others = [...times].filter((_, frame) => frame !== at + 1);
        const before = [...openPlayer(all).track.times].filter((_, frame) => frame !== index + 1);
        expect(others.length).toBe(before.length);
        for (const [frame, time] of others.slice(0, -1).entries()) expect(time).toBeCloseTo(before[frame] as number, 6);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ["a step where a caption is meant", () => setCaption(all, indexOf(all, "f"), "x")],
    ["a caption where a marker is meant", () => setMarker(all, caption, "x")],
    ["a marker where a caption is meant", () => removeCaption(all, marker)],
    ["an index that is not there", () => removeAside(all, 999)],
    ["a step to be moved", () => moveEvent(all, indexOf(all, "f"), 1)],
    ["a time that is none", () => moveEvent(all, caption, Number.NaN)],
    ["an answer beyond the choices", () => insertAside(all, 3, { code: "q", prompt: "?", choices: ["a"], answer: 1 })],
    ["a camera nowhere", () => replaceAside(all, caption, { code: "s", camera: { x: Number.NaN, y: 0, width: 1 } })],
  ])("stays as it is for %s", (_, edit) => {
    expect(edit()).toBe(all);
  });
});

describe("a recording that was cut off", () => {
  it("has an end once it is edited and written", () => {
    const { events } = all;
    const open: Recording = { ...all, events: events.slice(0, -1) };
    const edited = sound(insertAside(open, 2, { code: "c", text: "Here" }));
    expect(edited.events.length).toBe(events.length + 1);
    expect(whole(writeRecording(open)).events.at(-1)?.what.code).toBe("x");
  });

  it("keeps lines that this version does not know", () => {
    const text = written((recorder) => recorder.end(0), { document: withWeight(squared, 1) });
    const known = whole(text);
    const unknown = { dt: 0, what: { code: "unknown", name: "z9", payload: { deep: [1, { a: null }] } } } as const;
    const strange = { ...known, events: known.events.toSpliced(1, 0, unknown) };
    expect(sound(retimeAll(strange, 1)).events[1]).toEqual(unknown);
  });
});
