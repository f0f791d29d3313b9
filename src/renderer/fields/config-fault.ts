import type { GraphNode } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { Json } from "#core/json";

/** What would be wrong with a setting of a node if it were this, in words; null where nothing would. */
export function configFault(node: GraphNode, name: string, value: Json): string | null {
  const tried = resolve({ ...node, config: { ...node.config, [name]: value } });
  return tried?.faults.find(({ config }) => config === name)?.message ?? null;
}
