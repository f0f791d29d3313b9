import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setParam } from "#core/document/commands";
import { sameTensor, type Tensor, tensor } from "#core/tensor/tensor";
import { halfBuilt, lesson, squared, walk, whole, withWeight, written } from "./fixtures/recordings";
import { openPlayer } from "./player";
import { recordRun } from "./record-run";
import { KEYFRAME_STEPS } from "./recorder";
import { verifyRecording } from "./verify";
import { writeRecording } from "./write-recording";

const codesOf = (text: string) => whole(text).events.map(({ what }) => what.code);

/** Each number that a float64 can be, by its bits. */
const anyBits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  const number = view.getFloat64(0);
  return Number.isNaN(number) ? Number.NaN : number;
});
const anyNumber = fc.oneof(
  anyBits,
  fc.constantFrom(-0, 0, Number.NaN, Infinity, -Infinity, 5e-324, -2.2e-308, 2 ** 53),
);

describe("a recording", () => {
  it.each(["all", "keyframes"] as const)("with values: %s is the same once written and read", (values) => {
    const recording = whole(written(lesson, { values }));
    expect(whole(writeRecording(recording))).toEqual(recording);
    expect(writeRecording(recording)).toBe(written(lesson, { values }));
    expect(verifyRecording(recording).firstMismatch).toBeNull();
  });

  it("keeps every float64 to the last bit", () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 1, maxLength: 12 }), (numbers) => {
        const value = tensor([numbers.length], numbers);
        const document = setParam(halfBuilt, "x", "value", value);
        const recording = whole(
          written(
            (recorder) => {
              walk(recorder);
              recorder.end(0);
            },
            { document },
          ),
        );
        const told: (Tensor | undefined)[] = [recording.header.document.graph.nodes[0]?.params.value];
        for (const { what } of recording.events) {
          if (what.code === "f") told.push(what.out);
          if (what.code === "k") told.push(what.state.params.x?.value);
        }
        expect(told.length).toBe(4);
        for (const each of told) expect(each && sameTensor(each, value)).toBe(true);
      }),
    );
  });

  it("has the same bytes twice, but for when it was made and how fast", () => {
    const still = (text: string) => text.replace(/"created":"(?:[^"\\]|\\.)*"/, "").replaceAll(/^\[[\d.]+,/gm, "[");
    const slow = (created: string, speed: number) => {
      const lines: string[] = [];
      const run = { document: squared, updates: 0, rate: 0.5, created, clock: () => speed };
      recordRun(run, (line) => lines.push(line));
      return lines.join("");
    };
    const [one, other] = [slow("2026-01-01T00:00:00Z", 1), slow('say "when"', 0.125)];
    expect(one).not.toBe(other);
    expect(still(one)).toBe(still(other));
    expect(one.split("\n").at(-2)?.split(",").slice(1)).toEqual(other.split("\n").at(-2)?.split(",").slice(1));
  });

  it("writes a tensor once and refers to it from then on, the graph's own among them", () => {
    const long = setParam(halfBuilt, "x", "value", tensor([3], [1 / 3, 1 / 7, 1 / 9]));
    const told = written(
      (recorder) => {
        walk(recorder);
        recorder.end(0);
      },
      { document: long },
    );
    expect(told.split(String(1 / 7)).length - 1).toBe(1);
    expect(told).toMatch(/"out":"#[0-9a-f]{16}"/);
  });

  it("with values in keyframes leaves tensors out of its steps", () => {
    const { events } = whole(
      written(
        (recorder) => {
          walk(recorder);
          recorder.end(0);
        },
        { values: "keyframes" },
      ),
    );
    const steps = events.filter(({ what }) => "step" in what);
    expect(steps.length).toBe(13);
    for (const { what } of steps) expect(Object.keys(what).sort()).not.toContain("out");
  });
});

describe("keyframes stand", () => {
  it("before the first step, and where a phase of the pass ends", () => {
    const text = written((recorder) => {
      walk(recorder);
      recorder.end(0);
    });
    expect(codesOf(text).join("")).toBe("kffffffkgkbbbbbbkx");
  });

  it("where a graph runs forward only, at the end of that", () => {
    expect(
      codesOf(
        written(
          (recorder) => {
            walk(recorder);
            recorder.end(0);
          },
          { document: halfBuilt },
        ),
      ).join(""),
    ).toBe("kfkx");
  });

  it(`after ${KEYFRAME_STEPS} steps without one`, () => {
    const text = written((recorder) => {
      for (let at = 0; at < 600; at += 1) recorder.update(0.01, 0);
      recorder.end(0);
    });
    const codes = codesOf(text).join("");
    expect(codes).toBe(`k${"u".repeat(256)}k${"u".repeat(256)}k${"u".repeat(88)}x`);
  });

  it("after an edit of a number or of the graph, not after one of a place", () => {
    const moved = { ...squared, layout: { x: { x: 9, y: 9 }, z: { x: 200, y: 20 } } };
    const text = written((recorder) => {
      recorder.edit(moved, 0, 1);
      recorder.edit(withWeight(moved, 2), 3, 1);
      recorder.end(0);
    });
    expect(codesOf(text).join("")).toBe("keekx");
    expect(text).toContain('"e",{"position":0,"layout":{"x":{"x":9,"y":9}}}');
    expect(text).toContain('"e",{"position":3,"params":{"z":{"weight":[[2,0.7]]}}}');
  });

  it("where the pass jumps or goes back", () => {
    const text = written((recorder) => {
      recorder.moveTo(5, 1);
      recorder.moveTo(4, 1);
      recorder.moveTo(4, 1);
      recorder.end(0);
    });
    expect(codesOf(text).join("")).toBe("kkkx");
  });
});

describe("the recorder", () => {
  it("tells with an edit what training left when it was not told the trained document", () => {
    const text = written((recorder) => {
      recorder.update(0.5, 1);
      recorder.edit(withWeight(squared, 3), 0, 1);
      recorder.end(0);
    });
    const recording = whole(text);
    expect(verifyRecording(recording).firstMismatch).toBeNull();
    const { document } = openPlayer(recording).frameAt(99);
    expect(document.graph.nodes.map(({ params }) => params)).toEqual(
      withWeight(squared, 3).graph.nodes.map(({ params }) => params),
    );
  });

  it("tells the whole graph when a card has lost its place", () => {
    const text = written((recorder) => {
      recorder.edit({ ...squared, layout: {} }, 0, 1);
      recorder.end(0);
    });
    expect(openPlayer(whole(text)).frameAt(99).document.layout).toEqual({});
  });

  it.each([
    { code: "s", camera: { x: Number.NaN, y: 0, width: 1 } },
    { code: "s", camera: { x: 0, y: 0, width: 0 } },
    { code: "q", prompt: "?", answer: Number.POSITIVE_INFINITY, tolerance: 1 },
    { code: "q", prompt: "?", choices: [], answer: 0 },
  ] as const)("does not write what no reader would take: %j", (aside) => {
    const text = written((recorder) => {
      expect(recorder.tell(aside, 1)).toBe(false);
      recorder.end(0);
    });
    expect(codesOf(text).join("")).toBe("kx");
  });

  it("takes odd times for none, and refuses a rate that leads nowhere", () => {
    const text = written((recorder) => {
      for (const dt of [Number.NaN, -1, Infinity, 0.0004]) recorder.tell({ code: "p" }, dt);
      expect(() => recorder.update(Number.NaN, 0)).toThrow(RangeError);
      recorder.end(0);
    });
    expect(whole(text).events.every(({ dt }) => dt === 0)).toBe(true);
  });
});
