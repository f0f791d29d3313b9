import { nameIn } from "#core/graph/graph";
import { type Recorded, recordLines } from "#core/recording/record-run";
import { recordOperations } from "#core/recording/recording-work";
import { ROOM, ROOM_IN_WORDS } from "#core/recording/room";
import { sayStray } from "#core/train/stray";
import { WrongUsage } from "./arguments";
import { type Command, jsonOption } from "./command";
import { Failure } from "./failure";
import { keepToLimit, limitOption } from "./limit";
import { loadSound } from "./load";
import { outputOptions, readOutput, writeOutput } from "./output";
import { printJson } from "./report";
import { visibleLine } from "./visible";

/** How far a step of training goes against the gradient where nothing else is said. */
const RATE = 0.1;

/** `gradwire record FILE -o REC`: one pass, or training, as a recording. */
export const record: Command = {
  name: "record",
  takes: "FILE",
  summary: "write a recording of one pass, or of some steps of training",
  options: {
    ...jsonOption,
    out: { type: "string", short: "o", help: "where to write the recording; - for standard output" },
    ...outputOptions,
    ...limitOption,
    steps: { type: "string", help: "steps of training after the pass (0)" },
    lr: { type: "string", help: `how far each goes against the gradient (${RATE})` },
    values: { type: "string", help: "all, or keyframes: steps between them are computed again when it is read" },
  },
  async run(given, io) {
    const [file = ""] = given.files;
    const updates = given.count("steps", 0);
    const rate = given.number("lr", RATE);
    const values = given.text("values");
    if (values !== undefined && values !== "all" && values !== "keyframes") {
      throw new WrongUsage(`--values takes all or keyframes, got ${values}`);
    }
    const output = await readOutput(given, "recording", [file]);
    const json = given.flag("json");
    const loaded = await loadSound(io, file, json);
    if (!loaded) return 1;
    keepToLimit(given, "the recording", recordOperations(loaded.document.graph, updates));
    const run = { document: loaded.document, updates, rate, created: new Date().toISOString() };
    const progress = follow(recordLines({ ...run, ...(values === undefined ? {} : { values }) }, ROOM));
    if (output.path === null) await io.content(progress.lines());
    else await writeOutput(output.path, progress.lines(), output);
    const { events, steps, isFull, stray } = progress.reached();
    if (updates > 0 && rate < 0) io.err("gradwire: with a negative --lr the cost is climbed, not descended\n");
    if (stray) {
      const name = nameIn(loaded.document.graph, stray.node);
      io.err(
        `${visibleLine(`gradwire: it was stopped after ${steps} ${steps === 1 ? "step" : "steps"}: in the next ${sayStray(stray, name)}`)}\n`,
      );
    }
    if (isFull) {
      io.err(`gradwire: it was stopped after ${steps} steps: ${ROOM_IN_WORDS}\n`);
    }
    if (output.path !== null && json) {
      const stopped = stray
        ? { stopped: "diverged", node: stray.node, param: stray.param }
        : isFull
          ? { stopped: "full" }
          : {};
      await printJson(io, { ok: !isFull && !stray, events, file: output.path, steps, ...stopped });
    } else if (output.path !== null) await io.out(`${visibleLine(output.path)}: ${events} events\n`);
    return isFull || stray ? 1 : 0;
  },
};

/** Hands on the lines of a recording, and remembers what they came to. */
function follow(recording: Generator<string, Recorded>) {
  let lines = 0;
  let recorded: Recorded = { steps: 0, isFull: false, stray: null };
  return {
    *lines(): Generator<string> {
      for (let next = recording.next(); ; next = recording.next()) {
        if (next.done) {
          recorded = next.value;
          if (recorded.isFull && recorded.steps === 0)
            throw new Failure("failed", `not even one step fits: ${ROOM_IN_WORDS}`);
          return;
        }
        lines += 1;
        yield next.value;
      }
    },
    reached: () => ({ events: lines - 1, ...recorded }),
  };
}
