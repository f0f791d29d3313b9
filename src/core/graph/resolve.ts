import type { Named } from "#core/formula/site";
import { asPlain, isJsonObject, type Json } from "#core/json";
import type { ConfigField, ConfigValue, HandleField, Op, ParamField, Settings } from "#core/ops/define";
import { opOf } from "#core/ops/index";
import type { Fault } from "#core/problem";
import { shorten } from "#core/shorten";
import type { GraphNode } from "./graph";

/** A node read through its op: which settings hold, which handles it has, and what is wrong with it whatever is wired. */
export interface Resolved {
  readonly node: GraphNode;
  readonly op: Op;
  /** Good settings, with the default for each that the node leaves out or has wrong; params are the node's. */
  readonly settings: Settings;
  readonly inputs: Named<HandleField>;
  readonly params: Named<ParamField>;
  readonly faults: readonly Fault[];
  /** Whether `inputs` are all the handles there are: a text that is at fault may have named others. */
  readonly knowsHandles: boolean;
}

// One list for all nodes that have none.
const NO_FAULTS: readonly Fault[] = [];

const known = new WeakMap<GraphNode, Resolved | null>();

/** The node read through its op, or null where its type is unknown. Nodes never change, so each is read once. */
export function resolve(node: GraphNode): Resolved | null {
  const before = known.get(node);
  if (before !== undefined) return before;
  const op = opOf(node.type);
  const resolved = op ? resolveWith(node, op) : null;
  known.set(node, resolved);
  return resolved;
}

function resolveWith(node: GraphNode, op: Op): Resolved {
  const faults: Fault[] = [];
  const config: Record<string, ConfigValue> = {};
  for (const [name, field] of Object.entries(op.config)) {
    const given = Object.hasOwn(node.config, name) ? asPlain(node.config[name] as Json) : undefined;
    const read = given === undefined ? leftOut(field) : readConfig(given, field);
    config[name] = "value" in read ? read.value : field.default;
    if ("fault" in read) faults.push({ code: "bad-config", config: name, message: `${name} ${read.fault}` });
  }
  const settings: Settings = { config, params: node.params };
  const params = op.params(settings);
  for (const [name, field] of Object.entries(params)) {
    const given = Object.hasOwn(node.params, name) ? node.params[name] : undefined;
    if (given === undefined && !field.optional) {
      faults.push({ code: "bad-param", param: name, message: `has no ${name}: ${lowerFirst(field.hint)}` });
    }
  }
  // An op may count on its params being there, so it is asked only once they are. Where a setting is wrong it was asked of the
  // default, which may not go with the other settings; what it says of params holds all the same.
  const complete = faults.every(({ param }) => param === undefined);
  const own = complete ? op.faults(settings) : [];
  const sure = faults.length === 0 ? own : own.filter(({ config }) => config === undefined);
  const knowsHandles = [...faults, ...sure].every(({ config }) => op.config[config ?? ""]?.kind !== "text");
  return {
    node,
    op,
    settings,
    inputs: knowsHandles ? op.inputs(settings) : {},
    params,
    faults: faults.length + sure.length === 0 ? NO_FAULTS : [...faults, ...sure],
    knowsHandles,
  };
}

/** What a setting is that a node leaves out. */
function leftOut(field: ConfigField): ReturnType<typeof readConfig> {
  return field.kind === "text" ? { fault: "is missing" } : { value: field.default };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A setting as it stands in a file, read by its field: the value, or what is wrong with it, to follow the setting's name. */
export function readConfig(
  given: Json,
  field: ConfigField,
): { readonly value: ConfigValue } | { readonly fault: string } {
  switch (field.kind) {
    case "integer":
      return typeof given === "number" && Number.isInteger(given) && given >= field.min && given <= field.max
        ? { value: given }
        : { fault: `must be a whole number from ${field.min} to ${field.max}, got ${quote(given)}` };
    case "number": {
      const low = field.min ?? Number.NEGATIVE_INFINITY;
      const floor = field.min === undefined ? "" : `, ${field.min} or more`;
      return typeof given === "number" && Number.isFinite(given) && given >= low
        ? { value: given }
        : { fault: `must be a number${floor}, got ${quote(given)}` };
    }
    case "boolean":
      return typeof given === "boolean" ? { value: given } : { fault: `must be true or false, got ${quote(given)}` };
    case "choice":
      return typeof given === "string" && Object.hasOwn(field.choices, given)
        ? { value: given }
        : { fault: `must be one of ${Object.keys(field.choices).join(", ")}, got ${quote(given)}` };
    case "text":
      return typeof given === "string" ? { value: given } : { fault: `must be a text, got ${quote(given)}` };
    case "texts": {
      const texts = isJsonObject(given) ? Object.entries(given) : [];
      return isJsonObject(given) && texts.every(([, text]) => typeof text === "string")
        ? { value: Object.fromEntries(texts) as Readonly<Record<string, string>> }
        : { fault: `must be an object whose values are texts, got ${quote(given)}` };
    }
  }
}

/** A value from a file as it may be shown in a message: short, whatever was in it. */
function quote(given: Json): string {
  return shorten(JSON.stringify(given) ?? "nothing", 40);
}
