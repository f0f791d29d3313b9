/** Which lines of a long list are on the page, and where. */
export interface Window {
  readonly start: number;
  readonly end: number;
  /** Pixels from the top of the list to line `start`. */
  readonly top: number;
  /** Pixels that the whole list is tall. */
  readonly length: number;
  /** Pixels of scrolling for one line: less than a line's size where the list is taller than a page can be. */
  readonly pitch: number;
}

/** Browsers lay out no taller element than some 16 to 33 million pixels. */
const TALLEST = 10_000_000;

/** The lines to draw when `scrolled` pixels are above a view of `room` pixels, of `count` lines of `size` pixels, and `spare` lines beyond. */
export function windowOf(scrolled: number, room: number, count: number, size: number, spare: number): Window {
  const whole = count * size;
  const length = Math.min(whole, TALLEST);
  // A list that is too tall is scrolled faster than it moves past, so that both ends are met.
  const speed = length < whole ? (whole - room) / (length - room) : 1;
  const passed = Math.min(Math.max(0, scrolled), Math.max(0, length - room)) * speed;
  const start = Math.max(0, Math.floor(passed / size) - spare);
  const end = Math.min(count, Math.ceil((passed + Math.max(0, room)) / size) + spare);
  return { start, end, top: start * size - passed + passed / speed, length, pitch: size / speed };
}
