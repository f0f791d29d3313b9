import { type Algebra, plain } from "./algebra";
import { type Ask, compileSides } from "./compile";
import type { NumberWriter } from "./number";
import type { Ground } from "./site";
import { type Term, withParts } from "./tree";
import { wideNumbers } from "./wide";

/** Significant digits that are written, and as many as are where rounding would show. */
const DIGITS = 3;
const MOST_DIGITS = 5;

/** A side as it is written, and whether who reckons with what is written finds the left side as that is written. */
export interface Fitted {
  readonly side: Term;
  readonly isExact: boolean;
}

/**
 * A side in numbers, with so many digits that it rounds to the left side. What the rest of a long sum comes to, where only some of its
 * terms are known, follows from the left side, since a line is straight in it.
 */
export function fitted(given: Term, left: number, write: NumberWriter): Fitted {
  const side = withRest(given, left);
  const expected = Number(write(left, DIGITS));
  const [ask, wideAsk] = [reckoning(side, plain), reckoning(side, wideNumbers)];
  for (let digits = DIGITS; digits <= MOST_DIGITS; digits += 1) {
    const round = (x: number) => Number(write(x, digits));
    const right = ask(round);
    // Only what overflows on the way asks for larger numbers.
    const found = Number(write(Number.isFinite(right) ? right : wideAsk(round), DIGITS));
    if (Object.is(found, expected) || found === expected) return { side: withDigits(side, digits), isExact: true };
  }
  return { side, isExact: false };
}

function withDigits(term: Term, digits: number): Term {
  if (digits === DIGITS) return term;
  return term.kind === "value" ? { ...term, digits } : withParts(term, (part) => withDigits(part, digits));
}

function withRest(side: Term, left: number): Term {
  const isOpen = (term: Term): boolean => term.kind === "more" && Number.isNaN(term.value);
  let hasRest = false;
  const fill = (term: Term, rest: number): Term => {
    if (!isOpen(term)) return withParts(term, (part) => fill(part, rest));
    hasRest = true;
    return { ...term, value: rest } as Term;
  };
  const asIs = (x: number) => x;
  const at0 = fill(side, 0);
  if (!hasRest) return side;
  const [first, second] = [reckoning(at0, plain)(asIs), reckoning(fill(side, 1), plain)(asIs)];
  if (first === second || !Number.isFinite(first) || !Number.isFinite(second)) return side;
  return fill(side, (left - first) / (second - first));
}

/** What a line without tensors comes to with its numbers rounded. It is made ready when it is first asked. */
function reckoning<T>(side: Term, algebra: Algebra<T>): (round: (x: number) => number) => number {
  let rounded: (x: number) => number = (x) => x;
  const nothing = () => algebra.of(Number.NaN);
  let ask: Ask<T> | null = null;
  return (round) => {
    rounded = round;
    ask ??= compileSides(
      { sides: [side], locals: [] },
      EMPTY,
      algebra,
      nothing,
      () => nothing,
      (x) => rounded(x),
    ).asks[0] as Ask<T>;
    return algebra.number(ask());
  };
}

const EMPTY: Ground = { shapeOf: () => undefined, known: () => undefined, centred: new Set(), definitions: [] };
