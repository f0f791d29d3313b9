/** The text of a step is never lower than this, in pixels: two lines. */
export const LOWEST = 44;
export const HIGHEST = 480;

const STEP = 16;

/** The height after a key, from the bottom up; null is as high as the steps need, undefined none of its keys. */
export function heightAfter(key: string, height: number, far: boolean): number | null | undefined {
  const step = far ? 4 * STEP : STEP;
  if (key === "ArrowUp") return clampHeight(height + step);
  if (key === "ArrowDown") return clampHeight(height - step);
  if (key === "Home") return LOWEST;
  if (key === "End") return HIGHEST;
  return key === "Enter" ? null : undefined;
}

/** The nearest height that the text of a step may have. */
export function clampHeight(height: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, Math.round(height)));
}
