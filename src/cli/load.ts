import type { Document } from "#core/document/document";
import type { Parsed } from "#core/document/parse";
import { problemsOf } from "#core/document/problems";
import { type Analysis, analyse } from "#core/graph/analyse";
import { unknownSettings } from "#core/graph/unknown-settings";
import type { Problem } from "#core/problem";
import type { Io } from "./io";
import { readGraph } from "./read-graph";
import { encodeProblems, printJson, reportProblems } from "./report";

/** A file whose graph can run whole. */
export interface Loaded {
  readonly document: Document;
  readonly analysis: Analysis;
  /** What is told of it, and does not stop it. */
  readonly warnings: readonly Problem[];
}

/** Reads a file for a command that needs a sound graph; where it is not, tells all its problems and gives null. */
export async function loadSound(io: Io, file: string, json: boolean): Promise<Loaded | null> {
  return openSound(io, file, await readGraph(io, file), json);
}

/** As `loadSound`, from a file that was read. */
export async function openSound(io: Io, file: string, parsed: Parsed, json: boolean): Promise<Loaded | null> {
  const problems = problemsOf(parsed);
  if (parsed.document && problems.length === 0) {
    const { graph } = parsed.document;
    const warnings = unknownSettings(graph);
    reportProblems(io, file, warnings);
    return { document: parsed.document, analysis: analyse(graph), warnings };
  }
  const all = parsed.document ? [...problems, ...unknownSettings(parsed.document.graph)] : problems;
  reportProblems(io, file, all);
  if (json) await printJson(io, { problems: encodeProblems(all) });
  return null;
}
