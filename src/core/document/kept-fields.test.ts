import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRecording } from "#core/recording/read";
import { recordRun } from "#core/recording/record-run";
import { headerText } from "#core/recording/write-event";
import { tensorText } from "#core/tensor/tensor-json";
import { copyFragment, paste, place, setConfig, setLabel } from "./commands";
import type { Document } from "./document";
import { parseDocument } from "./parse";
import { encodeDocument, serialiseDocument } from "./serialise";

/*
 * What this version does not know comes back as it was, wherever in a file it stands. A file is written here as text, since not all
 * that a file may hold can be said in JavaScript's own values.
 */

/** Text of JSON with hard numbers and hard keys in it, not too deep. */
const hardNumber = fc.constantFrom(
  "1e309",
  "-1e309",
  "12345678901234567891",
  "0.1234567890123456789",
  "1e-400",
  "-0",
  "1",
  "0.1",
);
const hardKey = fc.constantFrom("__proto__", "constructor", "toString", "", "a", 'ä\\n\\"', "locked", "later");
const { json: anyJson } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    hardNumber,
    fc.constantFrom("null", "true", '"text"', '"1e309"', "[]", "{}"),
    fc.array(tie("json"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fieldsOf(tie("json")).map((fields) => `{ ${fields.join(", ")} }`),
  ),
}));

function fieldsOf(value: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> {
  return fc
    .uniqueArray(fc.tuple(hardKey, value), { maxLength: 3, selector: ([key]) => key })
    .map((fields) => fields.map(([key, each]) => `"${key}": ${each}`));
}

const fields = fieldsOf(anyJson);

/** A file in the form in which it is written, but for spaces. */
const fileText = fc
  .record({ top: fields, meta: fields, known: fields, config: fields, position: fields, strange: fields, edge: fields })
  .map(({ top, meta, known, config, position, strange, edge }) =>
    object([
      '"format": "gradwire-graph"',
      '"version": 1',
      `"meta": ${object(['"title": "t"', ...meta])}`,
      `"nodes": [${[
        object([
          '"id": "x"',
          '"type": "Input"',
          `"position": ${object(['"x": 1', '"y": 2', ...position])}`,
          ...(config.length > 0 ? [`"config": ${object(config)}`] : []),
          '"params": { "value": [0.1, 2] }',
          ...known,
        ]),
        object([
          '"id": "q"',
          '"type": "Quux"',
          `"config": ${object(config)}`,
          `"params": ${object(strange)}`,
          ...strange,
        ]),
        object(['"id": "s"', '"type": "Sum"']),
      ].join(", ")}]`,
      `"edges": [${object(['"id": "e"', '"source": "x"', '"sourceHandle": "out"', '"target": "s"', '"targetHandle": "x"', ...edge])}]`,
      ...top,
    ]),
  );

function object(parts: readonly string[]): string {
  return `{ ${parts.join(", ")} }`;
}

/** Without spaces outside of texts, so that only what is said counts. */
function bare(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
}

function read(text: string): Document {
  const { document, problems } = parseDocument(text);
  expect(problems).toEqual([]);
  return document as Document;
}

describe("fields that this version does not know", () => {
  test("come back as they were, wherever they stand", () => {
    fc.assert(
      fc.property(fileText, (text) => {
        const written = serialiseDocument(read(text));
        expect(bare(written)).toBe(bare(text));
        expect(serialiseDocument(read(written))).toBe(written);
      }),
      { numRuns: 300 },
    );
  });

  test("come back from another thread", () => {
    fc.assert(
      fc.property(fileText, (text) => {
        expect(bare(serialiseDocument(structuredClone(read(text))))).toBe(bare(text));
      }),
      { numRuns: 50 },
    );
  });

  test("come back from the graph of a recording", () => {
    fc.assert(
      fc.property(fileText, (text) => {
        const lines: string[] = [];
        recordRun({ document: read(text), updates: 0, rate: 0, created: "" }, (line) => lines.push(line));
        const { recording, problems } = readRecording(lines.join(""));
        expect(problems).toEqual([]);
        expect(bare(serialiseDocument(recording?.header.document as Document))).toBe(bare(text));
      }),
      { numRuns: 50 },
    );
  });

  test("come back from the graph of an edit in a recording, and from a line and a header that are not known", () => {
    const graph = bare(`{ "format": "gradwire-graph", "version": 1, "meta": { "title": "" }, "nodes": [
      { "id": "x", "type": "Input", "params": { "value": 1 }, "note": 1e309 }], "edges": [], "__proto__": 1e309 }`);
    const header = headerText({
      ...{ title: "", created: "", seed: 0, values: "all", requires: [], rate: null },
      document: read(graph),
    }).replace('"graph":', '"later":12345678901234567891,"graph":');
    const text = `${header}\n[0,"e",{"position":0,"graph":${graph}}]\n[0,"zz",{"a":1e309}]\n`;
    const { recording } = readRecording(text);
    expect(recording?.events.map(({ what }) => what.code)).toEqual(["e", "unknown"]);
    const [edit, unknown] = recording?.events ?? [];
    expect(edit?.what.code === "e" && bare(serialiseDocument(edit.what.document as Document))).toBe(graph);
    expect(unknown?.what.code === "unknown" && bare(String(Object.values(unknown.what.payload)[0]))).toBe("1e309");
    expect(headerText(recording?.header as never)).toContain('"later":12345678901234567891');
  });

  test("stay through edits, and go along with a copy", () => {
    const text = `{ "format": "gradwire-graph", "version": 1, "meta": { "title": "t", "a": 1e309 }, "nodes": [
      { "id": "x", "type": "Input", "position": { "x": 0, "y": 0, "locked": true, "__proto__": 1e309 },
        "config": { "big": 1e309 }, "params": { "value": 1 }, "__proto__": { "a": 1 }, "note": 1e309 }], "edges": [], "later": 1e309 }`;
    const kept = ['"locked": true', '"__proto__": 1e309', '"big": 1e309', '"__proto__": { "a": 1 }', '"note": 1e309'];
    const before = read(text);
    const moved = setConfig(setLabel(place(before, { x: { x: 5, y: 6 } }), "x", "name"), "x", "trainable", true);
    const { document } = paste(moved, copyFragment(moved, new Set(["x"])), { x: 10, y: 0 });
    const written = serialiseDocument(document);
    for (const field of kept) expect(written.split(field).length - 1, field).toBe(2);
    expect(written).toContain('"later": 1e309');
  });

  test("are no reason to lose a number that is known: it is the nearest float64", () => {
    const document = read(`{ "format": "gradwire-graph", "version": 1, "nodes": [
      { "id": "x", "type": "Input", "position": { "x": 0.12345678901234567891, "y": 1 }, "params": { "value": [0.12345678901234567891, 1e309] } },
      { "id": "c", "type": "Loss", "config": { "weight": 0.12345678901234567891 } }], "edges": [] }`);
    expect(document.layout.x?.x).toBe(0.12345678901234568);
    expect(tensorText(document.graph.nodes[0]?.params.value as never)).toBe('[0.12345678901234568, "Infinity"]');
    expect(JSON.stringify(encodeDocument(document).version)).toBe("1");
  });
});
