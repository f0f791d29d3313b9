import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { exportLatex } from "#core/export/latex";
import { exportPyTorch } from "#core/export/pytorch";
import { exportNotebook } from "#core/export/pytorch-notebook";
import { analyse } from "#core/graph/analyse";
import { passOperations } from "#core/graph/work";
import { openPlayer } from "#core/recording/player";
import { isRecordingText } from "#core/recording/read";
import type { Arguments } from "./arguments";
import type { Io } from "./io";
import { keepToLimit } from "./limit";
import { openSound } from "./load";
import { openRecording } from "./read-recording";
import { readText } from "./read-text";
import { encodeProblems, printJson, reportProblems } from "./report";

/** What a graph can be written as: in Python, or as a derivation in LaTeX. */
export const codeTargets = { pytorch: exportPyTorch, notebook: exportNotebook, latex: exportLatex } as const;

/** Whether `--to` names one of these. */
export function isCodeTarget(to: string | undefined): to is keyof typeof codeTargets {
  return to !== undefined && Object.hasOwn(codeTargets, to);
}

/** A graph, or the one that a recording ends with, written so; tells all that is wrong and gives null where there is none. */
export async function codeOf(
  io: Io,
  file: string,
  to: keyof typeof codeTargets,
  given: Arguments,
): Promise<Iterable<string> | null> {
  const json = given.flag("json");
  const document = await documentOf(io, file, json);
  if (!document) return null;
  keepToLimit(given, "the export", passOperations(analyse(document.graph)));
  const exported = codeTargets[to](document);
  if ("pieces" in exported) return exported.pieces;
  // A graph that is read was found sound before; one that a recording ends with need not be.
  reportProblems(io, file, exported.problems);
  if (json) await printJson(io, { problems: encodeProblems(exported.problems) });
  return null;
}

async function documentOf(io: Io, file: string, json: boolean): Promise<Document | null> {
  const read = await readText(io, file);
  if ("text" in read && isRecordingText(read.text)) {
    const loaded = await openRecording(io, file, read, json);
    if (!loaded) return null;
    const player = openPlayer(loaded.recording);
    return player.frameAt(player.length).document;
  }
  const parsed = "text" in read ? parseDocument(read.text) : { document: null, problems: [read.problem] };
  return (await openSound(io, file, parsed, json))?.document ?? null;
}
