import { create } from "zustand";
import { exerciseOf } from "#core/graph/exercise";
import { subscribeSession, useSession } from "./session";

/** Nodes whose answers a person has asked for, though they are exercises. Not saved: the next one to open the file begins anew. */
const useShown = create<{ readonly nodes: ReadonlySet<string> }>()(() => ({ nodes: new Set() }));

/** Shows the answers at a node until another document is opened. */
export function showAnswers(node: string): void {
  useShown.setState(({ nodes }) => ({ nodes: new Set([...nodes, node]) }));
}

subscribeSession((now, before) => {
  if (now.work.id !== before.work.id) useShown.setState({ nodes: new Set() });
});

/** Whether the derivatives at a node are an exercise whose answers nobody has asked for yet. */
export function useAnswersHidden(id: string | null): boolean {
  const isSet = useSession(({ analysis }) => {
    const node = id === null ? undefined : analysis.graph.nodes.find((each) => each.id === id);
    return node !== undefined && exerciseOf(node).length > 0;
  });
  const isShown = useShown(({ nodes }) => id !== null && nodes.has(id));
  return isSet && !isShown;
}
