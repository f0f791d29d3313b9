import { nameOf } from "#core/graph/graph";
import type { Seed } from "#core/tape/tape";
import { runs, seedNow, setSeed, useRun } from "./running";
import { session, subscribeSession, useSession } from "./session";
import { stepping, subscribeStepping } from "./stepping";

/** From now on gradients are those of this scalar, and of C for null. It is no part of the document. */
export const seedWith = setSeed;

/** What is differentiated in the run that is shown, by name: `C`, `z`, `sum of z`, `entry 3 of z`. */
export function useScalarName(): string {
  const seeded = useRun()?.seeded ?? null;
  const node = useSession(({ analysis }) => analysis.graph.nodes.find(({ id }) => id === seeded?.seed.node));
  return seeded && node ? scalarName(seeded.seed, nameOf(node), seeded.size) : "C";
}

/** A scalar by its name; `size` is how many entries its node's output has. */
export function scalarName({ index }: Seed, name: string, size: number): string {
  if (size === 1) return name;
  return index === "all" ? `sum of ${name}` : `entry ${(index + 1).toLocaleString("en")} of ${name}`;
}

/**
 * Goes back to C where gradients of another scalar would mislead: when a person steps, trains, watches a recording or opens another
 * document, and when the node is gone. Returns what stops it.
 */
export function startSeeding(): () => void {
  const stops = [
    subscribeStepping(() => {
      if (seedNow() && stepping()) setSeed(null);
    }),
    subscribeSession((now, before) => {
      if (seedNow() && now.id !== before.id) setSeed(null);
    }),
    runs.subscribe(() => {
      const run = runs.whole();
      if (seedNow() && run && !runs.stale() && run.revision === session().revision && !run.seeded) setSeed(null);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
