/** Browsers take a shorter delay for a mistake, and wait ten times as long. */
const SHORTEST = 2;
/** The file has sixteen bits for a delay. */
const LONGEST = 65_535;

/**
 * How long a frame stays, in hundredths of a second, where it is to go `until` seconds after the start and the frames before
 * it took `shown` hundredths. Counted from the start, so that what is rounded off one frame comes back in the next.
 */
export function delayUntil(until: number, shown: number): number {
  return Math.max(SHORTEST, Math.round(100 * until) - shown);
}

/** A delay in hundredths of a second as the delays of one frame and of the empty ones that must follow it, each short enough. */
export function delayParts(delay: number): readonly number[] {
  const whole = Math.floor((delay - SHORTEST) / LONGEST);
  const rest = delay - whole * LONGEST;
  // What is over may be more than fits, as it must not be less than the shortest.
  const last = rest > LONGEST ? [LONGEST - SHORTEST, rest - LONGEST + SHORTEST] : [rest];
  return [...new Array<number>(whole).fill(LONGEST), ...last];
}
