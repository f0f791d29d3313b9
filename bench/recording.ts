import type { Document } from "#core/document/document";
import type { Header } from "#core/recording/event";
import { openPlayer } from "#core/recording/player";
import { readRecording } from "#core/recording/read";
import { recordRun } from "#core/recording/record-run";
import { backward, type Entry, forward, type Tape } from "#core/tape/tape";
import { encodeTensor } from "#core/tensor/tensor-json";
import { descendTape } from "#core/train/descend";
import { learnableOn } from "#core/train/learnable";
import { compiled, perceptron } from "./graphs";
import { type Row, race } from "./measure";

const UPDATES = 1000;
const RATE = 0.1;

/** R: 1,000 training steps of the teaching graph, recorded. */
export function recordedRun(): readonly Row[] {
  const graph = perceptron([], [3, 4, 2], false);
  const document: Document = { meta: { title: "T", description: "", author: "" }, graph, layout: {} };
  const record = (values: Header["values"]): string => {
    let text = "";
    recordRun({ document, updates: UPDATES, rate: RATE, created: "", values }, (line) => {
      text += line;
    });
    return text;
  };
  const run = () => {
    const tape = compiled(graph);
    const learnable = learnableOn(tape);
    forward(tape);
    backward(tape);
    for (let step = 0; step < UPDATES; step += 1) {
      descendTape(learnable, RATE);
      forward(tape);
      backward(tape);
    }
  };
  const keyframes = record("keyframes");
  const all = record("all");
  // Apart from the one with all values, whose garbage would be collected in the others' turns.
  const times = race({ run, recorded: () => void record("keyframes") });
  const { all: withAll } = race({ all: () => void record("all") });
  const opening = race({ keyframes: () => opened(keyframes), all: () => opened(all) });
  return [
    {
      id: "R",
      what: "1,000 training steps of T: the recording, values in keyframes",
      value: keyframes.length,
      unit: "bytes",
      target: 40_000,
    },
    {
      id: "R",
      what: "… with all values",
      value: all.length,
      unit: "bytes",
      target: plainJson(graph),
    },
    {
      id: "R",
      what: "… running and recording it, against running it",
      value: times.recorded / times.run,
      unit: "×",
      target: 1.2,
      beside: [
        { name: "ms run", value: times.run },
        { name: "all", value: withAll },
      ],
    },
    {
      id: "R",
      what: "… opening it",
      value: opening.keyframes,
      unit: "ms",
      target: 200,
      beside: [{ name: "all", value: opening.all }],
    },
    {
      id: "R",
      what: "… seeking to the step that takes longest",
      value: slowestSeek(keyframes),
      unit: "ms",
      target: 10,
    },
  ];
}

function opened(text: string) {
  const { recording } = readRecording(text);
  if (!recording) throw new Error("what was just recorded cannot be opened");
  return openPlayer(recording);
}

/**
 * How long it takes to seek to the frame that takes longest, in milliseconds. Each is sought from far off, in three rounds of which the
 * shortest counts: what the machine did meanwhile is not the player's.
 */
function slowestSeek(text: string): number {
  const player = opened(text);
  const frames = player.length + 1;
  const shortest = new Float64Array(frames).fill(Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < 3 * frames; turn += 1) {
    const at = (turn * 389) % frames;
    const start = performance.now();
    player.frameAt(at);
    shortest[at] = Math.min(shortest[at] as number, performance.now() - start);
  }
  return Math.max(...shortest);
}

/** How long the plain JSON of every value and gradient after every step is, of outputs, params and edges, one line a step. */
function plainJson(graph: Tape["graph"]): number {
  const tape = compiled(graph);
  const learnable = learnableOn(tape);
  let length = 0;
  for (let step = 0; step <= UPDATES; step += 1) {
    if (step > 0) descendTape(learnable, RATE);
    forward(tape);
    backward(tape);
    length += JSON.stringify(tape.entries.map(numbersOf)).length + 1;
  }
  return length;
}

/** Some 90 numbers for the teaching graph: an Input's value and its param are one. */
function numbersOf({ type, out, params, outgoing }: Entry) {
  const traced = type === "Input" ? [out] : [out, ...Object.values(params)];
  const told = traced.map(({ value, grad }) => [encodeTensor(value), grad && encodeTensor(grad)]);
  return [told, outgoing.map(({ grad }) => grad && encodeTensor(grad))];
}
