import type { Graph } from "#core/graph/graph";
import type { ParamEdit } from "#core/graph/param-edits";
import type { Problem } from "#core/problem";
import type { Digest } from "#core/tape/digest";
import type { Statistics } from "#core/tensor/statistics";
import type { Tensor } from "#core/tensor/tensor";

/** A tensor of a run in small, and its gradient; `grad` is null where C does not depend on it. */
export interface Reading {
  readonly value: Digest;
  readonly grad: Digest | null;
}

/** What a run says of one node. A node that cannot run has no reading. */
export interface NodeReading {
  readonly out: Reading;
  readonly params: Readonly<Record<string, Reading>>;
  /** The intermediates that its op shows, by name. */
  readonly saved: Readonly<Record<string, Digest>>;
  /** ∂C/∂out as it arrives, one share an edge that C depends on, in the order in which they are added up. */
  readonly shares: readonly { readonly edge: string; readonly grad: Digest }[];
}

/** What one run of a graph says, in small. `revision` is that of the graph it was computed from. */
export interface Run {
  readonly revision: number;
  readonly cost: number | null;
  /** How many of the graph's costs are in `cost`: fewer than there are while the graph is half built. */
  readonly costs: { readonly counted: number; readonly all: number };
  readonly nodes: ReadonlyMap<string, NodeReading>;
  readonly edges: ReadonlyMap<string, Reading>;
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

/** What the worker does for the page. */
export interface Engine {
  /** Computes a graph both ways, and holds it. */
  readonly run: (graph: Graph, revision: number) => Run;
  /** Computes the graph that is held with other numbers in some params: only what they reach is computed anew. */
  readonly edit: (edits: readonly ParamEdit[], revision: number) => Run;
  /** The whole tensors at a place in the last run, or null where there are none. */
  readonly read: (place: Place) => Whole | null;
}
