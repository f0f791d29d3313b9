import { checkOperations } from "#core/check/check-work";
import { CHECK_DEFAULTS, type CheckOptions } from "#core/check/differences";
import { type CheckEntry, checkSteps } from "#core/check/gradient-check";
import { checkNodes } from "#core/check/graph-check";
import { saySlip } from "#core/check/slip";
import type { Analysis } from "#core/graph/analyse";
import { nameOf } from "#core/graph/graph";
import type { JsonObject } from "#core/json";
import { encodeNumber } from "#core/tensor/tensor-json";
import { type Command, jsonOption } from "./command";
import { keepToLimit, limitOption } from "./limit";
import { loadSound } from "./load";
import { followed } from "./progress";
import { printJson, table } from "./report";
import { visibleLine } from "./visible";

/** `gradwire check FILE`: the tape's gradients against central differences. */
export const check: Command = {
  name: "check",
  takes: "FILE",
  summary: "compare every gradient with central differences",
  options: {
    ...jsonOption,
    ...limitOption,
    eps: { type: "string", help: `the step of the differences (${CHECK_DEFAULTS.eps})` },
    atol: { type: "string", help: `what the two may differ by … (${CHECK_DEFAULTS.atol})` },
    rtol: { type: "string", help: `… and by this share of the numeric one (${CHECK_DEFAULTS.rtol})` },
    strict: { type: "boolean", help: "fail where a gradient could not be measured, too" },
  },
  async run(given, io) {
    const [file = ""] = given.files;
    const options = {
      eps: given.positive("eps", CHECK_DEFAULTS.eps),
      atol: given.notNegative("atol", CHECK_DEFAULTS.atol),
      rtol: given.notNegative("rtol", CHECK_DEFAULTS.rtol),
    };
    const loaded = await loadSound(io, file, given.flag("json"));
    if (!loaded) return 1;
    keepToLimit(given, "the check", checkOperations(loaded.analysis, Number.POSITIVE_INFINITY, true));
    const found = followed(io, "checking", checkSteps(loaded.analysis, options));
    const { worst, entries } = found;
    const pass = found.pass && !(given.flag("strict") && entries.some(({ verdict }) => verdict === "unmeasured"));
    if (given.flag("json")) {
      const encoded = { pass, worst: worst && encodeEntry(worst), entries: entries.map(encodeEntry) };
      await printJson(io, { format: "gradwire-check", version: 1, ...encoded });
    } else {
      const names = new Map(loaded.document.graph.nodes.map((node) => [node.id, nameOf(node)]));
      await io.out(describeCheck(found.pass, worst, entries, names));
      if (!found.pass) await io.out(describeSlips(loaded.analysis, options, names));
    }
    return pass ? 0 : 1;
  },
};

function encodeEntry(entry: CheckEntry): JsonObject {
  const { node, param, index, analytic, numeric, abs, rel, verdict, reason } = entry;
  return {
    node,
    param,
    index,
    analytic: encodeNumber(analytic),
    numeric: encodeNumber(numeric),
    abs: encodeNumber(abs),
    rel: encodeNumber(rel),
    verdict,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** One line a param, then every entry that is not ok. */
function* describeCheck(
  pass: boolean,
  worst: CheckEntry | null,
  entries: readonly CheckEntry[],
  names: ReadonlyMap<string, string>,
): Generator<string> {
  const nameIn = ({ node, param }: CheckEntry) => `${names.get(node) ?? node}.${param}`;
  const params = new Map<string, CheckEntry[]>();
  for (const entry of entries) {
    const found = params.get(nameIn(entry));
    if (found) found.push(entry);
    else params.set(nameIn(entry), [entry]);
  }
  const rows = [...params].map(([name, found]) => {
    const off = found.filter(({ verdict }) => verdict !== "ok");
    return [name, `${found.length}`, describeOff(off)];
  });
  const verdict = worst === null ? "nothing to check" : pass ? sayAgreed(entries) : "some gradients are wrong";
  const where = worst && worst.verdict !== "unmeasured" ? `; the worst is ${nameIn(worst)}${describeEntry(worst)}` : "";
  yield* table([["param", "entries", "verdict"], ...rows]);
  yield `\n${visibleLine(`${verdict}${where}`)}\n`;
}

/** So many entries that are not ok are told of one param; `--json` has them all. */
const MOST_TOLD = 100;

function describeOff(off: readonly CheckEntry[]): string {
  if (off.length === 0) return "ok";
  const told = off.slice(0, MOST_TOLD).map(describeEntry);
  return [...told, ...(off.length > MOST_TOLD ? [`and ${off.length - MOST_TOLD} more`] : [])].join("; ");
}

function sayAgreed(entries: readonly CheckEntry[]): string {
  const unmeasured = entries.filter(({ verdict }) => verdict === "unmeasured").length;
  if (unmeasured === 0) return "every gradient agrees";
  const could = `${unmeasured} of ${entries.length} entries could not be measured`;
  return unmeasured === entries.length ? could : `every gradient that could be measured agrees; ${could}`;
}

/** Where the slips were made, which may be far from the params that they do harm to, and what they look like: a line each. */
function describeSlips(analysis: Analysis, options: CheckOptions, names: ReadonlyMap<string, string>): string {
  const lines = checkNodes(analysis, options).nodes.flatMap(({ node, verdict, tensors }) =>
    tensors.flatMap(({ name, slip, against }) =>
      verdict === "wrong" && slip && against !== "cost"
        ? [
            `${visibleLine(`the slip is in ${names.get(node) ?? node}, in the gradient of ${name}: ${lowerFirst(saySlip(slip))}`)}\n`,
          ]
        : [],
    ),
  );
  return lines.join("");
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function describeEntry({ index, analytic, numeric, verdict, reason }: CheckEntry): string {
  const at = index.length > 0 ? `[${index.join(", ")}]` : "";
  const why = reason === undefined ? "" : ` (${reason})`;
  const measured = Number.isNaN(numeric) && reason !== undefined ? "" : `, ${numeric} by differences`;
  return `${at} ${verdict}: ${analytic} on the tape${measured}${why}`;
}
