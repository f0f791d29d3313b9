import { asPlain, type Json } from "#core/json";
import type { Op } from "#core/ops/define";
import type { Problem } from "#core/problem";
import { shorten } from "#core/shorten";
import { type Graph, type GraphNode, typeNameOf } from "./graph";
import { nearestOf } from "./nearest";
import { resolve } from "./resolve";

/** So many names are listed where none is near. */
const MOST_NAMED = 8;

const NONE: readonly Problem[] = [];

const known = new WeakMap<GraphNode, readonly Problem[]>();

/**
 * Warns of settings and params that a node's type does not have, with the nearest that it has: they are kept as they are, and do nothing,
 * which is seldom what was meant. In the order of the graph's nodes.
 */
export function unknownSettings({ nodes }: Graph): readonly Problem[] {
  return nodes.flatMap((node) => {
    const before = known.get(node);
    if (before) return before;
    const found = unknownIn(node);
    known.set(node, found);
    return found;
  });
}

function unknownIn(node: GraphNode): readonly Problem[] {
  const read = resolve(node);
  if (!read) return NONE;
  const { op, params } = read;
  const settings = Object.keys(op.config);
  const config = Object.keys(node.config).filter((name) => !Object.hasOwn(op.config, name));
  // Where the settings are wrong it is not known which params there are.
  const sure = read.faults.every((fault) => fault.config === undefined);
  const strange = sure ? Object.keys(node.params).filter((name) => !Object.hasOwn(params, name)) : [];
  if (config.length + strange.length === 0) return NONE;
  const all = [...settings, ...Object.keys(params)];
  const warn = (what: "setting" | "param", name: string, meant: string | null): Problem => ({
    code: "unknown-setting",
    message: `${typeNameOf(node)} has no ${what} "${shorten(name)}", so it does nothing; ${said(what, meant, all, op, params)}`,
    node: node.id,
    [what === "param" ? "param" : "config"]: name,
  });
  return [
    ...config.map((name) => warn("setting", name, nearestOf(name, all) ?? byChoice(op, node.config[name] as Json))),
    ...strange.map((name) => warn("param", name, nearestOf(name, all))),
  ];
}

/** The setting that takes this value as a choice: `"type": "sse"` is meant to be the loss. */
function byChoice({ config }: Op, given: Json): string | null {
  const value = asPlain(given);
  if (typeof value !== "string") return null;
  const found = Object.entries(config).find(
    ([, field]) => field.kind === "choice" && Object.hasOwn(field.choices, value),
  );
  return found?.[0] ?? null;
}

function said(what: string, meant: string | null, all: readonly string[], op: Op, params: object): string {
  if (meant !== null) {
    const is = Object.hasOwn(op.config, meant) ? "setting" : "param";
    return `the nearest is ${is === what ? "" : `the ${is} `}"${shorten(meant)}"`;
  }
  const names = all.slice(0, MOST_NAMED).map((name) => `"${shorten(name)}"`);
  const has = Object.keys(params).length > 0 || all.length > 0;
  return has ? `it has ${names.join(", ")}${all.length > MOST_NAMED ? " and others" : ""}` : "it has none";
}
