import type { JsonObject } from "#core/json";
import type { Problem } from "#core/problem";
import { jsonText } from "#core/tensor/tensor-json";
import type { Io } from "./io";

/** A problem on one line: `FILE: node "z", handle "x": expects last axis 3, got 4 (shape-mismatch)`. */
export function problemLine(file: string, { node, handle, edge, message, code }: Problem): string {
  const place = [
    node === undefined ? "" : `node ${JSON.stringify(node)}`,
    handle === undefined ? "" : `handle ${JSON.stringify(handle)}`,
    node === undefined && edge !== undefined ? `edge ${JSON.stringify(edge)}` : "",
  ].filter((part) => part !== "");
  // A message may quote what a file holds; a line stays a line, and what steers a terminal is not let through.
  const said = message.replace(/[\s\p{Cc}]+/gu, " ");
  return `${file}: ${place.length > 0 ? `${place.join(", ")}: ` : ""}${said} (${code})`;
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

/** Writes the one JSON object of `--json` to standard output. */
export function printJson(io: Io, value: JsonObject): void {
  io.out(`${jsonText(value)}\n`);
}

/** Columns of text, each as wide as its widest cell; the last one runs free. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, [...cell].length);
  }
  const pad = (cell: string, column: number, row: readonly string[]) =>
    column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - [...cell].length);
  return rows.map((row) => `${row.map(pad).join("  ").trimEnd()}\n`).join("");
}
