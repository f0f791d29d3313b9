import { plainName } from "#core/formula/name";
import { symbolTree, type Tree } from "#core/formula/tree";
import { formulaTex, NOTHING } from "#core/formula/write-tex";
import type { Exercise } from "#core/ops/define";
import { own } from "#core/own";

/** ∂y/∂x as text, such as a button's. */
export function slopeText({ quantity, symbols, by }: Exercise): string {
  return `∂${plainName(quantity)}/∂${plainName(own(symbols, by) ?? by)}`;
}

/** ∂y/∂x as TeX, or that it equals `right`; a dot is put where that is not known. */
export function slopeTex({ quantity, symbols, by }: Exercise, right?: Tree): string {
  const symbolOf = (symbol: string) => (symbol === WHOLE ? quantity : (own(symbols, symbol) ?? symbol));
  const slope = { kind: "partial", of: symbolTree(WHOLE), by: symbolTree(by) } as const;
  return formulaTex({ sides: right ? [slope, right] : [slope], locals: [] }, { ...NOTHING, symbolOf });
}

/** No symbol is called so. */
const WHOLE = "";
