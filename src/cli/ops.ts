import { plainTex } from "#core/graph/plain-tex";
import type { JsonObject } from "#core/json";
import type { Op, Settings } from "#core/ops/define";
import { ops as catalogue } from "#core/ops/index";
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
  const symbols = (fields: typeof inputs) =>
    Object.fromEntries(Object.entries(fields).map(([name, { symbol }]) => [name, symbol]));
  const plain = (fields: typeof inputs) =>
    Object.fromEntries(Object.entries(fields).map(([name, { symbol }]) => [name, plainTex(symbol) ?? name]));
  const formulas = op.formulas({ out: op.letter, inputs: symbols(inputs), params: symbols(params) }, settings);
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
      inside: op.inside,
      formulas,
      says: op.says({ out: op.letter, inputs: plain(inputs), params: plain(params) }, settings),
      examples: op.examples,
    }),
  ) as JsonObject;
}
