import { nameOf } from "#core/graph/graph";
import { useSession } from "../state/session";

/** An edge by where it leads: `by way of x of z`. */
export function EdgeWords({ edge: id }: { readonly edge: string }) {
  const graph = useSession(({ analysis }) => analysis.graph);
  const edge = graph.edges.find((each) => each.id === id);
  const target = graph.nodes.find((node) => node.id === edge?.target);
  if (!edge || !target) return <>{id}</>;
  const twice = graph.edges.filter((each) => each.source === edge.source && each.target === edge.target).length > 1;
  return <>{`by way of ${twice ? `${edge.targetHandle} of ` : ""}${nameOf(target)}`}</>;
}
