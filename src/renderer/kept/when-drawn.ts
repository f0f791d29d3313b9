import { onCrash } from "../state/crashes";

/** What has been on screen for so long, in milliseconds, has gone well: laid out, run and drawn. */
const WELL = 2000;

/** Calls `then` once what is shown now has been on screen for a while; never where the window breaks, or goes, before. */
export function whenDrawn(then: () => void): void {
  let broken = false;
  const stop = onCrash(() => {
    broken = true;
  });
  // Not by time alone: a page that hangs has its timers run before it is seen.
  requestAnimationFrame(() =>
    setTimeout(
      () =>
        requestAnimationFrame(() => {
          stop();
          if (!broken) then();
        }),
      WELL,
    ),
  );
}
