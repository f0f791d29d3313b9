import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isJsonObject, type Json } from "#core/json";
import { lesson, written } from "./fixtures/recordings";
import { readRecording } from "./read";

const resources = new URL("../../../resources/", import.meta.url);
const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL("schema/gradwire-recording.schema.json", resources), "utf8")),
);
const fits = (line: Json) => schema.safeParse(line).success;
const walks = readdirSync(new URL("lessons/", resources)).filter((name) => name.endsWith(".gradrec"));

/** The line with one of its values replaced, or left out of an object, for every place outside its tensors. */
function* spoilt(json: Json, path: string, depth = 0): Generator<readonly [where: string, Json]> {
  for (const other of [null, -7, "?", [], {}]) yield [`${path} is ${JSON.stringify(other)}`, other];
  if (depth > 3) return;
  if (Array.isArray(json)) {
    for (const [at, entry] of json.entries()) {
      for (const [where, other] of spoilt(entry as Json, `${path}[${at}]`, depth + 1))
        yield [where, json.with(at, other)];
    }
  } else if (isJsonObject(json)) {
    for (const [key, value] of Object.entries(json)) {
      const { [key]: _, ...rest } = json;
      yield [`${path}.${key} is missing`, rest];
      if (key === "graph") continue;
      for (const [where, other] of spoilt(value, `${path}.${key}`, depth + 1)) yield [where, { ...json, [key]: other }];
    }
  }
}

describe("the JSON Schema of recordings", () => {
  it.each(walks)("fits each line of %s", (walk) => {
    const lines = readFileSync(new URL(`lessons/${walk}`, resources), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.filter((line) => !fits(JSON.parse(line)))).toEqual([]);
  });

  it("refuses no line that the reader takes", () => {
    const lines = written(lesson).trimEnd().split("\n");
    const verdicts = lines.flatMap((line, at) =>
      [...spoilt(JSON.parse(line), `line ${at + 1}`)].map(([where, other]) => {
        const { problems, flaws } = readRecording([...lines.slice(0, at), JSON.stringify(other)].join("\n"));
        const isTaken = problems.length === 0 && !flaws.some((flaw) => flaw.line === at + 1 && flaw.kind === "damaged");
        return { where, isTaken, fits: fits(other) };
      }),
    );
    expect(verdicts.filter((each) => each.isTaken && !each.fits).map(({ where }) => where)).toEqual([]);
    expect(new Set(verdicts.map((each) => each.fits)).size).toBe(2);
  });
});
