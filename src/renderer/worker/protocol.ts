import type { Finding } from "#core/check/finding";
import type { GradPlace } from "#core/check/grad-place";
import type { Jacobian } from "#core/check/jacobian";
import type { Graph } from "#core/graph/graph";
import type { ParamEdit } from "#core/graph/param-edits";
import type { Problem } from "#core/problem";
import type { Readings } from "#core/tape/readings";
import type { Seed } from "#core/tape/tape";
import type { StepText } from "#core/telling/step-text";
import type { ToldEntry } from "#core/telling/told-formula";
import type { Statistics } from "#core/tensor/statistics";
import type { Tensor } from "#core/tensor/tensor";
import type { Explanation, ToldPaths, WhyQuestion } from "./explain";
import type { Nudge, Pushed } from "./push";

/** What one run of a graph says, in small. `revision` is that of the graph it was computed from. */
export interface Run extends Readings {
  readonly revision: number;
  readonly cost: number | null;
  /** How many of the graph's costs are in `cost`: fewer than there are while the graph is half built. */
  readonly costs: { readonly counted: number; readonly all: number };
  /** What is differentiated in place of C, what it comes to, and how many entries its node's output has; null for C. */
  readonly seeded: { readonly seed: Seed; readonly value: number; readonly size: number } | null;
  /** Warnings that only a run can give: values that became NaN or infinite. */
  readonly warnings: readonly Problem[];
  /** Entries on the tape, and how long one whole pass both ways takes, in milliseconds. */
  readonly entries: number;
  readonly milliseconds: number;
}

/** A place on the graph whose whole tensor may be asked for. */
export type Place =
  | { readonly kind: "edge"; readonly edge: string }
  | { readonly kind: "out"; readonly node: string }
  | { readonly kind: "param"; readonly node: string; readonly param: string }
  | { readonly kind: "saved"; readonly node: string; readonly name: string };

/** A whole tensor, and what can be said of its entries: reckoned where the page is not held up by it. */
export interface WholeTensor {
  readonly tensor: Tensor;
  readonly statistics: Statistics;
}

/** Whole tensors, as they were in the last run. */
export interface Whole {
  readonly revision: number;
  readonly value: WholeTensor;
  readonly grad: WholeTensor | null;
}

/** ∂C/∂param of every param that training may change and that C depends on, as they were in the last run. */
export interface LearnableGrads {
  readonly revision: number;
  readonly grads: readonly { readonly node: string; readonly param: string; readonly grad: Tensor }[];
}

/** Where gradients fell ill in the last run. */
export interface Health {
  readonly revision: number;
  readonly findings: readonly Finding[];
}

/** What a step of the last run did, told with all numbers of its tensors. */
export interface ToldStep {
  readonly revision: number;
  readonly position: number;
  readonly text: StepText;
}

/** What the worker does for the page. */
export interface Engine {
  /** Computes a graph both ways, and holds it. With a seed that the graph has, gradients are those of the seed's scalar. */
  readonly run: (graph: Graph, revision: number, seed?: Seed | null) => Run;
  /** Computes the graph that is held with other numbers in some params: only what they reach is computed anew. */
  readonly edit: (edits: readonly ParamEdit[], revision: number) => Run;
  /** The whole tensors at a place in the last run, or null where there are none. */
  readonly read: (place: Place) => Whole | null;
  /** The whole gradients that a training step goes by, or null where nothing was run, or something else than C is differentiated. */
  readonly grads: () => LearnableGrads | null;
  /** Why an entry of a gradient is what it was in the last run, with at most so many terms one by one; null where there is none. */
  readonly why: (question: WhyQuestion, most?: number) => Explanation | null;
  /** The paths from such an entry to C. */
  readonly paths: (place: GradPlace, at: number) => ToldPaths | null;
  /** The local Jacobian that such an entry goes by, or as much of it about the entry as can be looked at. */
  readonly jacobian: (place: Exclude<GradPlace, { kind: "out" }>, at: number) => Jacobian | null;
  readonly health: () => Health | null;
  /** Tells the step that was done last at a position of the pass, and of each formula that entry; null where there is none. */
  readonly tell: (position: number, entry: ToldEntry) => ToldStep | null;
  /** Moves one entry of a param and follows it forward. */
  readonly push: (nudge: Nudge) => Pushed | null;
}
