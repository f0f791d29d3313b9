import { describe, expect, it } from "vitest";
import { allFormulas, groundAt, slipOf } from "./fixtures/grounds";
import { exampleTrial, mapNamed, randomTrials } from "./fixtures/trials";
import { ops } from "./index";

/*
 * What is shown is what is run: every formula of every op, evaluated as it is written, has the numbers that the engine computed, entry
 * by entry.
 */

describe.each(ops.map((op) => [op.type, op] as const))("%s", (_, op) => {
  const trials = [...op.examples.map((example) => exampleTrial(op, example)), ...randomTrials(op)];

  it("computes what its formulas say, at every entry, with zero to two leading axes", () => {
    const slips = trials.flatMap((trial) => {
      const ground = groundAt(op, trial);
      const shapes = mapNamed(trial.inputs, ({ shape }) => shape);
      return allFormulas(op, trial.settings, shapes).flatMap((formula, at) => {
        const slip = slipOf(formula, ground);
        return slip === null ? [] : `${trial.title}: formula ${at} ${formula.equation ?? ""}: ${slip}`;
      });
    });
    expect(slips).toEqual([]);
  });
});
