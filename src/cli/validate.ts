import { problemsOf } from "#core/document/problems";
import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { unknownSettings } from "#core/graph/unknown-settings";
import { passOperations } from "#core/graph/work";
import { isWarning } from "#core/problem";
import { backward, compile, forward } from "#core/tape/tape";
import { notFinite } from "#core/telling/not-finite";
import type { Arguments } from "./arguments";
import { type Command, jsonOption } from "./command";
import { keepToLimit, limitOption } from "./limit";
import { readGraph } from "./read-graph";
import { encodeProblems, printJson, reportProblems } from "./report";
import { visibleLine } from "./visible";

/** `gradwire validate FILE`: problems, and nothing else. */
export const validate: Command = {
  name: "validate",
  takes: "FILE",
  summary: "list every problem of a file",
  options: { ...jsonOption, ...limitOption },
  async run(given, io) {
    const [file = ""] = given.files;
    const parsed = await readGraph(io, file);
    const found = problemsOf(parsed);
    // Only a sound graph is run, to see whether its numbers stay finite.
    const warnings = parsed.document ? unknownSettings(parsed.document.graph) : [];
    const ran = parsed.document && found.length === 0 ? runFor(parsed.document.graph, given) : found;
    const problems = [...ran, ...warnings];
    const ok = problems.every(isWarning);
    reportProblems(io, file, problems);
    if (given.flag("json")) await printJson(io, { ok, problems: encodeProblems(problems) });
    else if (problems.length === 0) await io.out(`${visibleLine(file)}: no problems\n`);
    return ok ? 0 : 1;
  },
};

function runFor(graph: Graph, given: Arguments) {
  const analysis = analyse(graph);
  keepToLimit(given, "the run that looks for what is not finite", passOperations(analysis));
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return notFinite(tape);
}
