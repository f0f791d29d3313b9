import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument } from "#core/document/parse";
import { problemsOf } from "#core/document/problems";
import { analyse } from "#core/graph/analyse";
import { jsonPieces } from "#core/tensor/json-pieces";
import { encodeRun } from "./encode-run";
import { firstNotFinite } from "./not-finite";
import { backward, compile, forward } from "./tape";

const folder = new URL("./fixtures/conformance/", import.meta.url);
const graphs = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")).graph);

/** What a hostile or careless hand may put in any place of a file. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    "NaN",
    "__proto__",
    "constructor",
    "",
    0,
    -1,
    1e9,
    2 ** 53,
    null,
    [],
    {},
    [[]],
    [[1], [2, 3]],
  ),
  fc.constantFrom(
    "x^x^x",
    "import('fs')",
    "a.b",
    "f(x)=1",
    "((",
    "out",
    "Linear",
    "Expression",
    "GaussianConv",
    "Loss",
  ),
);

/** Every place in a JSON value, as the keys that lead to it. */
function placesOf(json: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof json !== "object" || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

/** A copy with the value at a place replaced, or taken away where `value` is undefined. */
function replaced(json: unknown, [key, ...path]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const entries = Object.entries(json as object).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    const next = replaced(inner, path, value);
    return next === undefined ? [] : [[name, next]];
  });
  return Array.isArray(json) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Does with a text all that opening and running a file does. */
function open(text: string): void {
  const parsed = parseDocument(text);
  const problems = problemsOf(parsed);
  for (const { code, message } of problems) expect(`${code} ${message}`.length).toBeLessThan(2000);
  if (!parsed.document) {
    expect(problems).not.toEqual([]);
    return;
  }
  const tape = compile(analyse(parsed.document.graph));
  forward(tape);
  backward(tape);
  for (const _piece of jsonPieces(encodeRun(tape)));
  firstNotFinite(tape);
}

describe("nothing that a file contains breaks the program", () => {
  test("files with anything in the place of anything are opened as far as they make sense", { timeout: 60_000 }, () => {
    const graph = fc.constantFrom(...graphs);
    const wounds = fc.array(fc.tuple(fc.nat(), fc.option(anything, { nil: undefined })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(graph, wounds, (sound, all) => {
        const wounded = all.reduce<unknown>((json, [pick, value]) => {
          const places = placesOf(json);
          return replaced(json, places[pick % places.length] ?? [], value);
        }, sound);
        open(JSON.stringify(wounded) ?? "");
      }),
      { numRuns: 300 },
    );
  });

  test("files cut off anywhere are refused", () => {
    const text = JSON.stringify(graphs[0]);
    for (let length = 0; length < text.length; length += 1) {
      expect(parseDocument(text.slice(0, length)).problems[0]?.code).toBe("not-json");
    }
  });
});
