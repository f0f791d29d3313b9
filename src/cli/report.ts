import type { JsonObject } from "#core/json";
import type { Problem } from "#core/problem";
import { shorten } from "#core/shorten";
import { type JsonTree, jsonPieces } from "#core/tensor/json-pieces";
import type { Io } from "./io";
import { visibleLine } from "./visible";

/** A problem on one line: `FILE: node "z", handle "x": expects last axis 3, got 4 (shape-mismatch)`. */
export function problemLine(file: string, { node, handle, edge, message, code }: Problem): string {
  const place = [
    node === undefined ? "" : `node ${JSON.stringify(shorten(node))}`,
    handle === undefined ? "" : `handle ${JSON.stringify(shorten(handle))}`,
    node === undefined && edge !== undefined ? `edge ${JSON.stringify(shorten(edge))}` : "",
  ].filter((part) => part !== "");
  return visibleLine(`${file}: ${place.length > 0 ? `${place.join(", ")}: ` : ""}${message} (${code})`);
}

/** Problems as `--json` gives them: always all five keys. */
export function encodeProblems(problems: readonly Problem[]): readonly JsonObject[] {
  return problems.map(({ code, message, node, handle, edge }) => ({
    code,
    message,
    node: node ?? null,
    handle: handle ?? null,
    edge: edge ?? null,
  }));
}

/** Writes problems to standard error, one a line. */
export function reportProblems(io: Io, file: string, problems: readonly Problem[]): void {
  for (const problem of problems) io.err(`${problemLine(file, problem)}\n`);
}

/** Writes the one JSON object of `--json` to standard output, bit by bit. */
export async function printJson(io: Io, value: { readonly [key: string]: JsonTree }): Promise<void> {
  await io.out(line(jsonPieces(value)));
}

function* line(pieces: Iterable<string>): Generator<string> {
  yield* pieces;
  yield "\n";
}

/** A cell is cut to so many signs: beside one of a megabyte, every other would be as wide. */
const WIDEST = 120;

/** Columns of text, each as wide as its widest cell; the last one runs free. Whatever a cell says, it stays in its place. */
export function* table(cells: Iterable<readonly string[]>): Generator<string> {
  const rows = [...cells].map((row) => row.map((cell, column) => shown(cell, column === row.length - 1)));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, [...cell].length);
  }
  const pad = (cell: string, column: number, row: readonly string[]) =>
    column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - [...cell].length);
  for (const row of rows) yield `${row.map(pad).join("  ").trimEnd()}\n`;
}

function shown(cell: string, isLast: boolean): string {
  return visibleLine(isLast ? cell : shorten(cell, WIDEST));
}
