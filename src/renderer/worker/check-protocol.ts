import type { Compared, Feeding } from "#core/check/compare-nodes";
import type { CheckOptions } from "#core/check/differences";
import type { CheckProgress } from "#core/check/gradient-check";
import type { NodeCheck, NodeVerdict, WorstTensor } from "#core/check/graph-check";
import type { StepSweep, SweepTarget } from "#core/check/step-sweep";
import type { Graph } from "#core/graph/graph";

/** What a check has found, as much of it as a person can look at. */
export interface Checked {
  readonly pass: boolean;
  /** By node, its verdict. */
  readonly verdicts: ReadonlyMap<string, NodeVerdict>;
  /** What is said of nodes: the worst first where anything is wrong, else in the order of the tape; so many, and no more. */
  readonly nodes: readonly NodeCheck[];
  /** The tensor with the entry that differs most. */
  readonly worst: WorstTensor | null;
  /** Entries that were judged, and tensors of which only a sample was. */
  readonly judged: number;
  readonly sampled: number;
}

/** How far a check has come; at its end what it found. */
export interface CheckTold extends CheckProgress {
  readonly checked: Checked | null;
}

/** How far a sweep has come; at its end the curve, or null where there is nothing to differentiate. */
export interface SweepTold extends CheckProgress {
  readonly ended: boolean;
  readonly sweep: StepSweep | null;
}

/** What the thread that checks gradients does for the page. A check and a sweep are each done in stretches, begun by `begin…`. */
export interface CheckThread {
  readonly beginCheck: (graph: Graph, options: CheckOptions, node: string | null) => CheckTold;
  readonly check: () => CheckTold;
  readonly beginSweep: (graph: Graph, target: SweepTarget | null) => SweepTold;
  readonly sweep: () => SweepTold;
  readonly compare: (graph: Graph, first: readonly string[], second: readonly string[], feeding: Feeding) => Compared;
}
