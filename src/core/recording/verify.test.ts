import { describe, expect, it } from "vitest";
import { isJsonObject, type Json } from "#core/json";
import { lesson, walk, whole, written } from "./fixtures/recordings";
import { readRecording } from "./read";
import { verifyRecording, verifySteps } from "./verify";

const lines = written((recorder) => {
  walk(recorder);
  recorder.update(0.5, 1);
  recorder.end(0);
})
  .trimEnd()
  .split("\n");

/** Every number of a line's payload that is part of a tensor, as the keys that lead to it. */
function numbersIn(json: Json, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof json === "number") return ["step", "position", "steps"].includes(String(path.at(-1))) ? [] : [path];
  if (Array.isArray(json)) return json.flatMap((each, at) => numbersIn(each as Json, [...path, at]));
  if (isJsonObject(json)) return Object.entries(json).flatMap(([key, each]) => numbersIn(each, [...path, key]));
  return [];
}

function altered(json: Json, [key, ...path]: readonly (string | number)[]): Json {
  if (key === undefined) return (json as number) + 0.001;
  if (Array.isArray(json)) return json.with(key as number, altered(json[key as number] as Json, path));
  const object = json as Record<string, Json>;
  return { ...object, [key]: altered(object[key] as Json, path) };
}

interface Tampered {
  readonly line: number;
  readonly path: string;
  readonly text: string;
}

/** The recording with one number of one line changed, for each number there is. */
const tampered = lines.flatMap((line, at): readonly Tampered[] => {
  if (at === 0) return [];
  const [dt, code, payload] = JSON.parse(line) as readonly [number, string, Json];
  return numbersIn(payload).map((path) => ({
    line: at,
    path: path.join("."),
    text: lines.with(at, JSON.stringify([dt, code, altered(payload, path)])).join("\n"),
  }));
});

describe("verification", () => {
  it("passes what was recorded, and tells how far it is", () => {
    const recording = whole(written(lesson));
    expect(verifyRecording(recording)).toEqual({ steps: 18, firstMismatch: null });
    expect([...verifySteps(recording)]).toEqual(recording.events.map((_, at) => at + 1));
  });

  it("finds each number that was changed, where it is", () => {
    expect(tampered.length).toBeGreaterThan(50);
    let found = 0;
    for (const { line, path, text } of tampered) {
      const { recording, flaws } = readRecording(text);
      expect(flaws.length, `${line} ${path}`).toBeGreaterThan(0);
      const { firstMismatch } = verifyRecording(recording as NonNullable<typeof recording>);
      // Where another number of its own line refers to what it was, the line cannot even be read.
      if (flaws[0]?.line === line + 1) {
        expect(flaws[0].message).toContain("refers to a tensor that was not written before it");
        continue;
      }
      found += 1;
      expect(firstMismatch?.event, `${line} ${path}`).toBe(line - 1);
      const { node, edge, recorded, computed } = firstMismatch as NonNullable<typeof firstMismatch>;
      if (!path.endsWith("cost")) expect(node ?? edge).toBeTypeOf("string");
      if (path.includes("edges.")) expect(path).toContain(edge);
      expect(Math.abs((recorded ?? 0) - (computed ?? 0))).toBeCloseTo(0.001, 9);
    }
    expect(found).toBeGreaterThan(tampered.length / 2);
  });

  const replaced = (from: string | RegExp, to: string) => {
    const { recording } = readRecording(lines.join("\n").replace(from, to));
    return verifyRecording(recording as NonNullable<typeof recording>).firstMismatch;
  };

  it("finds a node out of its order, and says whose turn it was", () => {
    const text = lines.join("\n");
    const [, node] = /"step":2,"node":"(\w)"/.exec(text) as unknown as readonly [string, string];
    expect(replaced(`"step":2,"node":"${node}"`, '"step":2,"node":"C"')).toMatchObject({
      ...{ step: 2, node: "C", message: `tells forward at C, but forward at ${node} is next` },
    });
    expect(replaced(/"g",\{"step":7,"cost":[^}]*\}/, '"b",{"step":7,"node":"C"}')?.message).toBe(
      "tells backward at C, but the seed is next",
    );
  });

  it("finds tensors that are missing where every step is said to have them", () => {
    expect(replaced(/("f",\{"step":1,"node":"\w"),"out":[^}]*\}/, "$1}")).toMatchObject({
      step: 1,
      message: "is not in the recording",
    });
    expect(replaced(/("b",\{"step":8,"node":"C"),.*\}\]/, "$1}]")).toMatchObject({
      step: 8,
      message: "is not in the recording",
    });
    expect(replaced(/,"cost":[^}]*/, "")).toMatchObject({ step: 7, message: "is not in the recording" });
  });

  it("finds a position beyond the pass", () => {
    expect(replaced('"k",{"position":6', '"k",{"position":60')).toMatchObject({
      step: 6,
      message: "tells of 60 steps of a pass that has 13",
    });
  });

  it("finds what there is nothing of", () => {
    expect(replaced('"k",{"position":6,"outs":{', '"k",{"position":6,"outs":{"__proto__":1,')).toMatchObject({
      ...{ node: "__proto__", message: "is recorded, but there is nothing of the kind" },
    });
  });

  it("finds another shape in a keyframe, and says both", () => {
    expect(replaced(/("k",\{"position":0,"params":\{)/, '$1"z":{"weight":[1,2,3],"bias":[0.1]},')?.message).toBe(
      undefined,
    );
    const flat = lines
      .join("\n")
      .replace(/"weight":("#\w+"|\[\[0\.3,0\.7\]\])(.*\n)/g, (line, _, rest) =>
        line.includes("graph") ? line : `"weight":[1,2,3]${rest}`,
      );
    const { recording } = readRecording(flat);
    expect(recording && openable(recording)).toBe(true);
  });
});

function openable(recording: NonNullable<ReturnType<typeof readRecording>["recording"]>): boolean {
  return verifyRecording(recording).firstMismatch !== null;
}
