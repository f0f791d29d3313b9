import type { Tree } from "#core/formula/tree";

// How tightly each form binds, as mathjs reads it: −x·y is (−x)·y, but −x^2 is −(x^2).
const SUM = 1;
const PRODUCT = 2;
const NEGATION = 3;
const POWER = 4;
const ATOM = 5;

/** The text of a tree, with no more brackets than it takes to be read back as the same tree. */
export function treeToText(tree: Tree): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "constant":
    case "symbol":
      return tree.name;
    case "call":
      return `${tree.fn}(${treeToText(tree.of)})`;
    case "negate":
      return `-${within(tree.of, NEGATION)}`;
    case "binary": {
      const level = levelOf(tree);
      if (tree.op === "^") return `${within(tree.left, ATOM)}^${within(tree.right, NEGATION)}`;
      const sign = level === SUM ? ` ${tree.op} ` : tree.op;
      return `${within(tree.left, level)}${sign}${within(tree.right, level + 1)}`;
    }
  }
}

function within(tree: Tree, level: number): string {
  const text = treeToText(tree);
  return levelOf(tree) < level ? `(${text})` : text;
}

function levelOf(tree: Tree): number {
  if (tree.kind === "negate") return NEGATION;
  if (tree.kind !== "binary") return ATOM;
  if (tree.op === "^") return POWER;
  return tree.op === "+" || tree.op === "-" ? SUM : PRODUCT;
}
