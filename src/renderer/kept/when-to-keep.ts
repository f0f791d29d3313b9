/** What the time for keeping work again follows from. Times are in milliseconds of one clock that never goes back. */
export interface KeepingTimes {
  /** When the first of the changes was made that are not kept; null while there are none. */
  readonly changed: number | null;
  /** When work was last begun to be kept; null where it never was. */
  readonly began: number | null;
  /** How many times in a row it could not be kept, and when that was last known. */
  readonly failures: number;
  readonly failed: number;
}

/** The first change after a rest waits so long, for others of the same moment. */
export const FIRST = 200;
/** While changes go on, they are kept this often: with what keeping takes itself, well within two seconds. */
export const STEADY = 1000;
/** After a failure it is tried again after so long, then after twice as long each time, up to the longest. */
const AGAIN = 1000;
const LONGEST = 30_000;

/** When to keep what has changed; null where nothing has. May lie in the past: then it is to be kept at once. */
export function whenToKeep({ changed, began, failures, failed }: KeepingTimes): number | null {
  if (changed === null) return null;
  if (failures > 0) return failed + retryAfter(failures);
  return Math.max(changed + FIRST, began === null ? 0 : began + STEADY);
}

/** How long to wait after so many failures in a row, in milliseconds. */
export function retryAfter(failures: number): number {
  return Math.min(LONGEST, AGAIN * 2 ** (failures - 1));
}
