import { short } from "#core/drawing/number-format";
import { callNode } from "#core/film/moment";
import type { Recording } from "#core/recording/event";
import { type Mismatch, type Verdict, verifySteps } from "#core/recording/verify";

/** Milliseconds for which recomputing may hold the page before it lets it draw. */
const SLICE = 20;

/**
 * Recomputes every step of a recording in slices, telling how much is done, from 0 to 1; gives the verdict, or null where `signal`
 * called it off.
 */
export async function prove(
  recording: Recording,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<Verdict | null> {
  const verification = verifySteps(recording);
  let pausedAt = performance.now();
  for (;;) {
    const next = verification.next();
    if (next.done) return next.value;
    if (performance.now() - pausedAt < SLICE) continue;
    progress(next.value / recording.events.length);
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
    pausedAt = performance.now();
  }
}

/** A verdict in a sentence. */
export function sayVerdict({ steps, firstMismatch }: Verdict, recording: Recording): string {
  if (!firstMismatch) return steps === 1 ? "The one step agrees." : `All ${steps} steps agree.`;
  const { step, what, message, recorded, computed } = firstMismatch;
  const place = sayPlace(firstMismatch, recording);
  const found = message ?? `${sayNumber(recorded)} is recorded, ${sayNumber(computed)} is computed`;
  return `Step ${step} differs first: ${what}${place === "" ? "" : ` of ${place}`}: ${found}.`;
}

function sayPlace({ node, edge, param }: Mismatch, { header }: Recording): string {
  const { nodes, edges } = header.document.graph;
  const name = (id: string) => {
    const found = nodes.find((each) => each.id === id);
    return found ? callNode(found) : id;
  };
  const wire = edge === undefined ? undefined : edges.find(({ id }) => id === edge);
  if (wire) return `${name(wire.source)} → ${name(wire.target)}`;
  return [param, node === undefined ? edge : name(node)].filter((word) => word !== undefined).join(" of ");
}

function sayNumber(number: number | null): string {
  return number === null ? "nothing" : short(number);
}
