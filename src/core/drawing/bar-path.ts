/**
 * SVG path data for bars round a zero line: entry by entry, up for positive and down for negative, so that the sign is read from
 * the direction. Where there are more entries than pixels, each pixel column spans the lowest and highest of its entries and zero.
 * The zero line lies at height / 2; `max` is the magnitude that fills half the height. What is not finite leaves a gap.
 */
export function barPath(values: ArrayLike<number>, width: number, height: number, max: number): string {
  const count = values.length;
  if (count === 0 || !(max > 0)) return "";
  const columns = Math.min(count, Math.max(1, Math.floor(width)));
  const pitch = width / columns;
  const gap = pitch >= 6 ? 1.5 : pitch >= 3 ? 0.75 : 0;
  const half = height / 2;
  let path = "";
  for (let column = 0; column < columns; column += 1) {
    const end = Math.floor(((column + 1) * count) / columns);
    let low = 0;
    let high = 0;
    for (let i = Math.floor((column * count) / columns); i < end; i += 1) {
      const x = values[i] as number;
      if (!Number.isFinite(x)) continue;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    if (low === 0 && high === 0) continue;
    const top = half - (Math.min(high, max) / max) * half;
    const bottom = half - (Math.max(low, -max) / max) * half;
    // A hair's breadth at least, so that small is not mistaken for zero.
    const tall = Math.max(bottom - top, 0.75);
    path += `M${tidy(column * pitch + gap / 2)} ${tidy(top)}h${tidy(pitch - gap)}v${tidy(tall)}h${tidy(gap - pitch)}z`;
  }
  return path;
}

function tidy(x: number): number {
  return Math.round(x * 100) / 100;
}
