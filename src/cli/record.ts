import { closeSync, openSync, writeSync } from "node:fs";
import { recordRun } from "#core/recording/record-run";
import { WrongUsage } from "./arguments";
import { type Command, jsonOption } from "./command";
import { loadSound } from "./load";
import { reasonOf } from "./reasons";
import { printJson } from "./report";

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
    steps: { type: "string", help: "steps of training after the pass (0)" },
    lr: { type: "string", help: `how far each goes against the gradient (${RATE})` },
    values: { type: "string", help: "all, or keyframes: steps between them are computed again when it is read" },
  },
  async run(given, io) {
    const [file = ""] = given.files;
    const target = given.text("out");
    if (target === undefined) throw new WrongUsage("where to? Give -o with a path, or - for standard output");
    const updates = given.count("steps", 0);
    const rate = given.positive("lr", RATE);
    const values = given.text("values");
    if (values !== undefined && values !== "all" && values !== "keyframes") {
      throw new WrongUsage(`--values takes all or keyframes, got ${values}`);
    }
    if (target === "-" && given.flag("json"))
      throw new WrongUsage("--json needs standard output for itself: give -o a path");
    const loaded = await loadSound(io, file, given.flag("json"));
    if (!loaded) return 1;
    const run = { document: loaded.document, updates, rate, created: new Date().toISOString() };
    let lines = 0;
    const recordTo = (write: (line: string) => void) => {
      recordRun({ ...run, ...(values === undefined ? {} : { values }) }, (line) => {
        lines += 1;
        write(line);
      });
    };
    if (target === "-") {
      recordTo(io.out);
      return 0;
    }
    try {
      const out = openSync(target, "w");
      try {
        // Line by line, so that what was recorded is in the file whatever happens next.
        recordTo((line) => writeSync(out, line));
      } finally {
        closeSync(out);
      }
    } catch (error) {
      io.err(`gradwire: ${target} cannot be written: ${reasonOf(error)}\n`);
      return 1;
    }
    if (given.flag("json")) printJson(io, { ok: true, events: lines - 1, file: target });
    else io.out(`${target}: ${lines - 1} events\n`);
    return 0;
  },
};
