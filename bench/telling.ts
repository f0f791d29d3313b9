import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "#core/document/parse";
import { analyse } from "#core/graph/analyse";
import { readTape } from "#core/tape/readings";
import { scoreOf } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { sayStep } from "#core/telling/step-text";
import { type Row, race } from "./measure";

/** T: what a step says, with its formulas and their numbers: the slowest step of each type of node among the lessons. */
export function stepTexts(): readonly Row[] {
  const folder = join(process.cwd(), "resources", "lessons");
  const steps = new Map<string, { readonly took: number; readonly say: () => void; readonly of: string }>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".gradwire"))) {
    const { document } = parseDocument(readFileSync(join(folder, name), "utf8"));
    if (!document) continue;
    const analysis = analyse(document.graph);
    const tape = compile(analysis);
    forward(tape);
    backward(tape);
    const given = { analysis, readings: readTape(tape), score: scoreOf(analysis), tape };
    for (const [at, step] of given.score.steps.entries()) {
      if (step.phase === "seed") continue;
      const type = analysis.runnable[step.place]?.op.type ?? "";
      const say = () => void sayStep({ ...given, position: at + 1 });
      say();
      const start = performance.now();
      for (let turn = 0; turn < 5; turn += 1) say();
      const took = performance.now() - start;
      const key = `${type}, ${step.phase}`;
      if (took > (steps.get(key)?.took ?? 0)) steps.set(key, { took, say, of: name.slice(0, 2) });
    }
  }
  const times = race(Object.fromEntries([...steps].map(([key, { say }]) => [key, say])));
  return [...steps].map(
    ([key, { of }]): Row => ({
      id: "T",
      what: `the text of a step: ${key} (lesson ${of})`,
      value: times[key] ?? Number.NaN,
      unit: "ms",
      target: 1,
    }),
  );
}
