import type { Recording } from "#core/recording/event";
import { type ReadRecording, readRecording } from "#core/recording/read";
import type { Io } from "./io";
import { readText, type Text } from "./read-text";
import { encodeProblems, printJson, reportProblems } from "./report";
import { visibleLine } from "./visible";

/** A recording that was read, with what is wrong with it nevertheless. */
export interface LoadedRecording {
  readonly recording: Recording;
  readonly flaws: ReadRecording["flaws"];
}

/** Reads a recording; where it cannot be opened, tells why and gives null. Flaws are told on standard error. */
export async function loadRecording(io: Io, file: string, json: boolean): Promise<LoadedRecording | null> {
  return openRecording(io, file, await readText(io, file), json);
}

/** As `loadRecording`, from a text that was read. */
export async function openRecording(io: Io, file: string, text: Text, json: boolean): Promise<LoadedRecording | null> {
  const read: ReadRecording =
    "text" in text ? readRecording(text.text) : { recording: null, problems: [text.problem], flaws: [] };
  const { recording, problems, flaws } = read;
  if (recording) {
    for (const { line, message } of flaws) io.err(`${visibleLine(`${file}: line ${line}: ${message}`)}\n`);
    return { recording, flaws };
  }
  reportProblems(io, file, problems);
  if (json) await printJson(io, { problems: encodeProblems(problems) });
  return null;
}
