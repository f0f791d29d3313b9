import { sayNumber } from "#core/formula/number";
import type { LearnableParam } from "./learnable";

/** A param that a step of training would take out of its range: to what is not finite, or below what it must stay above. */
export interface Stray {
  readonly node: string;
  readonly param: string;
  /** The first such entry, row-major. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The first param that p ← p − rate · ∂C/∂p would take out of its range; null where all stay within. Allocates nothing where they do. */
export function strayOf(params: readonly LearnableParam[], rate: number): Stray | null {
  for (const { node, name, value, grad, positive } of params) {
    const p = value.data;
    const dP = grad.data;
    for (let at = 0; at < p.length; at += 1) {
      const to = (p[at] as number) - rate * (dP[at] as number);
      // What is no number is not above 0 either.
      if (positive ? to > 0 && to < Number.POSITIVE_INFINITY : Number.isFinite(to)) continue;
      return { node, param: name, at, from: p[at] as number, to };
    }
  }
  return null;
}

/** What would happen, as a clause: `sigma of O would go from 0.4 to −0.36, and it must stay greater than 0`. */
export function sayStray({ param, from, to }: Stray, name: string): string {
  const must = Number.isFinite(to) ? ", and it must stay greater than 0" : "";
  return `${param} of ${name} would go from ${sayNumber(from)} to ${sayNumber(to)}${must}`;
}
