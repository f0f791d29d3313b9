import { describe, expect, test } from "vitest";
import { derivative, parseExpression } from "#core/expression/parse";
import { treeToText } from "#core/expression/text";
import type { KnownSite } from "#core/formula/site";
import { analyse } from "#core/graph/analyse";
import type { GraphNode } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { Example, Exercise, Op } from "#core/ops/define";
import { ops } from "#core/ops/index";
import { fromNested } from "#core/tensor/tensor";
import { judgeDerivation } from "./derivation";
import { checkDerivations, exercisesAt } from "./given-derivations";

const worked = [...ops.values()].flatMap((op) =>
  op.exercises
    ? op.examples.map((example): [string, Op, Example] => [`${op.type}: ${example.title}`, op, example])
    : [],
);

function nodeOf(op: Op, { config = {}, params = {} }: Example): GraphNode {
  const tensors = Object.entries(params).map(([name, nested]) => [name, fromNested(nested)]);
  return { id: "y", type: op.type, config: { ...config }, params: Object.fromEntries(tensors) };
}

function siteOf({ inputs = {}, params = {} }: Example): KnownSite {
  const known = (given: Example["inputs"] = {}) =>
    Object.fromEntries(
      Object.entries(given).map(([name, nested]) => {
        const { shape, data } = fromNested(nested);
        return [name, { value: { shape, head: data }, grad: null }];
      }),
    );
  return {
    out: { value: { shape: [], head: [] }, grad: null },
    inputs: known(inputs),
    params: known(params),
    saved: {},
  };
}

function answerTo({ expression, by }: Exercise): string {
  const parsed = parseExpression(expression);
  const answer = "fault" in parsed ? null : derivative(parsed.tree, by);
  if (!answer) throw new Error(`${expression} has no derivative that can be written`);
  return treeToText(answer);
}

describe.each(worked)("the exercises of %s", (_, op, example) => {
  const node = nodeOf(op, example);
  const exercises = exercisesAt(analyse({ nodes: [node], edges: [] }), node);

  test("name symbols of their own expression, and settings that take texts", () => {
    expect(new Set(exercises.map(({ name }) => name)).size).toBe(exercises.length);
    for (const { expression, by, symbols, setting } of exercises) {
      const parsed = parseExpression(expression);
      expect(parsed).toMatchObject({ symbols: expect.arrayContaining([by]) });
      expect(Object.keys(symbols)).toEqual(expect.arrayContaining("fault" in parsed ? [] : [...parsed.symbols]));
      if (setting !== undefined) expect(resolve(node)?.op.config[setting]?.kind).toBe("texts");
    }
  });

  test("have the symbolic derivative for a right answer, and half of it for one without a 2", () => {
    for (const exercise of exercises) {
      const answer = answerTo(exercise);
      expect(judgeDerivation(exercise, answer, siteOf(example)).kind).toBe("right");
      expect(judgeDerivation(exercise, `(${answer})/2`, siteOf(example))).toMatchObject({
        kind: "factor",
        factor: { kind: "number", value: 2 },
        tooMuch: false,
      });
    }
  });
});

test("derivatives by hand are judged wherever a graph has them, and no more than are asked for", () => {
  const node = (id: string, partial: string): GraphNode => ({
    id,
    type: "Expression",
    config: { expression: "x^2", partials: { x: partial } },
    params: {},
  });
  const analysis = analyse({ nodes: [node("a", "2*x"), node("b", "-2*x"), node("c", "x")], edges: [] });
  const judged = checkDerivations(analysis, () => null);
  expect(judged.map(({ node: id, verdict }) => [id, verdict.kind])).toEqual([
    ["a", "right"],
    ["b", "sign"],
    ["c", "factor"],
  ]);
  expect(checkDerivations(analysis, () => null, 2)).toHaveLength(2);
});
