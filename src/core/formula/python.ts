import { curveAt, OPERATIONS, plain } from "./algebra";
import type { FunctionName } from "./functions";
import type { BinaryOp, Tree } from "./tree";

// How tightly each form binds in Python: −x·y is (−x)·y, −x**2 is −(x**2), and x**−y needs no brackets.
const SUM = 1;
const PRODUCT = 2;
const NEGATION = 3;
const POWER = 4;
const ATOM = 5;

/** A piece of Python; `value` is the number if it is always the same number. */
interface Piece {
  readonly text: string;
  readonly level: number;
  readonly value: number | null;
}

/** Gives what a symbol is called in Python: an expression that needs no brackets. */
type NameOf = (symbol: string) => string;

/**
 * An expression over tensors as one line of Python for PyTorch, float64 all through, of the same value and the same gradients as the
 * expression has here, kinks and edges included. Its result is a tensor of its own, also where it is a number or a symbol alone.
 */
export function treeToPython(tree: Tree, nameOf: NameOf): string {
  const { text, value } = pieceOf(tree, nameOf);
  if (value !== null) return `torch.tensor(${numberToPython(value)}, dtype=torch.float64)`;
  return tree.kind === "symbol" ? `${text}.clone()` : text;
}

/** `left` times an expression, where `left` needs no brackets. */
export function productToPython(left: string, tree: Tree, nameOf: NameOf): string {
  return `${left} * ${within(pieceOf(tree, nameOf), NEGATION)}`;
}

/** A number in Python, from which the same float64 is read again. */
export function numberToPython(value: number): string {
  if (!Number.isFinite(value)) return `float("${Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"}")`;
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const CALLS: Readonly<Record<FunctionName, (x: string) => string>> = {
  exp: (x) => `torch.exp(${x})`,
  ln: (x) => `torch.log(${x})`,
  log: (x) => `torch.log(${x})`,
  sqrt: (x) => `torch.sqrt(${x})`,
  abs: (x) => `torch.abs(${x})`,
  sin: (x) => `torch.sin(${x})`,
  cos: (x) => `torch.cos(${x})`,
  tan: (x) => `torch.tan(${x})`,
  asin: (x) => `torch.asin(${x})`,
  acos: (x) => `torch.acos(${x})`,
  atan: (x) => `torch.atan(${x})`,
  sinh: (x) => `torch.sinh(${x})`,
  cosh: (x) => `torch.cosh(${x})`,
  tanh: (x) => `torch.tanh(${x})`,
  sigmoid: (x) => `torch.sigmoid(${x})`,
  square: (x) => `torch.square(${x})`,
  cube: (x) => `torch.pow(${x}, 3)`,
};

function pieceOf(tree: Tree, nameOf: NameOf): Piece {
  switch (tree.kind) {
    case "number":
      return { text: literal(tree.value), level: ATOM, value: tree.value };
    case "constant":
      return { text: `torch.${tree.name}`, level: ATOM, value: tree.name === "pi" ? Math.PI : Math.E };
    case "symbol":
      return { text: nameOf(tree.name), level: ATOM, value: null };
    case "negate": {
      const of = pieceOf(tree.of, nameOf);
      return folded(`-${within(of, NEGATION)}`, NEGATION, of.value === null ? null : -of.value, true);
    }
    case "call": {
      const of = pieceOf(tree.of, nameOf);
      return folded(CALLS[tree.fn](of.text), ATOM, of.value === null ? null : curveAt(tree.fn, of.value), false);
    }
    case "binary": {
      const left = pieceOf(tree.left, nameOf);
      const right = pieceOf(tree.right, nameOf);
      const isNumber = left.value !== null && right.value !== null;
      const value = isNumber ? plain[OPERATIONS[tree.op]](left.value, right.value) : null;
      const { text, level } = joined(tree.op, left, right);
      return folded(text, level, value, tree.op !== "^" && right.value !== 0);
    }
  }
}

const LEVELS: Readonly<Record<BinaryOp, number>> = { "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER };

function joined(op: BinaryOp, left: Piece, right: Piece): Omit<Piece, "value"> {
  const level = LEVELS[op];
  if (op !== "^") return { text: `${within(left, level)} ${op} ${within(right, level + 1)}`, level };
  const [base, exponent] = [within(left, ATOM), within(right, NEGATION)];
  const close = /^-?[\w.]+$/;
  return { text: close.test(base) && close.test(exponent) ? `${base}**${exponent}` : `${base} ** ${exponent}`, level };
}

/**
 * What has no symbol is a number, and Python would take it for a Python number: it stays as it is written where Python reckons alike,
 * and is worked out here where Python would refuse, such as 1 / 0, or know no limit to whole numbers.
 */
function folded(written: string, level: number, value: number | null, reckonsAlike: boolean): Piece {
  if (value === null || (reckonsAlike && Math.abs(value) < 1e9 && written.length < 40)) {
    return { text: written, level, value };
  }
  // A zero or a number below it is written with its sign before it.
  const text = numberToPython(value);
  return { text, level: text.startsWith("-") ? NEGATION : ATOM, value };
}

/** A number as a person would write it: whole ones without a point, unless they are so large that a tensor could not take them. */
function literal(value: number): string {
  return Number.isInteger(value) && value < 1e9 ? String(value) : numberToPython(value);
}

function within({ text, level }: Piece, least: number): string {
  return level < least ? `(${text})` : text;
}
