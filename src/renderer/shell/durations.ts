/** The browser's clock in a worker ticks no finer than this, in milliseconds. */
const TICK = 0.005;

/** How long something took, in the unit that suits it: "under 5 µs", "42 µs", "1.3 ms", "2.4 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < TICK) return "under 5 µs";
  if (milliseconds < 1) return `${Math.round(milliseconds * 1000)} µs`;
  if (milliseconds < 1000) return `${twoDigits(milliseconds)} ms`;
  return `${twoDigits(milliseconds / 1000)} s`;
}

function twoDigits(x: number): string {
  return x < 9.95 ? x.toFixed(1) : String(Math.round(x));
}
