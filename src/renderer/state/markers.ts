import { breakpoints, currentScore, goTo, stepping } from "./stepping";

/** Positions in the pass worth going to, in order: just before each step of a node with a breakpoint, and both ends. */
export function markers(): readonly number[] {
  const { steps } = currentScore();
  const marked = steps.flatMap((step, position) => ("node" in step && breakpoints().has(step.node) ? [position] : []));
  return [...new Set([0, ...marked, steps.length])];
}

/** Goes to the next marker after where the person is, or the last one before. */
export function goToMarker(way: "next" | "previous"): void {
  const here = stepping()?.position ?? (way === "next" ? -1 : currentScore().steps.length + 1);
  const to = way === "next" ? markers().find((marker) => marker > here) : markers().findLast((marker) => marker < here);
  if (to !== undefined) goTo(to);
}
