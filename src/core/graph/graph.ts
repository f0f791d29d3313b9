import type { JsonObject } from "#core/json";
import { shorten } from "#core/shorten";
import type { Tensor } from "#core/tensor/tensor";

/**
 * A node as it is saved: what the engine needs of it, and nothing of where it lies on the canvas.
 * `config` is as it stands in the file, good or not; `rest` keeps the fields that this version does not know.
 */
export interface GraphNode {
  readonly id: string;
  readonly type: string;
  /** The name a person gave it; its id where it has none. */
  readonly label?: string;
  readonly config: JsonObject;
  readonly params: Readonly<Record<string, Tensor>>;
  /** Fields of its position in the file beside x and y, which this version does not know; they go where the node goes. */
  readonly inPosition?: JsonObject;
  readonly rest?: JsonObject;
}

/** A wire from an output handle to an input handle. */
export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly sourceHandle: string;
  readonly target: string;
  readonly targetHandle: string;
  readonly rest?: JsonObject;
}

/** Nodes and edges. Their order means nothing; ids are unique among nodes, and among edges. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The one output handle that every node of version 1 has. */
export const OUT = "out";

/** The name that people see: the label, or the id where there is none; shortened where it is longer than people read. */
export function nameOf(node: GraphNode): string {
  return shorten(fullNameOf(node));
}

/** The name that people see of the node with this id; the id, shortened, where there is none. */
export function nameIn({ nodes }: Graph, id: string): string {
  const node = nodes.find((other) => other.id === id);
  return node ? nameOf(node) : shorten(id);
}

/** The type as people see it, which may be one that no version knows. */
export function typeNameOf({ type }: GraphNode): string {
  return shorten(type, 40);
}

/** The whole name, however long, for where it is written anew or looked for. */
export function fullNameOf({ label, id }: GraphNode): string {
  return label === undefined || label.trim() === "" ? id : label;
}
