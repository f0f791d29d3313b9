import type { Io } from "./io";

/** So often progress is told, in milliseconds. */
const OFTEN = 200;

/** Does all of something that stops after each step, and says on a terminal how far it is. */
export function followed<T>(
  io: Io,
  what: string,
  steps: Generator<{ readonly done: number; readonly total: number }, T, void>,
): T {
  let told = performance.now();
  let isTold = false;
  for (;;) {
    const step = steps.next();
    if (step.done) {
      if (isTold) io.progress("");
      return step.value;
    }
    const now = performance.now();
    if (now - told < OFTEN) continue;
    told = now;
    isTold = true;
    const { done, total } = step.value;
    io.progress(`${what} ${Math.floor((100 * done) / Math.max(1, total))} %`);
  }
}
