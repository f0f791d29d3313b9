import { seededRandom } from "#core/tensor/random";

/** Choices that follow wholly from a seed. */
export interface Dice {
  /** A whole number from 0 up, below this one. */
  readonly below: (end: number) => number;
  /** One of a list, which is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** True so often. */
  readonly chance: (share: number) => boolean;
}

/** Dice of a seed. */
export function dice(seed: number): Dice {
  const { uniform } = seededRandom(seed);
  const below = (end: number) => Math.floor(uniform() * end);
  return {
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    chance: (share) => uniform() < share,
  };
}
