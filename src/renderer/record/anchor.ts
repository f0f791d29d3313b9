import { type Graph, nameOf } from "#core/graph/graph";
import type { Anchor } from "#core/recording/event";
import { useSession } from "../state/session";
import type { Selection } from "../state/work";

/** A place for a caption or a question to point at, and what it is called. */
export interface NamedAnchor {
  readonly anchor: Anchor;
  readonly name: string;
}

/** The one node or edge that is selected; null where there is none, or are several. */
export function anchorOf({ nodes, edges }: Selection, graph: Graph): NamedAnchor | null {
  if (nodes.size + edges.size !== 1) return null;
  const named = (id: string) => {
    const node = graph.nodes.find((each) => each.id === id);
    return node ? nameOf(node) : id;
  };
  const [node] = nodes;
  if (node !== undefined) return { anchor: { node }, name: named(node) };
  const edge = graph.edges.find(({ id }) => edges.has(id));
  return edge ? { anchor: { edge: edge.id }, name: `${named(edge.source)} → ${named(edge.target)}` } : null;
}

/** The one node or edge that is selected, and again whenever there is another. */
export function useSelectedAnchor(): NamedAnchor | null {
  const selection = useSession((now) => now.selection);
  const graph = useSession(({ history }) => history.present.graph);
  return anchorOf(selection, graph);
}
