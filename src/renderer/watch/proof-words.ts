import { exact } from "#core/drawing/number-format";
import { type Graph, nameOf } from "#core/graph/graph";
import type { Mismatch } from "#core/recording/verify";

/** That every step agrees with what is computed. */
export function saySteps(steps: number): string {
  return steps === 1 ? "The one step agrees" : `All ${steps} steps agree`;
}

/** The first step that differs, and in what. Names are those of the graph that the recording begins with. */
export function sayMismatch(mismatch: Mismatch, graph: Graph | null): string {
  const { step, what, node, edge, param, recorded, computed, message } = mismatch;
  const name = (id: string) => {
    const found = graph?.nodes.find((each) => each.id === id);
    return found ? nameOf(found) : id;
  };
  const wire = graph?.edges.find(({ id }) => id === edge);
  const ends = wire ? `${name(wire.source)} → ${name(wire.target)}` : edge;
  const place = [param, ends ?? (node === undefined ? undefined : name(node))].filter((part) => part !== undefined);
  const at = place.length > 0 ? `the ${what} of ${place.join(" of ")}` : `the ${what}`;
  const told = message ?? `is ${number(recorded)} in the recording and ${number(computed)} when computed`;
  return `Step ${step} differs: ${at} ${told}.`;
}

function number(x: number | null): string {
  return x === null ? "nothing" : exact(x);
}
