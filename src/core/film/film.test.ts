import { expect, test } from "vitest";
import { emptyDocument } from "#core/document/document";
import type { Happening, Recording, RecordingEvent } from "#core/recording/event";
import { readRecording } from "#core/recording/read";
import { recordRun } from "#core/recording/record-run";
import { fromNested } from "#core/tensor/tensor";
import { openFilm } from "./film";

const node = (id: string, type: string, value?: number) => ({
  ...{ id, type, config: {} },
  params: value === undefined ? {} : { value: fromNested([value]) },
});
const edge = (source: string, target: string, targetHandle: string) => ({
  ...{ id: `${source}-${target}`, source, sourceHandle: "out", target, targetHandle },
});
const document = {
  ...emptyDocument,
  meta: { title: "Two numbers", description: "", author: "" },
  graph: {
    nodes: [node("x", "Input", 2), node("y", "Input", 0.5), node("C", "Loss")],
    edges: [edge("x", "C", "prediction"), edge("y", "C", "target")],
  },
};

function recordPass(): Recording {
  let text = "";
  recordRun({ document, updates: 0, rate: 0, created: "" }, (line) => {
    text += line;
  });
  const { recording } = readRecording(text);
  if (!recording) throw new Error("what was recorded cannot be read");
  return recording;
}

/** The pass, with this told after one of its steps. */
function tell(step: number, ...told: readonly (readonly [number, Happening])[]): Recording {
  const { header, events } = recordPass();
  const at = events.findIndex(({ what }) => "step" in what && what.step === step) + 1;
  const asides = told.map(([dt, what]): RecordingEvent => ({ dt, what }));
  return { header, events: [...events.slice(0, at), ...asides, ...events.slice(at)] };
}

const look = { theme: "light", size: { width: 1280, height: 720 } } as const;

test("a pass is the picture before it and one of each step", () => {
  const film = openFilm(recordPass());
  expect(film.names).toEqual([
    "Beginning",
    "Step 1 of 7, forward, x",
    "Step 2 of 7, forward, y",
    "Step 3 of 7, forward, C",
    "Step 4 of 7, seed",
    "Step 5 of 7, backward, C",
    "Step 6 of 7, backward, y",
    "Step 7 of 7, backward, x",
  ]);
  expect(film.draw(3, look)).toContain('data-node="C"');
});

test("a picture shows only what is computed by then", () => {
  const film = openFilm(recordPass());
  const states = (at: number) => [...film.draw(at, look).matchAll(/data-state="([a-z-]*)"/g)].map(([, state]) => state);
  expect(states(0)).toEqual(["not-yet", "not-yet", "not-yet", "not-yet"]);
  expect(states(7)).toEqual(["known", "known", "known", "known"]);
});

test("pictures stay as long as it took, within bounds, or as long as they take to read", () => {
  const late: Happening = { code: "c", text: "Here comes the target, and it is one half." };
  const film = openFilm(tell(2, [0.01, { code: "c", text: "!" }], [60, late]));
  const at = film.names.indexOf("Step 2 of 7, forward, y");
  expect(film.seconds.recorded.slice(at, at + 3)).toEqual([0.3, 10, 1]);
  expect(film.seconds.reading[at + 2]).toBeGreaterThan(film.seconds.reading[at + 1] as number);
  expect(film.hasCaptions).toBe(true);
});

test("a question is asked in one picture and answered in the next", () => {
  const question: Happening = { code: "q", prompt: "Which?", choices: ["this", "that"], answer: 1, explanation: "So." };
  const film = openFilm(tell(2, [1, question]));
  const at = film.names.indexOf("Step 2 of 7, forward, y") + 1;
  const says = (place: number) => [...film.draw(place, look).matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);
  expect(says(at)).toEqual(expect.arrayContaining(["Which? (a) this (b) that", "Question"]));
  expect(says(at)).not.toContain("Answer");
  expect(says(at + 1)).toEqual(expect.arrayContaining(["The answer is (b) that. So.", "Answer", "Which?"]));
});

test("hostile words are words", () => {
  const text = "<script>alert(1)</script>&\u0000\u202e";
  const film = openFilm(tell(1, [0, { code: "c", text }], [0, { code: "m", title: "<img onerror=x>" }]));
  for (const at of film.names.keys()) expect(film.draw(at, look)).not.toMatch(/<(script|img)/);
});

test("an empty graph and one with no time have a film", () => {
  const { header } = recordPass();
  const film = openFilm({ header: { ...header, document: emptyDocument }, events: [] });
  expect(film.names).toHaveLength(1);
  expect(film.seconds.recorded[0]).toBeGreaterThanOrEqual(3);
  expect(film.isTimed).toBe(false);
  expect(film.draw(0, { ...look, size: { width: 1080, height: 1080 } })).toContain("nothing in this graph yet");
});
