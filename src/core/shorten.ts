/** In UTF-16 units: as much of a name as a line has room for, and a person reads. */
export const LONGEST_SHOWN = 80;

/**
 * A text that came from outside, as it is shown, spoken or printed: whole where it is short, else its two ends with an ellipsis between,
 * `most` units long at the most. Never cuts a sign in two.
 */
export function shorten(text: string, most: number = LONGEST_SHOWN): string {
  if (text.length <= most) return text;
  const kept = most - 1;
  const tail = Math.floor(kept / 3);
  let from = text.length - tail;
  if (isSecondHalf(text, from)) from += 1;
  let to = kept - tail;
  if (isSecondHalf(text, to)) to -= 1;
  return `${text.slice(0, to)}…${text.slice(from)}`;
}

/** Whether a sign of two units begins before this place and ends behind it. */
function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
