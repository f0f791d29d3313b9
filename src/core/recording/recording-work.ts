import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { passOperations } from "#core/graph/work";
import type { Recording } from "./event";

/** Nodes of all graphs together that are looked at to see how much work they are; further edits count as the last one looked at. */
const MOST_NODES = 2 ** 20;

/**
 * Operations of computing every step of a recording again: a pass for the graph, for each edit of it, for each update and keyframe, and
 * what single steps are of a pass.
 */
export function recordingOperations({ header, events }: Recording): number {
  let seen = 0;
  const look = ({ nodes, edges }: Graph) => {
    seen += nodes.length;
    return { pass: passOperations(analyse({ nodes, edges })), steps: Math.max(1, nodes.length) };
  };
  let now = look(header.document.graph);
  let operations = now.pass;
  for (const { what } of events) {
    if (what.code === "e") {
      if (what.document && seen < MOST_NODES) now = look(what.document.graph);
      operations += now.pass;
    } else if (what.code === "u") operations += now.pass;
    else if (what.code === "f" || what.code === "b" || what.code === "g") operations += now.pass / now.steps;
  }
  return operations;
}

/** Operations of recording one pass, or so many steps of training and the pass before them. */
export function recordOperations(graph: Graph, updates: number): number {
  return passOperations(analyse(graph)) * (updates + 2);
}
