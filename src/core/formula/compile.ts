import { sizeOf } from "#core/tensor/tensor";
import { type Algebra, OPERATIONS } from "./algebra";
import { constants } from "./functions";
import { type Letters, type Loop, lettersOfScope, locate, loopsOf, openLoops, standAt, walk } from "./letters";
import { freeLetters } from "./read";
import { explicitOf, scopeOf } from "./scope";
import type { Ground, Known } from "./site";
import {
  type Case,
  type Entry,
  type Formula,
  LEAD,
  type Local,
  letterOf,
  letterPlace,
  type Ref,
  type Term,
} from "./tree";

/** What a term becomes: asked, it reckons with the letters as they stand. */
export type Ask<T> = () => T;

/** What reads a number of a tensor: NaN, and a mark in `unknown`, where it is not among those that are known. */
export interface Compiling<T> {
  readonly ground: Ground;
  readonly letters: Letters;
  readonly locals: readonly Local[];
  readonly algebra: Algebra<T>;
  /** The number at a place of a tensor. */
  readonly read: (of: Ref, grad: boolean, known: Known | undefined, at: number) => T;
  /** What is made of a number that was put in, such as rounding it. */
  readonly put?: (x: number) => number;
  /** Arguments of functions by name. */
  readonly args: ReadonlyMap<string, Ask<T>>;
  readonly inSum: boolean;
  /** Makes ∂of/∂by. */
  readonly partial: (of: Term, by: Term, given: Compiling<T>) => Ask<T>;
}

/** A supposed factor has this number: any would do that is neither 0 nor 1. */
const SUPPOSED = 0.75;

/**
 * Compiles a term over an algebra. What it gives reads the letters each time that it is asked.
 * @throws RangeError where shapes do not go with the term; also when asked, at an index that runs past an end.
 */
export function compileTerm<T>(term: Term, given: Compiling<T>): Ask<T> {
  const { algebra, ground, letters } = given;
  const compile = (part: Term) => compileTerm(part, given);
  switch (term.kind) {
    case "number": {
      const value = algebra.of(term.value);
      return () => value;
    }
    case "constant": {
      const value = algebra.of(constants[term.name]);
      return () => value;
    }
    case "value":
    case "more": {
      const { put } = given;
      if (put) return () => algebra.of(put(term.value));
      const value = algebra.of(term.value);
      return () => value;
    }
    case "symbol": {
      const arg = given.args.get(term.name);
      if (arg) return arg;
      const slot = letters.slotOf.get(term.name);
      if (slot === undefined) throw new RangeError(`nothing says what ${term.name} is`);
      return () => algebra.of(letters.at[slot] as number);
    }
    case "negate": {
      const of = compile(term.of);
      return () => algebra.negate(of());
    }
    case "binary": {
      const operation = OPERATIONS[term.op];
      const [left, right] = [compile(term.left), compile(term.right)];
      // Beyond the end of a signal there is nothing to be multiplied with.
      const end = term.op === "*" && hasMovedIndex(term.left) ? locate(term.left, ground, letters, given.inSum) : null;
      if (end) return () => (end() < 0 ? algebra.of(0) : algebra.multiply(left(), right()));
      return () => algebra[operation](left(), right());
    }
    case "call": {
      const of = compile(term.of);
      return () => algebra.call(term.fn, of());
    }
    case "slope": {
      const of = compile(term.of);
      return () => algebra.slope(term.fn, of());
    }
    case "extreme": {
      const [left, right] = [compile(term.left), compile(term.right)];
      const sign = term.fn === "max" ? 1 : -1;
      return () => {
        const [a, b] = [left(), right()];
        const order = algebra.compare(a, b) * sign;
        return Number.isNaN(order) ? algebra.add(a, b) : order >= 0 ? a : b;
      };
    }
    case "cases": {
      const cases = term.cases.map((each) => ({ holds: compileCondition(each, given), is: compile(each.is) }));
      const otherwise = term.otherwise && compile(term.otherwise);
      return () => {
        const found = cases.find(({ holds }) => holds());
        return found ? found.is() : otherwise ? otherwise() : algebra.of(Number.NaN);
      };
    }
    case "entry": {
      const known = ground.known(term.of, term.grad);
      const place = locate(term, ground, letters, given.inSum);
      return () => {
        const at = place();
        return at < 0 ? algebra.of(0) : given.read(term.of, term.grad, known, at);
      };
    }
    case "sum": {
      const loops = loopsOf(term.over, letters);
      const of = compileTerm(term.of, { ...given, inSum: given.inSum || term.over.includes(LEAD) });
      return () => {
        let total = algebra.of(0);
        walk(loops, letters.at, () => {
          total = algebra.add(total, of());
        });
        return total;
      };
    }
    case "count": {
      const value = algebra.of(sizeOf(letters.scope.lead));
      return () => value;
    }
    case "local":
      return compileLocal(term, given);
    case "partial":
      return given.partial(term.of, term.by, given);
    case "cost":
      return compileCost(term.of, given);
    case "brief":
    case "via":
      return compile(term.of);
    case "matmul":
    case "transpose":
    case "convolve":
      throw new RangeError("whole tensors are reckoned entry by entry");
  }
}

/** Whether a term is an entry that may lie outside of its tensor. */
export function hasMovedIndex(term: Term): term is Entry {
  return term.kind === "entry" && explicitOf(term).some((index) => letterOf(index) === null);
}

/** Whether a case holds, as the letters stand. */
export function compileCondition<T>({ left, sign, right }: Case, given: Compiling<T>): () => boolean {
  const { compare } = given.algebra;
  const [a, b] = [compileTerm(left, given), compileTerm(right, given)];
  return () => {
    const order = compare(a(), b());
    if (sign === ">") return order > 0;
    if (sign === "≤") return order <= 0;
    return sign === "=" ? order === 0 : order !== 0;
  };
}

function compileLocal<T>(term: Extract<Term, { kind: "local" }>, given: Compiling<T>): Ask<T> {
  const { algebra, locals } = given;
  const local = locals.find((each) =>
    each.kind === "suppose" ? each.names.includes(term.name) : each.name === term.name,
  );
  if (!local) throw new RangeError(`nothing says what ${term.name} is`);
  if (local.kind === "function") {
    const args = new Map(local.args.map((name, at) => [name, compileTerm(term.args[at] as Term, given)]));
    return compileTerm(local.is, { ...given, args: new Map([...given.args, ...args]) });
  }
  if (local.kind === "quantity") return compileTerm(local.is, given);
  // The input is the product of both; one of them may be anything.
  const factor: Ask<T> = () => algebra.of(SUPPOSED);
  const whole = compileTerm({ ...local.of, grad: term.grad }, given);
  const isFirst = term.name === local.names[0];
  if (!term.grad) return isFirst ? () => algebra.divide(whole(), factor()) : factor;
  const other = compileTerm({ ...term, name: local.names[isFirst ? 1 : 0], grad: false }, given);
  return () => algebra.multiply(whole(), other());
}

/** l(of) is C, whose number is not known here and stands at 1, if `of` is the output, entry by entry; and no number if it is not. */
function compileCost<T>(of: Term | null, given: Compiling<T>): Ask<T> {
  const { algebra, ground, letters } = given;
  const C = algebra.of(1);
  if (!of) return () => C;
  const out: Ref = { role: "out", name: "out" };
  const known = ground.known(out, false);
  const shape = ground.shapeOf(out);
  if (!shape) throw new RangeError("there is no output");
  const open = given.inSum ? [] : freeLetters(of).filter((letter) => !letters.scope.free.includes(letter));
  const loops = loopsOf([...(given.inSum ? [] : [LEAD]), ...open], letters);
  const term = compileTerm(of, { ...given, inSum: true });
  const explicit = freeLetters(of).filter((letter) => letters.scope.ranges.has(letter));
  const rank = shape.length - leadAxes(shape.length, explicit.length, letters.scope.lead.length);
  const at = [LEAD, ...explicit.slice(0, rank)].map((letter) => (letter === LEAD ? LEAD : letterPlace(letter)));
  const entry: Entry = { kind: "entry", of: out, grad: false, at, round: 0 };
  const place = locate(entry, ground, letters, true);
  return () => {
    let isOutput = true;
    walk(loops, letters.at, () => {
      const value = algebra.number(term());
      const expected = algebra.number(given.read(out, false, known, place()));
      if (!(Math.abs(value - expected) <= 1e-9 * Math.abs(expected))) isOutput = false;
    });
    return isOutput ? C : algebra.of(Number.NaN);
  };
}

function leadAxes(rank: number, letters: number, lead: number): number {
  return Math.min(lead, Math.max(0, rank - letters));
}

/** One side of a formula as a function of where its left side stands: in row-major order over what is open there. */
export interface Sides<T> {
  readonly letters: Letters;
  /** What the left side leaves open: its leading axes, then its letters. */
  readonly loops: readonly Loop[];
  readonly all: number;
  readonly asks: readonly Ask<T>[];
  /** Puts the letters where entry `at` of the left side has them. */
  readonly stand: (at: number) => void;
}

/** All sides of a formula over an algebra whose numbers are read so. */
export function compileSides<T>(
  formula: Formula,
  ground: Ground,
  algebra: Algebra<T>,
  read: Compiling<T>["read"],
  partial: Compiling<T>["partial"],
  put?: Compiling<T>["put"],
): Sides<T> {
  const letters = lettersOfScope(scopeOf(formula, ground));
  const given = {
    ground,
    letters,
    locals: formula.locals,
    algebra,
    read,
    args: new Map(),
    inSum: false,
    partial,
    ...(put ? { put } : {}),
  };
  const loops = openLoops(letters);
  return {
    letters,
    loops,
    all: loops.reduce((count, { length }) => count * length, 1),
    asks: formula.sides.map((side) => compileTerm<T>(side, given)),
    stand: (at) => standAt(loops, letters, at),
  };
}
