import { parts, type Tree, withParts } from "#core/formula/tree";
import { nearNumbers } from "./near-miss";

/** A number that was typed in place of the one that is meant, of which it has the first digits. */
export interface RoundedNumber {
  readonly typed: number;
  readonly exact: Tree;
}

/** No more numbers of a typed text than this are looked at. */
const MOST_NUMBERS = 12;

/**
 * The number of a typed tree that is rounded, where all is right once the one that is meant stands in its place: 0.693 where it should be ln(2).
 * `isRight` judges a tree in place of the typed one; `ratio` is what the typed one lacks as a factor, where it is the same everywhere.
 */
export function roundedIn(typed: Tree, isRight: (tree: Tree) => boolean, ratio: number | null): RoundedNumber | null {
  const numbers = numbersIn(typed).slice(0, MOST_NUMBERS);
  for (const value of numbers) {
    const found = nearNumbers(value, lastPlace(value)).find((exact) => isRight(replaced(typed, value, exact)));
    if (found) return { typed: value, exact: found };
  }
  if (ratio === null) return null;
  for (const value of numbers) {
    const meant = value * ratio;
    if (Math.abs(meant - value) > lastPlace(value)) continue;
    if (!isRight(replaced(typed, value, { kind: "number", value: meant }))) continue;
    return { typed: value, exact: { kind: "number", value: Number(meant.toPrecision(8)) } };
  }
  return null;
}

/** Numbers with decimals, each once: a whole number is seldom meant to be another. */
function numbersIn(tree: Tree): readonly number[] {
  const found = new Set<number>();
  const visit = (each: Tree): void => {
    if (each.kind === "number" && !Number.isInteger(each.value)) found.add(each.value);
    for (const part of parts(each)) visit(part);
  };
  visit(tree);
  return [...found];
}

/** What one more in the last digit comes to: 0.001 for 0.693. */
function lastPlace(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return 10 ** (Number(exponent) - (digits.split(".")[1]?.length ?? 0));
}

function replaced(tree: Tree, value: number, exact: Tree): Tree {
  if (tree.kind === "number") return tree.value === value ? exact : tree;
  // Of what a person typed, every part is what a person may type.
  return withParts(tree, (part) => replaced(part as Tree, value, exact)) as Tree;
}
