import type { Analysis } from "#core/graph/analyse";
import { type Connection, fittedNode } from "#core/graph/connect";
import { EXERCISE } from "#core/graph/exercise";
import { fullNameOf, type GraphEdge, type GraphNode } from "#core/graph/graph";
import type { Json, JsonObject } from "#core/json";
import type { Op } from "#core/ops/define";
import { opOf } from "#core/ops/index";
import { own } from "#core/own";
import type { Tensor } from "#core/tensor/tensor";
import type { Document, Fragment, Layout, Meta, Position } from "./document";

/*
 * Everything that changes a document: pure functions from a document to a document. What does not apply gives back the same
 * document, so that callers can tell by identity whether anything happened.
 */

/** Adds a node of this type with the params that its op gives it at birth. Its id is the op's letter, numbered where that is taken. */
export function addNode(document: Document, type: string, position: Position): { document: Document; id: string } {
  const op = opOf(type);
  const id = freeId(document, op?.letter ?? type);
  const node: GraphNode = { id, type, config: textsOf(op), params: op?.fresh({}) ?? {} };
  return {
    id,
    document: {
      ...document,
      graph: { ...document.graph, nodes: [...document.graph.nodes, node] },
      layout: { ...document.layout, [id]: position },
    },
  };
}

/** The texts that a new node begins with; its other settings are left out, and so stay what the op has for them. */
function textsOf(op: Op | undefined): JsonObject {
  const fields = Object.entries(op?.config ?? {}).filter(([, { kind }]) => kind === "text");
  return Object.fromEntries(fields.map(([name, field]) => [name, field.default]));
}

/** Wires an output to an input. A node that is still as it was born takes on the shape that now comes in. */
export function connect(document: Document, analysis: Analysis, connection: Connection): Document {
  const target = document.graph.nodes.find(({ id }) => id === connection.target);
  if (!target) return document;
  const edge = { id: freeEdgeId(document, connection), ...connection };
  const fitted = fittedNode(analysis, target, connection.source, connection.targetHandle);
  const wired = replaceNode(document, fitted);
  return { ...wired, graph: { ...wired.graph, edges: [...wired.graph.edges, edge] } };
}

/** Takes one end of an edge to another place; the edge keeps its id. */
export function reconnect(document: Document, id: string, connection: Connection): Document {
  const edges = document.graph.edges.map((edge) => (edge.id === id ? { ...edge, ...connection } : edge));
  return { ...document, graph: { ...document.graph, edges } };
}

/** Removes nodes with every edge at them, and edges. */
export function remove(document: Document, nodes: ReadonlySet<string>, edges: ReadonlySet<string>): Document {
  if (nodes.size === 0 && edges.size === 0) return document;
  const goes = (edge: GraphEdge) => edges.has(edge.id) || nodes.has(edge.source) || nodes.has(edge.target);
  return {
    ...document,
    graph: {
      nodes: document.graph.nodes.filter(({ id }) => !nodes.has(id)),
      edges: document.graph.edges.filter((edge) => !goes(edge)),
    },
    layout: Object.fromEntries(Object.entries(document.layout).filter(([id]) => !nodes.has(id))),
  };
}

/** Puts cards in new places; nothing is recomputed. */
export function place(document: Document, positions: Layout): Document {
  return { ...document, layout: { ...document.layout, ...positions } };
}

/** Gives a param this tensor; null takes away an optional one. */
export function setParam(document: Document, id: string, name: string, value: Tensor | null): Document {
  return changeNode(document, id, (node) => {
    const { [name]: _, ...others } = node.params;
    return { ...node, params: value ? { ...node.params, [name]: value } : others };
  });
}

/** Gives a setting this value; undefined brings back the default. */
export function setConfig(document: Document, id: string, name: string, value: Json | undefined): Document {
  return changeNode(document, id, (node) => {
    const { [name]: _, ...others } = node.config;
    return { ...node, config: value === undefined ? others : { ...node.config, [name]: value } };
  });
}

/** Sets these derivatives of a node as exercises; none takes the exercise away. */
export function setExercise(document: Document, id: string, names: readonly string[]): Document {
  return changeNode(document, id, (node) => {
    const { [EXERCISE]: _, ...others } = node.rest ?? {};
    const rest = names.length > 0 ? { ...others, [EXERCISE]: { partials: names } } : others;
    const { rest: __, ...bare } = node;
    return Object.keys(rest).length > 0 ? { ...bare, rest } : bare;
  });
}

/** Names a node; an empty name brings back its id. Where another node is called so already, a number is added. */
export function setLabel(document: Document, id: string, label: string): Document {
  const others = document.graph.nodes.filter((node) => node.id !== id);
  const wanted = label.trim() === "" ? id : label.trim();
  const free = freeName(new Set(others.map(fullNameOf)), wanted);
  return changeNode(document, id, (node) => {
    const { label: _, ...bare } = node;
    return free === id ? bare : { ...bare, label: free };
  });
}

/** Changes what the file says about itself. */
export function setMeta(document: Document, meta: Partial<Meta>): Document {
  return { ...document, meta: { ...document.meta, ...meta } };
}

/** Some nodes with the edges among them, as they can be pasted. */
export function copyFragment(document: Document, ids: ReadonlySet<string>): Fragment {
  return {
    nodes: document.graph.nodes.filter(({ id }) => ids.has(id)),
    edges: document.graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
    layout: Object.fromEntries(Object.entries(document.layout).filter(([id]) => ids.has(id))),
  };
}

/** Adds a fragment under free ids and names, moved by `offset`; says which nodes came. */
export function paste(
  document: Document,
  fragment: Fragment,
  offset: Position,
): { document: Document; ids: readonly string[] } {
  const taken = namesIn(document);
  const renamed = new Map<string, string>();
  for (const { id } of fragment.nodes) {
    const free = freeName(taken, id);
    taken.add(free);
    renamed.set(id, free);
  }
  const edgeIds = new Set(document.graph.edges.map(({ id }) => id));
  const edges = fragment.edges.map((edge): GraphEdge => {
    const moved = { ...edge, source: renamed.get(edge.source) ?? "", target: renamed.get(edge.target) ?? "" };
    const id = freeName(edgeIds, edgeName(moved));
    edgeIds.add(id);
    return { ...moved, id };
  });
  const positions = fragment.nodes.map(({ id }): [string, Position] => {
    const from = own(fragment.layout, id) ?? { x: 0, y: 0 };
    return [renamed.get(id) ?? id, { x: from.x + offset.x, y: from.y + offset.y }];
  });
  const nodes = fragment.nodes.map((node): GraphNode => {
    const id = renamed.get(node.id) ?? node.id;
    if (fullNameOf(node) === node.id) return { ...node, id };
    const label = freeName(taken, fullNameOf(node));
    taken.add(label);
    return { ...node, id, label };
  });
  return {
    ids: [...renamed.values()],
    document: {
      ...document,
      graph: { nodes: [...document.graph.nodes, ...nodes], edges: [...document.graph.edges, ...edges] },
      layout: { ...document.layout, ...Object.fromEntries(positions) },
    },
  };
}

function changeNode(document: Document, id: string, change: (node: GraphNode) => GraphNode): Document {
  const node = document.graph.nodes.find((other) => other.id === id);
  return node ? replaceNode(document, change(node)) : document;
}

function replaceNode(document: Document, node: GraphNode): Document {
  const nodes = document.graph.nodes.map((other) => (other.id === node.id ? node : other));
  return { ...document, graph: { ...document.graph, nodes } };
}

function freeId(document: Document, wanted: string): string {
  return freeName(namesIn(document), wanted);
}

/** Every id, and every name that people see: none is given twice. */
function namesIn({ graph: { nodes } }: Document): Set<string> {
  return new Set(nodes.flatMap((node) => [node.id, fullNameOf(node)]));
}

function edgeName({ source, target, targetHandle }: Connection): string {
  return `${source}-${target}.${targetHandle}`;
}

function freeEdgeId(document: Document, connection: Connection): string {
  return freeName(new Set(document.graph.edges.map(({ id }) => id)), edgeName(connection));
}

/** The name itself where it is free, else with the first free number behind it: `z`, `z2`, `z3`. */
function freeName(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/\d+$/, "") || wanted;
  let number = 2;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
