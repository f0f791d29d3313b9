import type { ConstantName, FunctionName } from "./functions";

/** An operator between two operands. */
export type BinaryOp = "+" | "-" | "*" | "/" | "^";

/**
 * An expression as it was understood. It holds nothing but what is listed here, whatever the text said.
 * The value of a number is finite and not negative: −4 is the negation of 4.
 */
export type Tree =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "constant"; readonly name: ConstantName }
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "negate"; readonly of: Tree }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly left: Tree; readonly right: Tree }
  | { readonly kind: "call"; readonly fn: FunctionName; readonly of: Tree };

/** A number as a tree; a negative one is negated. */
export function numberTree(value: number): Tree {
  return value < 0 ? negate({ kind: "number", value: -value }) : { kind: "number", value: Math.abs(value) };
}

/** A symbol as a tree. */
export function symbolTree(name: string): Tree {
  return { kind: "symbol", name };
}

/** −of. */
export function negate(of: Tree): Tree {
  return { kind: "negate", of };
}

/** left op right. */
export function binary(op: BinaryOp, left: Tree, right: Tree): Tree {
  return { kind: "binary", op, left, right };
}

/** fn(of). */
export function call(fn: FunctionName, of: Tree): Tree {
  return { kind: "call", fn, of };
}

/** The trees directly below this one, from left to right. */
export function parts(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case "negate":
    case "call":
      return [tree.of];
    case "binary":
      return [tree.left, tree.right];
    default:
      return [];
  }
}

/** Number of operations, numbers and symbols in a tree. */
export function countOf(tree: Tree): number {
  return parts(tree).reduce((count, part) => count + countOf(part), 1);
}

/** The free symbols of a tree, each once, in order of first appearance. */
export function symbolsOf(tree: Tree): readonly string[] {
  const found = new Set<string>();
  const visit = (each: Tree): void => {
    if (each.kind === "symbol") found.add(each.name);
    for (const part of parts(each)) visit(part);
  };
  visit(tree);
  return [...found];
}

/** Whether two trees are written alike. */
export function sameTree(a: Tree, b: Tree): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "number":
      return b.kind === "number" && a.value === b.value;
    case "constant":
    case "symbol":
      return b.kind === a.kind && a.name === b.name;
    case "negate":
      return b.kind === "negate" && sameTree(a.of, b.of);
    case "call":
      return b.kind === "call" && a.fn === b.fn && sameTree(a.of, b.of);
    case "binary":
      return b.kind === "binary" && a.op === b.op && sameTree(a.left, b.left) && sameTree(a.right, b.right);
  }
}
