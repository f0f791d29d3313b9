import type { Shape } from "./tensor";

/** Where entry `at` of a tensor of this shape lies, one number an axis. */
export function indexOf(at: number, shape: Shape): readonly number[] {
  const index: number[] = [];
  let rest = at;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const length = shape[axis] as number;
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}
