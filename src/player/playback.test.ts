import { expect, test } from "vitest";
import { emptyDocument } from "#core/document/document";
import type { Happening, Recording, RecordingEvent } from "#core/recording/event";
import { createPlayback, type PlaybackNews } from "./playback";
import { scheduleOf } from "./schedule";

const header = { title: "", created: "", seed: 0, values: "all", requires: [], rate: null } as const;

function recording(...events: readonly (readonly [number, Happening])[]): Recording {
  const list = events.map(([dt, what]): RecordingEvent => ({ dt, what }));
  return { header: { ...header, document: emptyDocument }, events: list };
}

const step = (number: number): Happening => ({ code: "f", step: number, node: "x" });

function open(of: Recording) {
  const heard: PlaybackNews[] = [];
  const playback = createPlayback(scheduleOf(of), (news) => heard.push(news));
  return { ...playback, heard, frame: () => playback.state().frame };
}

const walk = recording(
  [1, step(1)],
  [1, { code: "q", prompt: "?", choices: ["a"], answer: 0 }],
  [1, step(2)],
  [1, { code: "p" }],
  [1, step(3)],
  [1, { code: "x", steps: 3, hash: "" }],
);

test("playing stops at a question and at a pause, and goes on from there", () => {
  const player = open(walk);
  player.play();
  player.tick(100);
  expect([player.frame(), player.state().playing, player.state().time]).toEqual([2, false, 2]);
  player.play();
  player.tick(100);
  expect([player.frame(), player.state().playing]).toEqual([4, false]);
  player.play();
  player.tick(100);
  expect([player.frame(), player.state().playing]).toEqual([6, false]);
  expect(player.heard.filter((news) => news === "halt")).toHaveLength(2);
  expect(player.heard.at(-1)).toBe("end");
});

test("stepping back goes through the frames of stepping forward", () => {
  const player = open(walk);
  const there = [player.frame()];
  for (let before = -1; before !== player.frame(); ) {
    before = player.frame();
    player.stepBy(1);
    if (before !== player.frame()) there.push(player.frame());
  }
  const back = [player.frame()];
  for (let before = -1; before !== player.frame(); ) {
    before = player.frame();
    player.stepBy(-1);
    if (before !== player.frame()) back.push(player.frame());
  }
  expect(there).toEqual([1, 2, 3, 4, 6]);
  expect(back).toEqual(there.toReversed());
});

test("speed makes time go faster, from where it is", () => {
  const player = open(walk);
  player.setSpeed(4);
  player.play();
  player.tick(0.3);
  expect([player.frame(), player.state().time]).toEqual([1, 1.2]);
});

test("a loop plays from A to B over and over; B before A lets go of A", () => {
  const player = open(recording([1, step(1)], [1, step(2)], [1, step(3)]));
  player.setRange("from", 1);
  player.setRange("to", 2);
  player.setLooping(true);
  player.toTime(1);
  player.play();
  player.tick(0.9);
  player.tick(0.9);
  expect([player.frame(), player.state().time, player.state().playing]).toEqual([1, 1, true]);
  player.setRange("to", 0.5);
  expect([player.state().from, player.state().to]).toEqual([null, 0.5]);
});

test("steps that were recorded without a time are played in a minute at most", () => {
  const training = recording(...Array.from({ length: 300 }, (_, at) => [0, step(at + 1)] as const));
  const { times, duration } = scheduleOf(training);
  expect(duration).toBeCloseTo(60);
  expect(times[150]).toBeCloseTo(30);
});

test("at the end, playing begins again", () => {
  const player = open(recording([1, step(1)]));
  player.toFrame(1);
  player.play();
  expect([player.frame(), player.state().playing]).toEqual([0, true]);
});
