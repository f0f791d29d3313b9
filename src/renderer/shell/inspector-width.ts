/** The inspector is never narrower or wider than this, in pixels. */
export const NARROWEST = 260;
export const WIDEST = 560;

const STEP = 16;

/** The width after a key: 0 folds, null is none of its keys. Towards the left the inspector grows. */
export function widthAfter(key: string, width: number, far: boolean): number | null {
  const step = far ? 4 * STEP : STEP;
  if (key === "ArrowLeft") return clampWidth(width + step);
  if (key === "ArrowRight") return clampWidth(width - step);
  if (key === "Home") return NARROWEST;
  if (key === "End") return WIDEST;
  return key === "Enter" ? 0 : null;
}

/** The nearest width that the inspector may have. */
export function clampWidth(width: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
}
