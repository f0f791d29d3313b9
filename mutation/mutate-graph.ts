import { isJsonObject, type Json, type JsonObject } from "#core/json";
import { ops } from "#core/ops/index";
import type { Dice } from "./dice";
import { longText, numbers, texts } from "./hostile";
import { anyTensor, anyValue, changedAt } from "./mutate-json";

type Change = (json: Json, dice: Dice) => Json;

/** The objects of a list of the graph; none where it is no list. */
function listOf(json: Json, name: "nodes" | "edges"): readonly JsonObject[] {
  const list = isJsonObject(json) ? json[name] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function withList(json: Json, name: "nodes" | "edges", change: (list: readonly Json[]) => readonly Json[]): Json {
  return changedAt(json, [name], (found) => (Array.isArray(found) ? change(found) : found));
}

/** One node changed. */
function onNode(change: (node: JsonObject, dice: Dice) => JsonObject): Change {
  return (json, dice) => {
    const nodes = listOf(json, "nodes");
    if (nodes.length === 0) return json;
    const one = dice.pick(nodes);
    return withList(json, "nodes", (list) => list.map((node) => (node === one ? change(one, dice) : node)));
  };
}

const fieldsOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

const formulas = [
  "x",
  "x*y + z",
  "1/x",
  "ln(x)",
  "x^x^x",
  "exp(exp(exp(x)))",
  "sqrt(-abs(x))",
  `${"-".repeat(3000)}x`,
  `${"(".repeat(99)}x${")".repeat(99)}`,
  `x${"+x".repeat(480)}`,
  `x${"^2".repeat(90)}`,
  "sin(cos(tan(x)))*pi/e",
  "constructor",
  "__proto__ + toString",
  "x₁ + σ′ · λ",
  "1e308*10*x",
  "0/0",
  "x +",
  "f(x)",
  'x; import("fs")',
  "",
] as const;

/** Ways to hurt a graph that leave it a graph, or nearly. */
export const graphWounds = {
  "an id renamed everywhere": (json, dice) => {
    const nodes = listOf(json, "nodes");
    if (nodes.length === 0) return json;
    const { id } = dice.pick(nodes);
    const other = dice.chance(0.05) ? longText : dice.pick(texts);
    const renamed = withList(json, "nodes", (list) =>
      list.map((node) => (isJsonObject(node) && node.id === id ? { ...node, id: other } : node)),
    );
    return withList(renamed, "edges", (list) =>
      list.map((edge) => {
        if (!isJsonObject(edge)) return edge;
        const { source, target } = edge;
        return {
          ...edge,
          ...(source === id ? { source: other } : {}),
          ...(target === id ? { target: other } : {}),
        };
      }),
    );
  },
  "every edge's id": (json, dice) =>
    withList(json, "edges", (list) =>
      list.map((edge, at) => (isJsonObject(edge) ? { ...edge, id: `${dice.pick(texts)}${at}` } : edge)),
    ),
  "a label": onNode((node, dice) => ({ ...node, label: dice.chance(0.1) ? longText : dice.pick(texts) })),
  "an unknown field": onNode((node, dice) =>
    Object.fromEntries([...Object.entries(node), [dice.pick(texts), anyValue(dice)]] as [string, Json][]),
  ),
  "a param": onNode((node, dice) => {
    const params = Object.keys(fieldsOf(node.params));
    const name = params.length > 0 && dice.chance(0.9) ? dice.pick(params) : dice.pick(["weight", "bias", "value"]);
    return { ...node, params: { ...fieldsOf(node.params), [name]: anyTensor(dice) } };
  }),
  "entries of a param": onNode((node, dice) => {
    const spoil = (value: Json): Json => {
      if (Array.isArray(value)) return (value as readonly Json[]).map(spoil);
      if (typeof value !== "number" || dice.chance(0.6)) return value;
      return dice.chance(0.2) ? dice.pick(["NaN", "Infinity", "-Infinity"]) : dice.pick(numbers);
    };
    const entries = Object.entries(fieldsOf(node.params)).map(([name, value]): [string, Json] => [name, spoil(value)]);
    return { ...node, params: Object.fromEntries(entries) };
  }),
  "a setting": onNode((node, dice) => {
    const name = dice.pick(["radius", "scaled", "loss", "weight", "delta", "trainable", "expression", ...texts]);
    const value = dice.pick<() => Json>([
      () => dice.pick(numbers),
      () => dice.pick(["mse", "sse", "halfSse", "l1", "huber", "bce", "bceWithLogits", "crossEntropy", "toString"]),
      () => dice.pick(formulas),
      () => dice.chance(0.5),
      () => anyValue(dice),
    ])();
    return { ...node, config: Object.fromEntries([...Object.entries(fieldsOf(node.config)), [name, value]]) };
  }),
  "a formula": onNode((node, dice) => ({
    ...node,
    type: "Expression",
    config: {
      expression: dice.pick(formulas),
      partials: dice.chance(0.5) ? { [dice.pick(["x", "y", ...texts])]: dice.pick(formulas) } : {},
    },
  })),
  "another type": onNode((node, dice) => ({
    ...node,
    type: dice.chance(0.8) ? dice.pick(ops).type : dice.pick(texts),
  })),
  "an exercise": onNode((node, dice) => ({
    ...node,
    exercise: dice.chance(0.5) ? { partials: ["x", dice.pick(texts)] } : anyValue(dice),
  })),
  "an edge between any two": (json, dice) => {
    const nodes = listOf(json, "nodes");
    if (nodes.length === 0) return json;
    const edge = {
      id: dice.chance(0.8) ? `new ${dice.below(1e6)}` : dice.pick(texts),
      source: dice.pick(nodes).id ?? "",
      sourceHandle: dice.chance(0.9) ? "out" : dice.pick(texts),
      target: dice.pick(nodes).id ?? "",
      targetHandle: dice.pick(["x", "a", "b", "prediction", "target", "y", dice.pick(texts)]),
    };
    return withList(json, "edges", (list) => [...list, edge]);
  },
  "an edge turned round": (json, dice) => {
    const edges = listOf(json, "edges");
    if (edges.length === 0) return json;
    const one = dice.pick(edges);
    return withList(json, "edges", (list) =>
      list.map((edge) =>
        edge === one && one.source !== undefined && one.target !== undefined
          ? { ...one, source: one.target, target: one.source }
          : edge,
      ),
    );
  },
  "a thing twice": (json, dice) => {
    const name = dice.pick(["nodes", "edges"] as const);
    const list = listOf(json, name);
    return list.length === 0 ? json : withList(json, name, (all) => [...all, dice.pick(list)]);
  },
  "a chain of many": (json, dice) => {
    const nodes = listOf(json, "nodes");
    if (nodes.length === 0) return json;
    const length = dice.pick([10, 100, 400]);
    const type = dice.pick(["Tanh", "Sigmoid", "ReLU", "Softmax"]);
    const chain = Array.from({ length }, (_, at) => ({ id: `chain ${at}`, type }));
    const wires = chain.map(({ id }, at) => ({
      id: `wire ${at}`,
      source: at === 0 ? (nodes[0]?.id ?? "") : `chain ${at - 1}`,
      sourceHandle: "out",
      target: id,
      targetHandle: "x",
    }));
    const longer = withList(json, "nodes", (list) => [...list, ...chain]);
    return withList(longer, "edges", (list) => [...list, ...wires]);
  },
  "the list in another order": (json) => withList(json, "nodes", (list) => list.toReversed()),
  "a place": onNode((node, dice) => ({
    ...node,
    position: { x: dice.pick(numbers), y: dice.pick(numbers), ...(dice.chance(0.3) ? { z: anyValue(dice) } : {}) },
  })),
  "what it says of itself": (json, dice) =>
    changedAt(json, ["meta"], () => ({
      title: dice.chance(0.1) ? longText : dice.pick(texts),
      description: dice.pick(texts),
      [dice.pick(texts)]: anyValue(dice),
    })),
} as const satisfies Readonly<Record<string, Change>>;
