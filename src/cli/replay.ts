import { nameIn } from "#core/graph/graph";
import { openPlayer } from "#core/recording/player";
import { recordingOperations } from "#core/recording/recording-work";
import { encodeRun } from "#core/tape/encode-run";
import { knownAt } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { sayStray } from "#core/train/stray";
import { WrongUsage } from "./arguments";
import { type Command, jsonOption } from "./command";
import { keepToLimit, limitOption } from "./limit";
import { loadRecording } from "./read-recording";
import { encodeProblems, printJson, reportProblems } from "./report";
import { describeRun } from "./run";
import { visibleLine } from "./visible";

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
    const { analysis, score, position, step: at, stray, document } = player.frameAt(index);
    const step = stray ? stray.step - 1 : at;
    if (stray) {
      const told = sayStray(stray, nameIn(document.graph, stray.node));
      io.err(
        `${visibleLine(`${file}: step ${stray.step} cannot be taken, and this is the state before it: ${told}`)}\n`,
      );
    }
    reportProblems(io, file, analysis.problems);
    const tape = compile(analysis);
    forward(tape);
    backward(tape);
    const known = knownAt(score, position);
    if (given.flag("json")) {
      const stopped = stray ? { stopped: "diverged", node: stray.node, param: stray.param } : {};
      const problems = analysis.problems.length > 0 ? { problems: encodeProblems(analysis.problems) } : {};
      await printJson(io, { ...encodeRun(tape, known), step, ...stopped, ...problems });
    } else {
      await io.out(`step ${step} of ${player.steps}\n`);
      await io.out(describeRun(tape, document.meta.title, known));
    }
    return stray || analysis.problems.length > 0 ? 1 : 0;
  },
};
