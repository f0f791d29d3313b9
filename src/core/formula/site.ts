import { own } from "#core/own";
import type { Shape } from "#core/tensor/tensor";
import type { Formula, Ref } from "./tree";

/** Something by name, in the order in which it is shown. */
export type Named<T> = Readonly<Record<string, T>>;

/** A tensor as far as it is known: its first entries in row-major order, all of them where there are few. */
export interface Known {
  readonly shape: Shape;
  readonly head: ArrayLike<number>;
}

/** A tensor and ∂C/∂tensor; `grad` is null where C does not depend on it. */
export interface KnownTraced {
  readonly value: Known;
  readonly grad: Known | null;
}

/** The numbers at one node. */
export interface KnownSite {
  readonly out: KnownTraced;
  readonly inputs: Named<KnownTraced>;
  readonly params: Named<KnownTraced>;
  readonly saved: Named<Known>;
}

/** Shapes as far as they are known, which is all that a formula in symbols depends on. */
export interface Shapes {
  /** Undefined where it is not known. */
  readonly shapeOf: (ref: Ref) => Shape | undefined;
  /** Saved tensors whose last axis is counted from its middle, such as the taps −r to r of a kernel. */
  readonly centred: ReadonlySet<string>;
}

/** What formulas are evaluated over. */
export interface Ground extends Shapes {
  /** Undefined where there is none. */
  readonly known: (ref: Ref, grad: boolean) => Known | undefined;
  /** What intermediates and the output are defined by, for derivatives of what they occur in. */
  readonly definitions: readonly Formula[];
  /** ∂out/∂ the entry at this place, for all of the output: the op's own push. Not there where only numbers are known. */
  readonly push?: (ref: Ref, at: number) => ArrayLike<number>;
}

/** What is known of the tensors of a site. */
export function groundOf(
  site: KnownSite,
  centred: ReadonlySet<string>,
  definitions: readonly Formula[],
  push?: Ground["push"],
): Ground {
  const traced = ({ role, name }: Ref): KnownTraced | undefined => {
    if (role === "out") return site.out;
    const saved = role === "saved" ? own(site.saved, name) : undefined;
    if (role === "saved") return saved && { value: saved, grad: null };
    return own(role === "input" ? site.inputs : site.params, name);
  };
  return {
    shapeOf: (ref) => traced(ref)?.value.shape,
    known: (ref, grad) => (grad ? (traced(ref)?.grad ?? undefined) : traced(ref)?.value),
    centred,
    definitions,
    ...(push ? { push } : {}),
  };
}
