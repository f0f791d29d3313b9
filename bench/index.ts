import { canvas } from "./canvas";
import { deepCheck, gaussFilter, largePerceptron, oneEdit, smallNodes, teachingGraph } from "./engine";
import { printRows, type Row } from "./measure";
import { recordedRun } from "./recording";
import { stepTexts } from "./telling";
import { whyThis } from "./why";

/** Every part of the table, by the name that `npm run bench -- name` takes. */
const parts: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  teaching: teachingGraph,
  perceptron: largePerceptron,
  filter: gaussFilter,
  nodes: smallNodes,
  edit: oneEdit,
  check: deepCheck,
  why: whyThis,
  telling: stepTexts,
  recording: recordedRun,
  canvas,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}.`);
  process.exitCode = 2;
} else {
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stderr.write(`measuring ${name} …\n`);
    rows.push(...(await measure()));
  }
  printRows(rows);
}
