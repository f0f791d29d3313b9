import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { analyse } from "#core/graph/analyse";
import { compile, forward } from "#core/tape/tape";
import { openPlayer, type Player } from "./player";
import { readRecording } from "./read";
import { readWalk } from "./read-walk";
import { verifyRecording } from "./verify";
import { recordWalk } from "./walk";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

const index = JSON.parse(read("resources/lessons/index.json")) as readonly { file: string; walk: string }[];
const lessons = index.map(({ file, walk }) => ({ name: file.replace(/\.gradwire$/, ""), walk }));

function open(walk: string): Player {
  const { recording, problems, flaws } = readRecording(read(`resources/lessons/${walk}`));
  expect([...problems, ...flaws]).toEqual([]);
  if (!recording) throw new Error(`${walk} cannot be opened`);
  return openPlayer(recording);
}

it("are all listed, each with its lesson, and each has its script", () => {
  const recordings = readdirSync(new URL("resources/lessons/", root)).filter((name) => name.endsWith(".gradrec"));
  expect(lessons.map(({ walk }) => walk)).toEqual(recordings.sort());
  expect(lessons.map(({ name }) => `${name}.gradrec`)).toEqual(recordings);
  expect(lessons.map(({ name }) => `${name}.json`)).toEqual(readdirSync(new URL("walks/", root)).sort());
});

describe.each(lessons)("the walk through $name", ({ name, walk }) => {
  it("is what its script makes today; if not, `npm run walks` writes it anew", () => {
    const document = parseDocument(read(`resources/lessons/${name}.gradwire`)).document as Document;
    const lines: string[] = [];
    recordWalk(document, readWalk(read(`walks/${name}.json`)), (line) => lines.push(line));
    expect(lines.join("") === read(`resources/lessons/${walk}`)).toBe(true);
  });

  it("is confirmed step by step", () => {
    expect(verifyRecording(open(walk).recording).firstMismatch).toBeNull();
  });

  it("has short captions at places that are there, and chapters", () => {
    const { recording } = open(walk);
    const { nodes, edges } = recording.header.document.graph;
    const [nodeIds, edgeIds] = [nodes.map(({ id }) => id), edges.map(({ id }) => id)];
    const told = recording.events.flatMap(({ what }) => (what.code === "c" && what.text !== "" ? [what] : []));
    expect(told.length).toBeGreaterThanOrEqual(6);
    expect(told.length).toBeLessThanOrEqual(14);
    for (const { text, node, edge } of told) {
      expect(text.length, text).toBeLessThanOrEqual(160);
      expect(text).toMatch(/[.?]$/);
      // A true minus sign, and nothing left to be filled in.
      expect(text).not.toMatch(/[{}]|NaN|∞|-\d/);
      expect(node === undefined || nodeIds.includes(node), text).toBe(true);
      expect(edge === undefined || edgeIds.includes(edge), text).toBe(true);
      expect((node === undefined) !== (edge === undefined), text).toBe(true);
    }
    const chapters = recording.events.flatMap(({ what }) => (what.code === "m" ? [what.title] : []));
    expect(new Set(chapters).size).toBe(chapters.length);
    expect(chapters.length).toBeGreaterThanOrEqual(3);
    expect(chapters.at(-1)).toBe("Your turn");
  });

  it("ends with its one question, and its answer is explained", () => {
    const { recording } = open(walk);
    const codes = recording.events.map(({ what }) => what.code);
    expect(codes.filter((code) => code === "q")).toHaveLength(1);
    expect(codes.slice(-2)).toEqual(["q", "x"]);
    const { explanation = "" } = questionOf(open(walk));
    expect(explanation.length).toBeGreaterThan(40);
    expect(explanation).not.toMatch(/[{}]|NaN|∞|-\d/);
  });
});

function questionOf(player: Player) {
  const { question } = player.frameAt(player.length - 1);
  if (!question) throw new Error("no question");
  return question;
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** ∂C/∂x₃ by one row of the lesson on one node or two, once w₂₃ is 0.7. */
function byOneRow(): number {
  const x = [0.5, -1, 2];
  return [
    { w: [0.2, -0.4, 0.1], y: 0 },
    { w: [0.5, 0.3, 0.7], y: 1 },
  ].reduce((sum, { w, y }) => {
    const a = sigmoid(w.reduce((z, each, at) => z + each * (x[at] as number), 0));
    return sum + (a - y) * a * (1 - a) * (w[2] as number);
  }, 0);
}

/** (p − 1) / 60 for penguin 5 and its own species, by the network as the walk leaves it. */
function byPenguin5(player: Player): number {
  const tape = compile(analyse(player.frameAt(player.length).document.graph));
  forward(tape);
  return ((tape.entries.find(({ node }) => node.id === "p")?.out.value.data[4 * 3] as number) - 1) / 60;
}

/** The numbers that are asked for, by Vicas 2022's formulas and not by the engine. */
const answers: readonly (readonly [walk: string, answer: (player: Player) => number])[] = [
  ["02-chain-rule", () => (-4 * (-1.7) ** -5 + 4 * (-1.7) ** 3) / ((-1.7) ** -4 + (-1.7) ** 4)],
  [
    "03-two-paths",
    () => {
      const [t, x, y] = [-0.8, 0.64, Math.sin(-0.8)];
      return (2 * x + y) * 2 * t + (x + 2 * y) * Math.cos(t);
    },
  ],
  ["04-one-neuron", () => (2 * 1 - 0.25) * 1],
  ["05-sigmoid-neuron", () => (sigmoid(0) - 1) * sigmoid(0) * (1 - sigmoid(0)) * 1.5],
  ["07-one-node-or-two", () => 2 * byOneRow()],
  ["09-penguin-mlp", byPenguin5],
  // What y was made with.
  ["14-hidden-filter", () => 1.5],
];

it.each(answers)("asks in %s for a number that is so", (name, answer) => {
  const player = open(`${name}.gradrec`);
  const question = questionOf(player);
  const right = answer(player);
  expect("tolerance" in question).toBe(true);
  // It is told to three digits, and a guess must be nearer than half of it.
  expect(Math.abs(question.answer - right)).toBeLessThanOrEqual(0.006 * Math.abs(right));
  if ("tolerance" in question) {
    expect(Math.abs(question.answer - right)).toBeLessThan(question.tolerance);
    expect(question.tolerance).toBeLessThan(Math.abs(right) / 2);
  }
});

it("asks for a number in these, and in all others for a choice that was read by a person", () => {
  const numeric = lessons.filter(({ walk }) => "tolerance" in questionOf(open(walk))).map(({ name }) => name);
  expect(numeric).toEqual(answers.map(([name]) => name));
});
