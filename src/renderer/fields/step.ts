/**
 * How far one press of an arrow, or a few pixels of a drag, should move a number: a tenth of its leading digit's place
 * (0.5 by 0.01, 2 by 0.1, 30 by 1). From zero it is 0.01.
 */
export function stepFor(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return 0.01;
  return 10 ** (Math.floor(Math.log10(Math.abs(x))) - 1);
}

/** `from` moved by so many steps, without the digits that binary arithmetic leaves behind (0.1 + 0.2 gives 0.3). */
export function stepped(from: number, steps: number, step: number): number {
  const reach = Math.max(Math.abs(from), Math.abs(steps * step));
  const decimals = reach === 0 ? 0 : 11 - Math.floor(Math.log10(reach));
  const moved = from + steps * step;
  // Digits are counted from the larger of the two, so that what should cancel to zero does.
  return (decimals >= 0 && decimals <= 100 ? Number(moved.toFixed(decimals)) : moved) + 0;
}
