import { openPlayer } from "#core/recording/player";
import { recordingOperations } from "#core/recording/recording-work";
import { encodeRun } from "#core/tape/encode-run";
import { knownAt } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { WrongUsage } from "./arguments";
import { type Command, jsonOption } from "./command";
import { keepToLimit, limitOption } from "./limit";
import { loadRecording } from "./read-recording";
import { printJson } from "./report";
import { describeRun } from "./run";

/** `gradwire replay REC`: what is computed after a step of a recording. */
export const replay: Command = {
  name: "replay",
  takes: "REC",
  summary: "the state after a step of a recording",
  options: { ...jsonOption, ...limitOption, at: { type: "string", help: "the number of the step (the last)" } },
  async run(given, io) {
    const [file = ""] = given.files;
    const wanted = given.text("at") === undefined ? null : given.count("at", 0);
    const loaded = await loadRecording(io, file, given.flag("json"));
    if (!loaded) return 1;
    keepToLimit(given, "the replay", recordingOperations(loaded.recording));
    const player = openPlayer(loaded.recording);
    const index = wanted === null ? player.length : player.frameOfStep(wanted);
    if (index === null) throw new WrongUsage(`--at ${wanted}: the recording has steps from 0 to ${player.steps}`);
    const { analysis, score, position, step, document } = player.frameAt(index);
    const tape = compile(analysis);
    forward(tape);
    backward(tape);
    const known = knownAt(score, position);
    if (given.flag("json")) await printJson(io, { ...encodeRun(tape, known), step });
    else {
      await io.out(`step ${step} of ${player.steps}\n`);
      await io.out(describeRun(tape, document.meta.title, known));
    }
    return 0;
  },
};
