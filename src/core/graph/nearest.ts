/** Names longer than this are like no other. */
const LONGEST = 64;

/**
 * Of some names the one that this one is most likely a slip for: with the fewest letters left out, put in, changed or swapped with their
 * neighbours, capitals aside, or of which it is a beginning or the other way round; null where none is near. Of several the first.
 */
export function nearestOf(name: string, names: readonly string[]): string | null {
  if (name.length > LONGEST) return null;
  const asked = plain(name);
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const other of names) {
    if (other.length > LONGEST) continue;
    const against = plain(other);
    const slips = slipsBetween(asked, against);
    const near = slips <= Math.max(1, Math.floor(Math.min(asked.length, against.length) / 2)) && slips < against.length;
    const begins = asked.length > 0 && (against.startsWith(asked) || asked.startsWith(against));
    if ((near || begins) && slips < least) [nearest, least] = [other, slips];
  }
  return nearest;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

/** Damerau and Levenshtein's distance, of which a swap counts as one. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}
