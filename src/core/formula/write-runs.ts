import type { Naming } from "./layout";
import { nameRuns } from "./name";
import type { Formula } from "./tree";
import { type FormulaRun, formulaLine, type TextMarks, type Written } from "./write-text";

const SMALLER = 0.7;
const LOWERED = -0.2;
const RAISED = 0.38;

const marks: TextMarks = {
  name: (label) =>
    nameRuns(label).flatMap(({ text, italic, isIndex }) => {
      const run = { text, italic, scale: 1, raise: 0 };
      return isIndex ? moved([run], LOWERED) : [run];
    }),
  letters: (text) =>
    text.split(/(\p{L}+)/u).map((part) => ({ text: part, italic: /^\p{L}/u.test(part), scale: 1, raise: 0 })),
  low: (text) => moved(text, LOWERED),
  high: (text) => moved(text, RAISED),
};

/** A formula in one line, for pictures that no TeX is set in: quotients with a stroke, and all else as on paper. */
export function formulaRuns(formula: Formula, naming: Naming): readonly FormulaRun[] {
  const runs: FormulaRun[] = [];
  for (const run of runsOf(formulaLine(formula, naming, { marks }))) {
    const last = runs.at(-1);
    if (last && isSetAs(last, run)) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else if (run.text !== "") runs.push(run);
  }
  return runs;
}

function isSetAs(one: FormulaRun, other: FormulaRun): boolean {
  return one.italic === other.italic && one.scale === other.scale && one.raise === other.raise;
}

function moved(text: Written, by: number): readonly FormulaRun[] {
  return runsOf(text).map((run) => ({ ...run, scale: run.scale * SMALLER, raise: by + run.raise * SMALLER }));
}

/** What does not say how it is set is upright and on the line, but for small Greek letters, which are slanted wherever they stand. */
function runsOf(text: Written): readonly FormulaRun[] {
  return text.flatMap((piece) => {
    if (typeof piece !== "string" && "italic" in piece) return [piece];
    const plain = typeof piece === "string" ? piece : piece.text;
    return plain.split(/([α-ω]+)/).map((part) => ({ text: part, italic: /^[α-ω]/.test(part), scale: 1, raise: 0 }));
  });
}
