import { describe, expect, it } from "vitest";
import type { Ground } from "#core/formula/site";
import type { Formula } from "#core/formula/tree";
import { formulaText } from "#core/formula/write-text";
import { allFormulas, groundAt, slipOf } from "./fixtures/grounds";
import { spoilsOf } from "./fixtures/spoils";
import { exampleTrial, mapNamed, randomTrials } from "./fixtures/trials";
import { ops } from "./index";
import { namingOf, ownNames } from "./naming";

/*
 * The law of formula-laws.test.ts catches every slip: each formula is spoiled once in each of its places, and then no longer has the
 * engine's numbers in at least one of the trials.
 */

describe.each(ops.map((op) => [op.type, op] as const))("%s", (_, op) => {
  const trials = [...op.examples.map((example) => exampleTrial(op, example)), ...randomTrials(op)];

  it("has no formula that could be spoiled unseen", () => {
    // Formulas that differ but in how far a letter runs, or in a setting, are one.
    const found = new Map<string, { readonly formula: Formula; readonly ground: Ground }[]>();
    for (const trial of trials) {
      const ground = groundAt(op, trial);
      const shapes = mapNamed(trial.inputs, ({ shape }) => shape);
      for (const formula of allFormulas(op, trial.settings, shapes)) {
        const locals = formula.locals.map((local) =>
          local.kind === "quantity" && local.is.kind === "number" ? local.name : local,
        );
        const key = JSON.stringify([formula.sides, locals], (name, value) => (name === "runs" ? {} : value));
        found.set(key, [...(found.get(key) ?? []), { formula, ground }]);
      }
    }
    const naming = namingOf(op, ownNames(op, trials[0]?.settings ?? { config: {}, params: {} }));
    let spoils = 0;
    const unseen = [...found.values()].flatMap((alike) => {
      const all = alike.map(({ formula, ground }) => ({ spoils: spoilsOf(formula), formula, ground }));
      const [first] = all;
      return (first?.spoils ?? []).flatMap(({ what, formula: spoiled }, at) => {
        spoils += 1;
        const isSeen = all.some((each) => slipOf(each.spoils[at]?.formula ?? each.formula, each.ground) !== null);
        return isSeen || !first
          ? []
          : `${what}: ${formulaText(first.formula, naming)} as ${formulaText(spoiled, naming)}`;
      });
    });
    expect(unseen).toEqual([]);
    expect(spoils).toBeGreaterThan(0);
  });
});
