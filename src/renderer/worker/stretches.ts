import type { Recording } from "#core/recording/event";
import type { Phase } from "#core/tape/score";
import type { Stretch } from "./player-protocol";

/** Of more stretches than this those that last too short to be seen are not told. */
const MOST = 400;

const PHASES: Readonly<Record<string, Phase>> = { f: "forward", g: "seed", b: "backward", u: "update" };

/**
 * The phases of a recording along its time: each lasts from its first step until something of another phase happens. A jump to where a
 * step has led before belongs to the phase of that step; before the first step there is none.
 */
export function stretchesOf({ events }: Recording, positions: Int32Array, times: Float64Array): readonly Stretch[] {
  const duration = times.at(-1) ?? 0;
  const phaseAt = new Map<number, Phase>();
  const found: Stretch[] = [];
  let phase: Phase | null = null;
  let from = 0;
  const close = (to: number) => {
    if (phase !== null && to > from) found.push({ phase, from, to });
    from = to;
  };
  for (const [at, { what }] of events.entries()) {
    const position = positions[at + 1] as number;
    let next: Phase | null = PHASES[what.code] ?? phase;
    if (what.code === "f" || what.code === "g" || what.code === "b") phaseAt.set(position, next as Phase);
    // The keyframe after an update says the same state over again.
    else if ((what.code === "k" && phase !== "update") || what.code === "e") {
      next = position === 0 ? null : (phaseAt.get(position) ?? phase);
    } else if (what.code === "k" && position === 0) next = null;
    if (next === phase) continue;
    close(times[at + 1] as number);
    phase = next;
  }
  close(duration);
  return found.length <= MOST ? found : found.filter(({ from, to }) => to - from > duration / MOST);
}
