import { own } from "#core/own";
import { type EdgeReading, type NodeReading, readingsAt } from "#core/tape/readings";
import type { Score } from "#core/tape/score";
import type { Run } from "../worker/protocol";

/**
 * What is known of a run once so many steps of the pass are done. The cost, and what the run warns of, is known with the
 * last of the costs. What is known as it was in `before` is the same object again.
 */
export function runAt(run: Run, score: Score, position: number, before: Run | null): Run {
  const { nodes, edges } = readingsAt(run, score, position);
  // Costs alone have a seed.
  const isKnown = [...run.nodes].every(([id, { seed }]) => seed === null || nodes.has(id));
  return {
    ...run,
    cost: isKnown ? run.cost : null,
    warnings: isKnown ? run.warnings : [],
    nodes: keep(nodes, before?.nodes, sameNode),
    edges: keep(edges, before?.edges, sameEdge),
  };
}

function keep<T>(
  next: ReadonlyMap<string, T>,
  before: ReadonlyMap<string, T> | undefined,
  same: (a: T, b: T) => boolean,
): ReadonlyMap<string, T> {
  if (!before) return next;
  const kept = new Map<string, T>();
  for (const [id, reading] of next) {
    const old = before.get(id);
    kept.set(id, old !== undefined && same(old, reading) ? old : reading);
  }
  return kept;
}

function sameEdge(a: EdgeReading, b: EdgeReading): boolean {
  return a.value === b.value && a.grad === b.grad;
}

function sameNode(a: NodeReading, b: NodeReading): boolean {
  return (
    a.saved === b.saved &&
    a.out.value === b.out.value &&
    a.out.grad === b.out.grad &&
    a.shares.length === b.shares.length &&
    Object.entries(a.params).every(([name, { value, grad }]) => {
      const other = own(b.params, name);
      return other?.value === value && other.grad === grad;
    })
  );
}
