import type { Tensor } from "#core/tensor/tensor";

/**
 * What is wrong with a gradient:
 * - `nan`, `infinite`: an entry is not a number, or infinite;
 * - `zero`: every entry is 0, so that nothing before it learns;
 * - `dead`: of a batch, some units let nothing through in any row;
 * - `vanishing`, `exploding`: it has become so small, or so large, against what C sends back that learning stalls or breaks.
 */
export type Illness = "nan" | "infinite" | "zero" | "dead" | "vanishing" | "exploding";

/** Where an ill gradient begins: at `node`, whose ∂C/∂out is still sound while what it sends back is not. */
export interface Finding {
  readonly kind: Illness;
  readonly node: string;
  /** The edge whose gradient it is; neither edge nor param where ∂C/∂out itself falls ill as it is summed up. */
  readonly edge?: string;
  readonly param?: string;
  /** One sentence on what is seen and why, in plain words. */
  readonly message: string;
  /** Root mean square of the ill gradient as a share of that of ∂C/∂out: the local gain |Jᵀu| / |u|, per entry. */
  readonly gain: number;
  /** The same as a share of what C, or the tape's seed, sends back at first. */
  readonly level: number;
}

/** What a node sends back: the gradient of one edge or param. */
export interface Sent {
  readonly edge: string | null;
  /** The handle or param. */
  readonly name: string;
  readonly grad: Tensor;
}

/** Units of the last axis that let nothing through, of so many, over so many rows. */
export interface Dead {
  readonly units: number;
  readonly of: number;
  readonly rows: number;
}
