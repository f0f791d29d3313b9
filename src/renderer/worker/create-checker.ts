import { compareNodes } from "#core/check/compare-nodes";
import type { CheckProgress } from "#core/check/gradient-check";
import { type GraphCheck, graphCheckSteps, type NodeCheck, type NodeVerdict } from "#core/check/graph-check";
import { type StepSweep, sweepSteps } from "#core/check/step-sweep";
import { analyse } from "#core/graph/analyse";
import type { Checked, CheckThread } from "./check-protocol";

/** How long a stretch of work takes, in milliseconds: so often progress is told. */
const STRETCH = 80;

/** So many nodes are told of with all that was found of them. */
const MOST_TOLD = 200;

/** What checks gradients for the page, in a thread of its own. */
export function createChecker(): CheckThread {
  let checking: Generator<CheckProgress, GraphCheck, void> | null = null;
  let sweeping: Generator<CheckProgress, StepSweep | null, void> | null = null;
  const check: CheckThread["check"] = () => {
    const { progress, result } = stretch(held(checking));
    return { ...progress, checked: result ? told(result.value) : null };
  };
  const sweep: CheckThread["sweep"] = () => {
    const { progress, result } = stretch(held(sweeping));
    return { ...progress, ended: result !== null, sweep: result?.value ?? null };
  };
  return {
    beginCheck(graph, options, node) {
      checking = graphCheckSteps(analyse(graph), options, node);
      return check();
    },
    check,
    beginSweep(graph, target) {
      sweeping = sweepSteps(analyse(graph), target);
      return sweep();
    },
    sweep,
    compare: (graph, first, second, feeding) => compareNodes(analyse(graph), first, second, feeding),
  };
}

function held<T>(steps: T | null): T {
  if (steps === null) throw new RangeError("nothing was begun");
  return steps;
}

function stretch<T>(steps: Generator<CheckProgress, T, void>): {
  readonly progress: CheckProgress;
  readonly result: { readonly value: T } | null;
} {
  const until = performance.now() + STRETCH;
  let progress: CheckProgress = { done: 0, total: 0 };
  do {
    const next = steps.next();
    if (next.done) return { progress, result: { value: next.value } };
    progress = next.value;
  } while (performance.now() < until);
  return { progress, result: null };
}

const WORST_FIRST: readonly NodeVerdict[] = ["wrong", "misled", "unmeasured", "unknown", "kink", "ok"];

function told({ pass, nodes, worst }: GraphCheck): Checked {
  const tensors = nodes.flatMap((node) => node.tensors);
  const rank = ({ verdict }: NodeCheck) => WORST_FIRST.indexOf(verdict);
  return {
    ...{ pass, worst },
    verdicts: new Map(nodes.map(({ node, verdict }) => [node, verdict])),
    nodes: nodes.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_TOLD),
    judged: tensors.reduce((sum, { judged }) => sum + judged, 0),
    sampled: tensors.filter(({ directions }) => directions > 0).length,
  };
}
