import type { Document } from "#core/document/document";
import type { Parsed } from "#core/document/parse";
import { problemsOf } from "#core/document/problems";
import { type Analysis, analyse } from "#core/graph/analyse";
import type { Io } from "./io";
import { readGraph } from "./read-graph";
import { encodeProblems, printJson, reportProblems } from "./report";

/** A file whose graph can run whole. */
export interface Loaded {
  readonly document: Document;
  readonly analysis: Analysis;
}

/** Reads a file for a command that needs a sound graph; where it is not, tells all its problems and gives null. */
export async function loadSound(io: Io, file: string, json: boolean): Promise<Loaded | null> {
  return openSound(io, file, await readGraph(io, file), json);
}

/** As `loadSound`, from a file that was read. */
export async function openSound(io: Io, file: string, parsed: Parsed, json: boolean): Promise<Loaded | null> {
  const problems = problemsOf(parsed);
  if (parsed.document && problems.length === 0) {
    return { document: parsed.document, analysis: analyse(parsed.document.graph) };
  }
  reportProblems(io, file, problems);
  if (json) await printJson(io, { problems: encodeProblems(problems) });
  return null;
}
