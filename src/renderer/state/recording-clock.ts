/** Why the clock of a recording stands still: a person has stopped it, or is writing what is told beside the steps. */
export type Rest = "held" | "writing";

/** Time as a recording has it: seconds since it began, without those during which the clock stood still. */
export interface RecordingClock {
  readonly now: () => number;
  readonly rest: (why: Rest, resting: boolean) => void;
  readonly rests: (why: Rest) => boolean;
}

/** A clock that begins to run at once. `time` is in milliseconds. */
export function startClock(time: () => number): RecordingClock {
  const reasons = new Set<Rest>();
  let ran = 0;
  let since = time();
  return {
    now: () => (reasons.size === 0 ? ran + (time() - since) : ran) / 1000,
    rest(why, resting) {
      const ranBefore = reasons.size === 0;
      if (resting) reasons.add(why);
      else reasons.delete(why);
      const runs = reasons.size === 0;
      if (ranBefore && !runs) ran += time() - since;
      if (!ranBefore && runs) since = time();
    },
    rests: (why) => reasons.has(why),
  };
}
