import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "#core/json";
import type { ProblemCode } from "#core/problem";
import { zeros } from "#core/tensor/tensor";
import { encodeTensor } from "#core/tensor/tensor-json";
import { parseDocument } from "./parse";

const resources = new URL("../../../resources/", import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, resources), "utf8")) as JsonObject;
const lessons = readdirSync(new URL("lessons/", resources)).filter((name) => name.endsWith(".gradwire"));
const schema = z.fromJSONSchema(read("schema/gradwire-graph.schema.json"));
const fits = (file: Json) => schema.safeParse(file).success;

/** What a schema can see of a file; the rest is about ids, raggedness and what the ops make of it. */
const visible: readonly ProblemCode[] = ["not-gradwire", "newer-version", "schema", "bad-param"];
const opens = (file: Json) => !parseDocument(JSON.stringify(file)).problems.some(({ code }) => visible.includes(code));

/** The file with one of its values replaced or left out, for every place in it. */
function* spoilt(json: Json, path: string): Generator<readonly [where: string, Json]> {
  for (const [what, other] of [
    ["null", null],
    ["a number", 7],
    ["a text", "?"],
    ["a list", []],
    ["an object", {}],
  ] as const)
    yield [`${path} is ${what}`, other];
  if (Array.isArray(json)) {
    for (const [at, entry] of json.entries())
      for (const [where, other] of spoilt(entry as Json, `${path}[${at}]`)) yield [where, json.with(at, other)];
  } else if (isJsonObject(json)) {
    for (const [key, value] of Object.entries(json)) {
      const { [key]: _, ...rest } = json;
      yield [`${path}.${key} is missing`, rest];
      for (const [where, other] of spoilt(value, `${path}.${key}`)) yield [where, { ...json, [key]: other }];
    }
  }
}

describe("the JSON Schema of graph files", () => {
  it.each(lessons)("fits %s", (lesson) => {
    expect(fits(read(`lessons/${lesson}`))).toBe(true);
  });

  it("agrees with the reader wherever a file may be spoilt", () => {
    const empty = { id: "none", type: "Input", params: { value: encodeTensor(zeros([0, 3])) } };
    const lesson = read("lessons/03-two-paths.gradwire");
    const file = { ...lesson, nodes: [...(lesson.nodes as readonly Json[]), empty] };
    const verdicts = [...spoilt(file, "file")].map(([where, other]) => ({
      where,
      fits: fits(other),
      opens: opens(other),
    }));
    // That a block is as long as its shape asks for is more than a schema can say.
    const block = "file.nodes[6].params.value";
    const beyond = [`${block}.shape is a list`, `${block}.shape[0] is a number`, `${block}.float64 is a text`];
    expect(verdicts.filter((each) => each.fits && !each.opens).map(({ where }) => where)).toEqual(beyond);
    expect(verdicts.filter((each) => !each.fits && each.opens)).toEqual([]);
    expect(new Set(verdicts.map((verdict) => verdict.fits)).size).toBe(2);
  });
});
