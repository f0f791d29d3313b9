import { binary, type Entry, type Formula, type Term } from "#core/formula/tree";
import { formulaTex, NOTHING } from "#core/formula/write-tex";
import type { ToldFormula } from "./told-formula";

const param: Entry = { kind: "entry", of: { role: "node", name: "p" }, grad: false, at: null, round: 0 };
const step = binary<Term>("*", { kind: "symbol", name: "η" }, { ...param, grad: true });

/** One step of gradient descent: p ← p − η ∂C/∂p. */
export const UPDATE: Formula = { sides: [param, binary<Term>("-", param, step)], locals: [] };

/** It as it is told: what is on the right takes the place of what is on the left. */
export const TOLD_UPDATE: ToldFormula = {
  formula: UPDATE,
  tex: formulaTex(UPDATE, NOTHING, { equals: "\\leftarrow" }),
  numbers: null,
  steps: [],
};
