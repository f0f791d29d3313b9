import { describe, expect, it } from "vitest";
import { parseDocument } from "#core/document/parse";
import { serialiseDocument } from "#core/document/serialise";
import type { Json } from "#core/json";
import { isWarning } from "#core/problem";
import { analyse } from "./analyse";
import { nearestOf } from "./nearest";
import { unknownSettings } from "./unknown-settings";

function graphOf(type: string, config: Json, params: Json) {
  const text = JSON.stringify({
    ...{ format: "gradwire-graph", version: 1, edges: [] },
    nodes: [{ id: "n", type, config, params }],
  });
  const { document } = parseDocument(text);
  if (!document) throw new Error("is no document");
  return document;
}

const warned = (type: string, config: Json, params: Json = {}) => unknownSettings(graphOf(type, config, params).graph);

describe("a setting or param that the type does not have", () => {
  const cases: readonly (readonly [type: string, config: Json, params: Json, message: string])[] = [
    ["Loss", { Weight: 3 }, {}, 'Loss has no setting "Weight", so it does nothing; the nearest is "weight"'],
    ["Loss", { type: "sse" }, {}, 'Loss has no setting "type", so it does nothing; the nearest is "loss"'],
    ["Loss", { colour: 1 }, {}, 'Loss has no setting "colour", so it does nothing; it has "loss", "weight", "delta"'],
    [
      "Linear",
      {},
      { weight: [[1]], biases: [2] },
      'Linear has no param "biases", so it does nothing; the nearest is "bias"',
    ],
    [
      "Linear",
      { bias: true },
      { weight: [[1]] },
      'Linear has no setting "bias", so it does nothing; the nearest is the param "bias"',
    ],
    [
      "GaussianConv",
      { raduis: 3 },
      { mu: 0, sigma: 1 },
      'GaussianConv has no setting "raduis", so it does nothing; the nearest is "radius"',
    ],
    [
      "GaussianConv",
      {},
      { mu: 0, sigma: 1, sgima: 2 },
      'GaussianConv has no param "sgima", so it does nothing; the nearest is "sigma"',
    ],
    ["Sum", { toString: 1 }, {}, 'Sum has no setting "toString", so it does nothing; it has none'],
    [
      "Input",
      { trainble: true },
      { value: 1 },
      'Input has no setting "trainble", so it does nothing; the nearest is "trainable"',
    ],
    [
      "Expression",
      { expresion: "x", expression: "x" },
      {},
      'Expression has no setting "expresion", so it does nothing; the nearest is "expression"',
    ],
  ];
  it.each(cases)("%s %j %j", (type, config, params, message) => {
    const [found, ...more] = warned(type, config, params);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: "unknown-setting", node: "n", message });
    expect(found && isWarning(found)).toBe(true);
  });

  it("is no warning where it is known, or a symbol of an Expression, or the type is not known", () => {
    expect(warned("Loss", { loss: "sse", weight: 2, delta: 1 })).toEqual([]);
    expect(warned("Expression", { expression: "a*x", partials: {} }, { a: 2 })).toEqual([]);
    expect(warned("Conv9", { anything: 1 }, { at: 1 })).toEqual([]);
  });

  it("stops nothing, and comes back as it was", () => {
    const document = graphOf("Linear", { foo: { bar: [1] } }, { weight: [[1]], biases: [100] });
    expect(analyse(document.graph).problems.map(({ code }) => code)).toEqual(["missing-input"]);
    const [node] = JSON.parse(serialiseDocument(document)).nodes;
    expect(node).toMatchObject({ config: { foo: { bar: [1] } }, params: { biases: [100] } });
  });
});

describe("the nearest name", () => {
  const names = ["weight", "bias", "mu", "sigma"];
  it.each([
    ["Weights", "weight"],
    ["wieght", "weight"],
    ["w", "weight"],
    ["bias_", "bias"],
    ["nu", "mu"],
    ["sigma_squared", "sigma"],
    ["stride", null],
    ["", null],
    ["w".repeat(1e6), null],
  ])("to %s is %s", (name, nearest) => {
    expect(nearestOf(name, names)).toBe(nearest);
  });
});
