import type { Judged } from "./differences";

/** In what way gradients are wrong, as far as it can be told from the numbers alone. */
export type Slip =
  | { readonly kind: "not-finite" }
  | { readonly kind: "sign" }
  | { readonly kind: "missing" }
  /** The analytic gradient is everywhere so many times the numeric. */
  | { readonly kind: "factor"; readonly factor: number }
  /** It is everywhere larger by so much. */
  | { readonly kind: "term"; readonly term: number }
  /** Only some of the entries are wrong. */
  | { readonly kind: "some"; readonly wrong: number; readonly of: number; readonly factor: number | null }
  | { readonly kind: "other" };

/** How the wrong ones of these derivatives are wrong; null where none is. */
export function slipOf(judged: readonly Judged[]): Slip | null {
  const wrong = judged.filter(({ verdict }) => verdict === "wrong");
  if (wrong.length === 0) return null;
  if (wrong.some(({ analytic, numeric }) => !Number.isFinite(analytic) || !Number.isFinite(numeric)))
    return { kind: "not-finite" };
  const factor = same(wrong.map(({ analytic, numeric }) => analytic / numeric));
  // A derivative that is 0 is right whatever it is multiplied with, so it says nothing against a factor.
  const others = judged.filter(({ verdict, numeric }) => verdict !== "wrong" && Math.abs(numeric) > TELLING);
  if (others.length > 0) return { kind: "some", wrong: wrong.length, of: judged.length, factor };
  if (wrong.every(({ analytic }) => analytic === 0)) return { kind: "missing" };
  if (factor !== null) return Math.abs(factor + 1) < CLOSE ? { kind: "sign" } : { kind: "factor", factor };
  const term = wrong.length > 1 ? same(wrong.map(({ analytic, numeric }) => analytic - numeric)) : null;
  return term === null ? { kind: "other" } : { kind: "term", term };
}

/** Central differences are good to some six digits; what is closer than this is the same. */
const CLOSE = 1e-3;
/** A derivative that is smaller tells nothing of a factor. */
const TELLING = 1e-4;

function same(numbers: readonly number[]): number | null {
  const [first = Number.NaN] = numbers;
  const alike = numbers.every((each) => Math.abs(each - first) <= CLOSE * Math.abs(first));
  return alike && Number.isFinite(first) ? first : null;
}

/** The slip in a sentence without its full stop. */
export function saySlip(slip: Slip): string {
  switch (slip.kind) {
    case "not-finite":
      return "One of the two is not a finite number: a division by 0, a logarithm of 0 or too large a number";
    case "sign":
      return "The analytic gradient is −1 × the numeric one: a wrong sign";
    case "missing":
      return "The analytic gradient is 0 and the numeric one is not: the derivative is missing";
    case "factor":
      return `The analytic gradient is ${times(slip.factor)} × the numeric one: ${sayFactor(slip.factor)}`;
    case "term":
      return `The analytic gradient is ${sign(slip.term)}${digits(Math.abs(slip.term))} off at every entry: a term is ${slip.term > 0 ? "too many" : "missing"}`;
    case "some":
      return `${slip.wrong} of ${slip.of} entries ${slip.wrong === 1 ? "is" : "are"} wrong, the others are right${
        slip.factor === null ? "" : `: there it is ${times(slip.factor)} × the numeric one`
      }`;
    case "other":
      return "The two differ by no single factor or term";
  }
}

const LARGEST_PART = 12;

function sayFactor(factor: number): string {
  const sign = factor < 0 ? "a wrong sign, and " : "";
  const size = Math.abs(factor);
  if (Math.abs(size - 1) < CLOSE) return "a wrong sign";
  const [top, bottom] = fraction(size) ?? [0, 0];
  if (bottom === 1) return `${sign}a factor ${top} too much`;
  if (top === 1) return `${sign}a factor ${bottom} is missing`;
  return `${sign}a constant factor is wrong`;
}

function times(factor: number): string {
  const found = fraction(Math.abs(factor));
  const size = !found ? digits(Math.abs(factor)) : found[1] === 1 ? `${found[0]}` : `${found[0]}/${found[1]}`;
  return factor < 0 ? `−${size}` : size;
}

function fraction(size: number): readonly [number, number] | null {
  for (let bottom = 1; bottom <= LARGEST_PART; bottom += 1) {
    const top = Math.round(size * bottom);
    if (top >= 1 && top <= 100 && Math.abs(size * bottom - top) <= CLOSE * top) return [top, bottom];
  }
  return null;
}

const sign = (x: number) => (x < 0 ? "−" : "+");

// Three digits: more would be those of the differences.
function digits(size: number): string {
  return String(Number(size.toPrecision(3)));
}
