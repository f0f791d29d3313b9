import type { FunctionName } from "#core/formula/functions";
import { type BinaryOp, binary, call, negate, numberTree, sameTree, type Tree } from "#core/formula/tree";

/*
 * Trees as a person would write them: each function below builds one operation and drops what says nothing (0 + a, 1·a, a¹, −(−a)).
 * mathjs's own `simplify` is not used: it turns (x²)^½ into x, which is wrong for negative x, and takes tens of milliseconds.
 * Every rule here holds for all numbers, but that 0·a is 0 even where a is infinite.
 */

/** left op right, tidied. */
export function tidyBinary(op: BinaryOp, left: Tree, right: Tree): Tree {
  switch (op) {
    case "+":
      return sum(left, right);
    case "-":
      return difference(left, right);
    case "*":
      return product(left, right);
    case "/":
      return quotient(left, right);
    case "^":
      return power(left, right);
  }
}

/** −of, tidied. */
export function tidyNegate(of: Tree): Tree {
  if (of.kind === "negate") return of.of;
  if (isNumber(of, 0)) return of;
  return of.kind === "binary" && of.op === "-" ? difference(of.right, of.left) : negate(of);
}

/** fn(of), tidied. */
export function tidyCall(fn: FunctionName, of: Tree): Tree {
  if ((fn === "ln" || fn === "log") && of.kind === "constant" && of.name === "e") return numberTree(1);
  return call(fn === "log" ? "ln" : fn, of);
}

function sum(a: Tree, b: Tree): Tree {
  if (isNumber(a, 0)) return b;
  if (isNumber(b, 0)) return a;
  if (b.kind === "negate") return difference(a, b.of);
  return folded(a, b, (x, y) => x + y) ?? alike(a, b, (x, y) => x + y) ?? binary("+", a, b);
}

function difference(a: Tree, b: Tree): Tree {
  if (isNumber(b, 0)) return a;
  if (isNumber(a, 0)) return tidyNegate(b);
  if (b.kind === "negate") return sum(a, b.of);
  return folded(a, b, (x, y) => x - y) ?? alike(a, b, (x, y) => x - y) ?? binary("-", a, b);
}

function product(a: Tree, b: Tree): Tree {
  if (isNumber(a, 0) || isNumber(b, 0)) return numberTree(0);
  if (isNumber(a, 1)) return b;
  if (isNumber(b, 1)) return a;
  if (a.kind === "negate") return tidyNegate(product(a.of, b));
  if (b.kind === "negate") return tidyNegate(product(a, b.of));
  if (isFraction(b)) return quotient(product(a, b.left), b.right);
  if (isFraction(a)) return quotient(product(a.left, b), a.right);
  const [countA, restA] = counted(a);
  const [countB, restB] = counted(b);
  const count = folded(numberTree(countA), numberTree(countB), (x, y) => x * y);
  if (count === null) return binary("*", a, b);
  const rest = [...factorsOf(restA), ...factorsOf(restB)].reduce(joined, []);
  const factors = rest.map(([base, exponent]) => power(base, numberTree(exponent)));
  return [...(isNumber(count, 1) && factors.length > 0 ? [] : [count]), ...factors].reduceRight((right, left) =>
    binary("*", left, right),
  );
}

type Factor = readonly [base: Tree, exponent: number];

function factorsOf(tree: Tree): readonly Factor[] {
  if (isNumber(tree, 1)) return [];
  if (tree.kind !== "binary") return [[tree, 1]];
  if (tree.op === "*") return [...factorsOf(tree.left), ...factorsOf(tree.right)];
  const exponent = tree.op === "^" && tree.right.kind === "number" ? tree.right.value : 0;
  return exponent >= 1 && Number.isInteger(exponent) ? [[tree.left, exponent]] : [[tree, 1]];
}

// x·x² is x³. Only whole positive exponents are added up: x²·x⁻¹ would lose that it has no value at 0.
function joined(factors: readonly Factor[], [base, exponent]: Factor): readonly Factor[] {
  const same = factors.findIndex(([known]) => sameTree(known, base));
  const known = factors[same];
  return known ? factors.with(same, [base, known[1] + exponent]) : [...factors, [base, exponent]];
}

function quotient(a: Tree, b: Tree): Tree {
  if (isNumber(a, 0) && !isNumber(b, 0)) return a;
  if (isNumber(b, 1)) return a;
  if (a.kind === "negate") return tidyNegate(quotient(a.of, b));
  if (b.kind === "negate") return tidyNegate(quotient(a, b.of));
  if (isFraction(a)) return quotient(a.left, product(a.right, b));
  if (isFraction(b)) return quotient(product(a, b.right), b.left);
  const [countA, restA] = counted(a);
  const [countB, restB] = counted(b);
  const shared = commonFactor(countA, countB);
  if (shared === 1) return binary("/", a, b);
  return quotient(product(numberTree(countA / shared), restA), product(numberTree(countB / shared), restB));
}

function power(a: Tree, b: Tree): Tree {
  if (isNumber(b, 0) || isNumber(a, 1)) return numberTree(1);
  if (isNumber(b, 1)) return a;
  return isFraction(a) && isNumber(a.left, 1) ? quotient(a.left, power(a.right, b)) : binary("^", a, b);
}

function isNumber(tree: Tree, value: number): boolean {
  return tree.kind === "number" && tree.value === value;
}

function isFraction(tree: Tree): tree is Extract<Tree, { kind: "binary" }> {
  return tree.kind === "binary" && tree.op === "/";
}

function counted(tree: Tree): readonly [count: number, rest: Tree] {
  if (tree.kind === "number") return [tree.value, numberTree(1)];
  if (tree.kind === "binary" && tree.op === "*" && tree.left.kind === "number") return [tree.left.value, tree.right];
  return [1, tree];
}

// 2·a + 3·a is 5·a.
function alike(a: Tree, b: Tree, operation: (x: number, y: number) => number): Tree | null {
  const [countA, restA] = counted(a);
  const [countB, restB] = counted(b);
  if (isNumber(restA, 1) || !sameTree(restA, restB)) return null;
  const count = folded(numberTree(countA), numberTree(countB), operation);
  return count && product(count, restA);
}

function commonFactor(a: number, b: number): number {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a < 1 || b < 1) return 1;
  let [large, small] = [a, b];
  while (small > 0) [large, small] = [small, large % small];
  return large;
}

// 0.1·3 is left as it is rather than shown as 0.30000000000000004.
function folded(a: Tree, b: Tree, operation: (x: number, y: number) => number): Tree | null {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x === null || y === null) return null;
  const value = operation(x, y);
  return Number.isFinite(value) && String(value).length <= 12 ? numberTree(value) : null;
}

function numberOf(tree: Tree): number | null {
  if (tree.kind === "number") return tree.value;
  return tree.kind === "negate" && tree.of.kind === "number" ? -tree.of.value : null;
}
