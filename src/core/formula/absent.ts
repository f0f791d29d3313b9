import { type Formula, type Ref, type Term, withParts } from "./tree";

/**
 * A formula without what speaks of tensors that are not there, such as a bias: a term of a sum drops out, and with it all that it is
 * a factor of. Null where nothing is left of a side.
 */
export function withoutAbsent(formula: Formula, isThere: (of: Ref) => boolean): Formula | null {
  const sides = formula.sides.map((side) => left(side, isThere));
  const derivation = formula.derivation?.flatMap((step) => withoutAbsent(step, isThere) ?? []);
  if (!sides.every((side) => side !== null)) return null;
  return { ...formula, sides, ...(derivation ? { derivation } : {}) };
}

/** What is left of a term; null where it is nothing. */
function left(term: Term, isThere: (of: Ref) => boolean): Term | null {
  if (term.kind === "entry") return isThere(term.of) ? term : null;
  if (term.kind === "binary" && (term.op === "+" || term.op === "-")) {
    const [one, other] = [left(term.left, isThere), left(term.right, isThere)];
    if (one && other) return { ...term, left: one, right: other };
    return one ?? (other && term.op === "-" ? { kind: "negate", of: other } : other);
  }
  let isWhole = true;
  const whole = withParts(term, (part) => {
    const kept = left(part, isThere);
    if (!kept) isWhole = false;
    return kept ?? part;
  });
  return isWhole ? whole : null;
}
