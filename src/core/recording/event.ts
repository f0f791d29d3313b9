import type { Document, Layout } from "#core/document/document";
import type { Named } from "#core/formula/site";
import type { JsonObject } from "#core/json";
import type { Tensor } from "#core/tensor/tensor";

/** What a recording says of itself in its first line. `document` is the graph that it begins with. */
export interface Header {
  readonly title: string;
  /** When it was made, in ISO 8601; empty where that is not told. */
  readonly created: string;
  readonly seed: number;
  /** `all`: each step carries its tensors. `keyframes`: steps between keyframes are recomputed. */
  readonly values: "all" | "keyframes";
  /** Codes beyond version 1 without which the recording cannot be understood. */
  readonly requires: readonly string[];
  /** How far each update goes against the gradient; null in a recording without updates. */
  readonly rate: number | null;
  readonly document: Document;
  /** Fields that this version does not know. */
  readonly rest?: JsonObject;
}

/** Values and gradients by place. What is not computed yet is not in it. */
export interface State {
  /** Outputs by node id. */
  readonly outs: Named<Tensor>;
  /** Params by node id, then by name. */
  readonly params: Named<Named<Tensor>>;
  /** ∂C/∂out by node id, where it is a sum of several; where it is one edge's, that edge has it. */
  readonly outGrads: Named<Tensor>;
  /** ∂C/∂param by node id, then by name. */
  readonly paramGrads: Named<Named<Tensor>>;
  /** By edge id, ∂C by way of that edge. */
  readonly edges: Named<Tensor>;
}

/** What an edge brings back in a backward step: its own contribution, and the sum at the output it leaves once that is added. */
export interface Contribution {
  readonly edge: string;
  readonly grad: Tensor;
  readonly sum: Tensor;
}

/** A place that a caption or a question points at. */
export interface Anchor {
  readonly node?: string;
  readonly edge?: string;
}

/** A question and its answer: one of some choices, or a number that may be missed by `tolerance`. */
export type Question = Anchor & { readonly prompt: string; readonly explanation?: string } & (
    | { readonly choices: readonly string[]; readonly answer: number }
    | { readonly answer: number; readonly tolerance: number }
  );

/** The middle of what is seen, in canvas pixels, and how wide that is. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What is told is shown and spoken up to so many characters: nobody reads more of it at a time. */
export const LONGEST_TOLD = 1000;

/** What is told beside the steps. */
export type Aside =
  | {
      readonly code: "s";
      readonly nodes?: readonly string[];
      readonly edges?: readonly string[];
      readonly camera?: Camera;
    }
  | ({ readonly code: "c"; readonly text: string } & Anchor)
  | { readonly code: "m"; readonly title: string }
  | { readonly code: "p" }
  | ({ readonly code: "q" } & Question);

/** What happens to the graph and to what is computed of it. `step` rises by one with each. */
export type Deed =
  /** An entry forward. `out` is left out where values stand in keyframes only; so are all tensors below. */
  | { readonly code: "f"; readonly step: number; readonly node: string; readonly out?: Tensor }
  /** The costs get their gradient, 1. */
  | { readonly code: "g"; readonly step: number; readonly cost?: number }
  | {
      readonly code: "b";
      readonly step: number;
      readonly node: string;
      readonly edges?: readonly Contribution[];
      readonly params?: Named<Tensor>;
    }
  /** The learnable params go down their gradients, by the header's rate where none is told, and a whole new pass is computed. */
  | { readonly code: "u"; readonly step: number; readonly rate?: number; readonly state?: State };

/** An edit, and how many steps of the new graph's pass are done after it. */
export interface Edit {
  readonly code: "e";
  readonly position: number;
  /** The whole new document, where more than numbers or places has changed. */
  readonly document?: Document;
  /** Params with new values, by node id, then by name. */
  readonly params?: Named<Named<Tensor>>;
  readonly layout?: Layout;
}

/** All that is computed, after so many steps of the pass. */
export interface Keyframe {
  readonly code: "k";
  readonly position: number;
  readonly state: State;
}

/** The last line: how many steps there were, and the hash of all before it. */
export interface End {
  readonly code: "x";
  readonly steps: number;
  readonly hash: string;
}

/** A line with a code that this version does not know; it is skipped, and kept. */
export interface Unknown {
  readonly code: "unknown";
  readonly name: string;
  readonly payload: JsonObject;
}

/** What a line of a recording says. */
export type Happening = Aside | Deed | Edit | Keyframe | End | Unknown;

/** A line of a recording: what it says, `dt` seconds after the line before. */
export interface RecordingEvent {
  readonly dt: number;
  readonly what: Happening;
}

/** A recording as it was made or read. */
export interface Recording {
  readonly header: Header;
  readonly events: readonly RecordingEvent[];
}
