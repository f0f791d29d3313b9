import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { setParam } from "#core/document/commands";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { recordRun } from "#core/recording/record-run";
import { startRecorder } from "#core/recording/recorder";
import { createPlayer } from "./create-player";
import type { Proof, Watched } from "./player-protocol";

function lesson(name: string): Document {
  const { document } = parseDocument(
    readFileSync(new URL(`../../../resources/lessons/${name}.gradwire`, import.meta.url), "utf8"),
  );
  if (!document) throw new Error(`${name} cannot be opened`);
  return document;
}

const neuron = lesson("04-one-neuron");
const steps = 9;

/** A pass of the neuron, a second a step, with a marker, a caption, a pause, a question and an edit of its weight. */
function taught(): string {
  const lines: string[] = [];
  const header = { title: "Taught", created: "", seed: 0, values: "all", requires: [], rate: 0.1 } as const;
  const recorder = startRecorder({ ...header, document: neuron }, (line) => lines.push(line));
  for (let step = 1; step <= 4; step += 1) recorder.moveTo(step, 1);
  recorder.tell({ code: "p" }, 0);
  recorder.tell({ code: "m", title: "Backward" }, 0);
  recorder.tell({ code: "c", text: "Now back", node: "C" }, 0);
  for (let step = 5; step <= steps; step += 1) recorder.moveTo(step, 1);
  recorder.edit(setParam(neuron, "z", "weight", { shape: [1, 1], data: Float64Array.of(3) }), steps, 1);
  recorder.tell({ code: "q", prompt: "?", answer: 1, tolerance: 0.1 }, 1);
  recorder.end(1);
  return lines.join("");
}

function open(text: string) {
  const player = createPlayer();
  const { watched, problems } = player.open(text);
  if (!watched) throw new Error(`not opened: ${JSON.stringify(problems)}`);
  return { player, watched };
}

function proveAll(player: ReturnType<typeof createPlayer>): Proof {
  let proof = player.prove(true);
  while (!proof.ended) proof = player.prove(false);
  return proof;
}

const told = (watched: Watched, code: string) => watched.told.find(({ what }) => what.code === code)?.frame ?? -1;

test("what cannot be opened is told, and what was open before it is still open", () => {
  const { player } = open(taught());
  expect(player.open("{}").watched).toBeNull();
  expect(player.open("{}").problems).toHaveLength(1);
  expect(player.frame(0, null).document?.meta.title).toBe(neuron.meta.title);
});

test("playing halts at the pause and at the question, and stepping rests there too", () => {
  const { player, watched } = open(taught());
  expect([...watched.halts]).toEqual([told(watched, "p"), told(watched, "q")]);
  for (const halt of watched.halts) expect([...watched.stops]).toContain(halt);
  expect([...watched.stops]).toEqual([...new Set(watched.stops)].sort((a, b) => a - b));
  expect(player.frame(told(watched, "q"), null).question?.prompt).toBe("?");
  expect(player.frame(told(watched, "q") - 1, null).question).toBeNull();
});

test("a document is sent when it is another than the page has, whatever was asked for in between", () => {
  const { player, watched } = open(taught());
  const last = watched.times.length - 1;
  const first = player.frame(0, null);
  expect(first.document?.graph.nodes.find(({ id }) => id === "z")?.params.weight?.data[0]).toBe(2);
  expect(player.frame(3, first.version)).toMatchObject({ document: null, version: first.version });
  const edited = player.frame(last, first.version);
  expect(edited.document?.graph.nodes.find(({ id }) => id === "z")?.params.weight?.data[0]).toBe(3);
  // The page never got that answer: it is at the first version still, and goes back.
  const again = player.frame(0, first.version);
  expect(
    again.version === first.version
      ? 2
      : again.document?.graph.nodes.find(({ id }) => id === "z")?.params.weight?.data[0],
  ).toBe(2);
  expect(
    player.frame(last, again.version).document?.graph.nodes.find(({ id }) => id === "z")?.params.weight?.data[0],
  ).toBe(3);
});

test("frames beyond either end are the ends", () => {
  const { player, watched } = open(taught());
  expect(player.frame(-5, null)).toMatchObject({ index: 0, step: 0, position: 0, deed: null });
  expect(player.frame(1e9, null)).toMatchObject({ index: watched.times.length - 1, step: steps, deed: "edit" });
  expect(player.frame(Number.NaN, null).index).toBe(0);
});

test("phases lie along the time, each from its first step to the first of the next", () => {
  const { watched } = open(taught());
  expect(watched.stretches.map(({ phase }) => phase)).toEqual(["forward", "seed", "backward"]);
  expect(watched.stretches[0]).toMatchObject({ from: 1, to: 5 });
  expect(watched.stretches.at(-1)?.to).toBe(watched.times.at(-1));
});

test("a recording without times is given some, so that it can be played and dragged through", () => {
  const lines: string[] = [];
  recordRun({ document: neuron, updates: 500, rate: 0.1, created: "", clock: () => 0 }, (line) => lines.push(line));
  const { player, watched } = open(lines.join(""));
  expect(watched.times.at(-1)).toBeCloseTo(60, 6);
  expect([...watched.times].every((time, at) => at === 0 || time >= (watched.times[at - 1] as number))).toBe(true);
  expect(player.frame(watched.times.length - 1, null)).toMatchObject({ step: 500, deed: "update" });
});

test("a proof says that all agrees, or names the step that was tampered with", () => {
  const text = taught();
  const { player } = open(text);
  expect(proveAll(player)).toMatchObject({ ended: true, mismatch: null });
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.includes('"step":3,'));
  lines[at] = (lines[at] as string).replace(/"out":\[[^\]]*\]/, '"out":[7]');
  const tampered = open(lines.join("\n"));
  expect(tampered.watched.flaws).toHaveLength(1);
  expect(proveAll(tampered.player).mismatch).toMatchObject({ step: 3, recorded: 7, computed: 1 });
});

test("a recording cut off in a line opens up to it, and the whole text is kept as it is", () => {
  const text = taught().slice(0, -30);
  const { player, watched } = open(text);
  expect(watched.flaws.map(({ kind }) => kind)).toContain("cut");
  expect(watched.steps.at(-1)).toBe(steps);
  expect(player.text()).toBe(text);
});

test("any frame of ten thousand steps is read in a blink, in any order", () => {
  const lines: string[] = [];
  recordRun({ document: neuron, updates: 10_000, rate: 1e-4, created: "" }, (line) => lines.push(line));
  const { player, watched } = open(lines.join(""));
  const times: number[] = [];
  for (let at = 0; at < 200; at += 1) {
    const frame = (at * 7919) % watched.times.length;
    const began = performance.now();
    player.frame(frame, null);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  // A generous bound: what is measured is that no seek goes through all that lies before it.
  expect(times[190]).toBeLessThan(50);
});
