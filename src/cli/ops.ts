import type { Formula } from "#core/formula/tree";
import { formulaTex, termTex } from "#core/formula/write-tex";
import { formulaText } from "#core/formula/write-text";
import type { JsonObject } from "#core/json";
import type { Op, Settings } from "#core/ops/define";
import { ops as catalogue } from "#core/ops/index";
import { insideTerm, namingOf, ownNames } from "#core/ops/naming";
import { type Command, jsonOption } from "./command";
import { printJson, table } from "./report";

/** `gradwire ops`: the catalogue. */
export const ops: Command = {
  name: "ops",
  takes: "",
  summary: "list the types of nodes",
  options: jsonOption,
  async run(given, io) {
    if (given.flag("json")) {
      await printJson(io, { format: "gradwire-ops", version: 1, ops: catalogue.map(encodeOp) });
      return 0;
    }
    const rows = catalogue.map((op) => {
      const settings = settingsOf(op);
      const inputs = Object.keys(op.inputs(settings)).join(", ") || "–";
      const params = Object.keys(op.params(settings)).join(", ") || "–";
      return [op.type, op.family, inputs, params, op.summary];
    });
    await io.out(table([["type", "family", "inputs", "params", "what it does"], ...rows]));
    return 0;
  },
};

/** The settings of a node that has just been added. */
function settingsOf(op: Op): Settings {
  const config = Object.fromEntries(Object.entries(op.config).map(([name, field]) => [name, field.default]));
  return { config, params: op.fresh({}) };
}

/** An op's definition as data: all of it but the functions that compute. */
function encodeOp(op: Op): JsonObject {
  const settings = settingsOf(op);
  const inputs = op.inputs(settings);
  const params = op.params(settings);
  const names = ownNames(op, settings);
  const naming = namingOf(op, names);
  const { card, forward, backward } = op.formulas(settings);
  const written = (formula: Formula): JsonObject => {
    const { equation, note, derivation } = formula;
    return {
      tex: formulaTex(formula, naming),
      text: formulaText(formula, naming),
      ...(equation === undefined ? {} : { equation }),
      ...(note === undefined ? {} : { note }),
      ...(derivation === undefined ? {} : { derivation: derivation.map(written) }),
    };
  };
  const formulas = { card: formulaTex(card, naming), forward: forward.map(written), backward: backward.map(written) };
  const inside = Object.entries(op.inside).map(([name, { words }]) => [
    name,
    { symbol: termTex(insideTerm(name), naming), words },
  ]);
  // Definitions hold nothing but JSON beside their functions, which this leaves out.
  return JSON.parse(
    JSON.stringify({
      type: op.type,
      family: op.family,
      summary: op.summary,
      keywords: op.keywords,
      inputs,
      params,
      config: op.config,
      outputs: ["out"],
      isCost: op.isCost,
      inside: Object.fromEntries(inside),
      formulas,
      says: op.says(names, settings),
      examples: op.examples,
    }),
  ) as JsonObject;
}
