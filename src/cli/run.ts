import { nameOf } from "#core/graph/graph";
import { passOperations } from "#core/graph/work";
import { opOf } from "#core/ops/index";
import { encodeRun } from "#core/tape/encode-run";
import { type Known, wholeOf } from "#core/tape/score";
import { gradAt } from "#core/tape/shares";
import { backward, compile, costOf, forward, type Tape } from "#core/tape/tape";
import { notFinite } from "#core/telling/not-finite";
import { formatShape, type Tensor } from "#core/tensor/tensor";
import { type Command, jsonOption } from "./command";
import { keepToLimit, limitOption } from "./limit";
import { loadSound } from "./load";
import { encodeProblems, printJson, reportProblems, table } from "./report";
import { visibleLine } from "./visible";

/** `gradwire run FILE`: one pass forward and one backward. */
export const run: Command = {
  name: "run",
  takes: "FILE",
  summary: "compute every value and every gradient",
  options: { ...jsonOption, ...limitOption },
  async run(given, io) {
    const [file = ""] = given.files;
    const loaded = await loadSound(io, file, given.flag("json"));
    if (!loaded) return 1;
    keepToLimit(given, "the run", passOperations(loaded.analysis));
    const tape = compile(loaded.analysis);
    forward(tape);
    backward(tape);
    const wrong = notFinite(tape);
    reportProblems(io, file, wrong);
    const warnings = [...loaded.warnings, ...wrong];
    if (given.flag("json")) {
      await printJson(io, {
        ...encodeRun(tape),
        ...(warnings.length > 0 ? { problems: encodeProblems(warnings) } : {}),
      });
    } else {
      await io.out(describeRun(tape, loaded.document.meta.title));
    }
    return 0;
  },
};

/** A run as a table; with `known`, what is not computed by then is a dash. */
export function* describeRun(tape: Tape, title: string, known: Known = wholeOf(tape)): Generator<string> {
  const cost = tape.entries.some(({ isCost }, place) => isCost && place >= known.forward) ? undefined : costOf(tape);
  const nodes = tape.entries.flatMap((entry, place) => {
    const { node, type, out, params } = entry;
    const done = place >= known.backward;
    return [
      [
        nameOf(node),
        type,
        formatShape(out.value.shape),
        quote(place < known.forward ? out.value : null),
        quote(gradAt(entry, known)),
      ],
      // An Input's output is its value; saying it twice would hide the rest.
      ...Object.entries(params)
        .filter(() => type !== "Input")
        .map(([name, { value, grad }]) => [
          `  ${name}`,
          "",
          formatShape(value.shape),
          quote(value),
          quote(done ? grad : null),
        ]),
    ];
  });
  const edges = tape.entries.flatMap(({ node, out, outgoing }, place) =>
    outgoing.map(({ edge, target, grad }) => {
      const consumer = tape.entries[target];
      const to = consumer ? `${nameOf(consumer.node)}.${edge.targetHandle}` : edge.target;
      return [
        `${nameOf(node)} → ${to}`,
        "",
        formatShape(out.value.shape),
        quote(place < known.forward ? out.value : null),
        quote(target >= known.backward ? grad : null),
      ];
    }),
  );
  const head = (name: string, kind: string) => [[name, kind, "shape", "value →", "← gradient"]];
  if (title) yield `${visibleLine(title)}\n`;
  yield `cost  ${cost === undefined ? "not yet" : cost === null ? sayNone(tape) : formatEntry(cost)}\n\n`;
  yield* table([...head("node", "type"), ...nodes, ["", "", "", "", ""], ...head("edge", ""), ...edges]);
}

function sayNone({ graph }: Tape): string {
  const loss = graph.nodes.find(({ type }) => opOf(type)?.isCost);
  const why = loss ? visibleLine(`${nameOf(loss)} cannot run`) : "the graph has no Loss";
  return `none: ${why}, so nothing goes backward`;
}

/** The first entries of a tensor; `--json` has them all. */
function quote(tensor: Tensor | null): string {
  if (!tensor) return "–";
  const shown = Array.from(tensor.data.subarray(0, 4), formatEntry);
  return tensor.data.length > 4 ? `${shown.join(" ")} …` : shown.join(" ");
}

function formatEntry(entry: number): string {
  return String(Number(entry.toPrecision(6)));
}
