import { plainTex } from "#core/graph/plain-tex";
import type { Exercise } from "#core/ops/define";

/** ∂y/∂x as text, such as a button's. */
export function slopeText({ quantity, symbols, by }: Exercise): string {
  const plain = (tex: string) => plainTex(tex) ?? tex;
  return `∂${plain(quantity)}/∂${plainTex(symbols[by] ?? by) ?? by}`;
}

/** ∂y/∂x as TeX. */
export function slopeTex({ quantity, symbols, by }: Exercise): string {
  return `\\frac{\\partial ${quantity}}{\\partial ${symbols[by] ?? by}}`;
}
