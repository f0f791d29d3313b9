import { readFile } from "node:fs/promises";
import { parseDocument } from "#core/document/parse";
import type { Theme } from "#core/drawing/palette";
import { drawPicture } from "#core/export/svg";
import type { Recording } from "#core/recording/event";
import { openPlayer } from "#core/recording/player";
import { isRecordingText } from "#core/recording/read";
import { recordLines } from "#core/recording/record-run";
import { recordingOperations, recordOperations } from "#core/recording/recording-work";
import { ROOM, ROOM_IN_WORDS } from "#core/recording/room";
import { readingsAt, readTape } from "#core/tape/readings";
import { scoreOf } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { reasonOf } from "../disk/reasons";
import { pagePieces } from "../player/page";
import { type Arguments, WrongUsage } from "./arguments";
import { type Command, jsonOption } from "./command";
import { codeOf, type codeTargets, isCodeTarget } from "./export-code";
import { Failure } from "./failure";
import type { Io } from "./io";
import { keepToLimit, limitOption } from "./limit";
import { type Loaded, openSound } from "./load";
import { outputOptions, readOutput, writeOutput } from "./output";
import { openRecording } from "./read-recording";
import { readText } from "./read-text";
import { printJson } from "./report";
import { visibleLine } from "./visible";

/** `gradwire export FILE --to html|svg|pytorch|notebook|latex -o OUT`: a page that plays a recording, a picture, Python, or the derivation. */
export const exportFile: Command = {
  name: "export",
  takes: "FILE",
  summary:
    "write a page that plays a recording, a picture, a PyTorch module, or the derivation; of a graph, or of a recording",
  options: {
    ...jsonOption,
    to: {
      type: "string",
      help:
        "html: one page that plays each step and needs no network; svg: a picture; " +
        "pytorch: a Python file that proves its own numbers; notebook: the same for Jupyter; " +
        "latex: the whole derivation, with numbers",
    },
    out: { type: "string", short: "o", help: "where to write it; - for standard output" },
    ...outputOptions,
    ...limitOption,
    at: { type: "string", help: "svg: the number of the step that was done last (the last)" },
    theme: { type: "string", help: "svg: light or dark (light)" },
  },
  async run(given, io) {
    const [file = ""] = given.files;
    const asked = readAsked(given);
    const output = await readOutput(given, asked.to, [file]);
    const content = await contentOf(io, file, asked, given);
    if (content === null) return 1;
    if (output.path === null) {
      await io.content(content);
      return 0;
    }
    const bytes = await writeOutput(output.path, content, output);
    if (given.flag("json")) await printJson(io, { ok: true, file: output.path, bytes });
    else await io.out(`${visibleLine(output.path)}: ${Math.ceil(bytes / 1000)} kB\n`);
    return 0;
  },
};

interface Asked {
  readonly to: "html" | "svg" | keyof typeof codeTargets;
  readonly at: number | null;
  readonly theme: Theme;
}

function readAsked(given: Arguments): Asked {
  const to = given.text("to");
  if (to !== "html" && to !== "svg" && !isCodeTarget(to)) {
    const why = to === undefined ? "to what? Give" : `there is no export to ${to}; give`;
    throw new WrongUsage(`${why} --to html, svg, pytorch, notebook or latex`);
  }
  const theme = given.text("theme") ?? "light";
  if (theme !== "light" && theme !== "dark") throw new WrongUsage(`--theme takes light or dark, got ${theme}`);
  const at = given.text("at") === undefined ? null : given.count("at", 0);
  for (const option of ["at", "theme"]) {
    if (to !== "svg" && given.text(option) !== undefined) throw new WrongUsage(`--${option} is for --to svg`);
  }
  return { to, at, theme };
}

/** What is to be written; null where the file is not fine, which was told. */
async function contentOf(
  io: Io,
  file: string,
  asked: Asked,
  given: Arguments,
): Promise<string | Iterable<string> | null> {
  if (isCodeTarget(asked.to)) return codeOf(io, file, asked.to, given);
  const source = await openSource(io, file, given);
  return source && (asked.to === "html" ? pageOf(source) : pictureOf(source, asked));
}

/** What is exported: a recording with its text, or a graph that can run whole. */
type Source = Loaded | { readonly recording: Recording; readonly text: string };

/** Reads a recording, or a graph that can run whole. */
async function openSource(io: Io, file: string, given: Arguments): Promise<Source | null> {
  const json = given.flag("json");
  const read = await readText(io, file);
  if ("text" in read && isRecordingText(read.text)) {
    const loaded = await openRecording(io, file, read, json);
    if (loaded) keepToLimit(given, "the export", recordingOperations(loaded.recording));
    return loaded && { recording: loaded.recording, text: read.text };
  }
  const parsed = "text" in read ? parseDocument(read.text) : { document: null, problems: [read.problem] };
  const loaded = await openSound(io, file, parsed, json);
  if (loaded) keepToLimit(given, "the export", recordOperations(loaded.document.graph, 0));
  return loaded;
}

async function pageOf(source: Source): Promise<Iterable<string>> {
  // The build lays the player beside the folder of the command line.
  const player = new URL("../player/gradwire-player.js", import.meta.url);
  const playerScript = await readFile(player, "utf8").catch((error: unknown) => {
    throw new Error(`the player cannot be read: ${reasonOf(error)}; npm run build makes it`);
  });
  return pagePieces({
    recordingText: "text" in source ? source.text : recordedText(source),
    playerScript,
    title: "",
  });
}

/** One pass of a graph as a recording, a second a step. */
function recordedText({ document }: Loaded): string {
  const recording = recordLines({ document, updates: 0, rate: 0, created: "" }, ROOM);
  let text = "";
  for (let next = recording.next(); ; next = recording.next()) {
    if (!next.done) text += next.value;
    else if (next.value.isFull) throw new Failure("failed", `its pass is too large for a page: ${ROOM_IN_WORDS}`);
    else return text;
  }
}

function pictureOf(source: Source, { at, theme }: Asked): string {
  const { document, analysis, score, position } =
    "text" in source ? frameOf(source.recording, at) : stateOf(source, at);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return drawPicture(document, analysis, readingsAt(readTape(tape), score, position), { theme }).svg;
}

function frameOf(recording: Recording, at: number | null) {
  const player = openPlayer(recording);
  const index = at === null ? player.length : player.frameOfStep(at);
  if (index === null) throw noStep(at, player.steps);
  return player.frameAt(index);
}

function stateOf({ document, analysis }: Loaded, at: number | null) {
  const score = scoreOf(analysis);
  const position = at ?? score.steps.length;
  if (position > score.steps.length) throw noStep(at, score.steps.length);
  return { document, analysis, score, position };
}

function noStep(at: number | null, steps: number): WrongUsage {
  return new WrongUsage(`--at ${at}: there are steps from 0 to ${steps}`);
}
