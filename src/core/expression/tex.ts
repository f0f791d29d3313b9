import type { FunctionName } from "./functions";
import { countOf, type Tree } from "./tree";

const GREEK = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
);

/** A symbol's name as TeX: `alpha` is a Greek letter, the 1 of `x1` and the rest of `w_out` are indices, a whole word is upright. */
export function symbolTex(name: string): string {
  const [, word = name, digits = "", rest = ""] = /^(.[A-Za-z]*)(\d*)_*(.*)$/u.exec(name) ?? [];
  const letter = GREEK.has(word) ? `\\${word}` : word.length > 1 ? `\\mathrm{${word}}` : word;
  const index = [digits, rest.replaceAll("_", "\\_")].filter((part) => part !== "").join(",");
  return index === "" ? letter : `${letter}_{${/[A-Za-z]/.test(index) ? `\\mathrm{${index}}` : index}}`;
}

const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

const COMMANDS: Readonly<Partial<Record<FunctionName, string>>> = {
  ln: "\\ln",
  log: "\\ln",
  sin: "\\sin",
  cos: "\\cos",
  tan: "\\tan",
  asin: "\\arcsin",
  acos: "\\arccos",
  atan: "\\arctan",
  sinh: "\\sinh",
  cosh: "\\cosh",
  tanh: "\\tanh",
  sigmoid: "\\sigma",
};

/** Gives the TeX of a symbol. */
type NameOf = (symbol: string) => string;

/** A tree as TeX, with as few brackets as can be read. */
export function treeToTex(tree: Tree, nameOf: NameOf = symbolTex): string {
  const tex = (each: Tree): string => treeToTex(each, nameOf);
  switch (tree.kind) {
    case "number":
      return numberTex(tree.value);
    case "constant":
      return tree.name === "pi" ? "\\pi" : "e";
    case "symbol":
      return nameOf(tree.name);
    case "negate":
      return `-${within(tree.of, tree.of.kind === "negate" ? POWER : PRODUCT, nameOf)}`;
    case "call":
      return callTex(tree.fn, tree.of, nameOf);
    case "binary":
      switch (tree.op) {
        case "+":
          return `${tex(tree.left)} + ${addendTex(tree.right, SUM, nameOf)}`;
        case "-":
          return `${tex(tree.left)} - ${addendTex(tree.right, PRODUCT, nameOf)}`;
        case "*":
          return productTex(tree.left, tree.right, nameOf);
        case "/":
          return `\\frac{${tex(tree.left)}}{${tex(tree.right)}}`;
        case "^":
          return powerTex(tree.left, tex(tree.right), nameOf);
      }
  }
}

function within(tree: Tree, level: number, nameOf: NameOf): string {
  const tex = treeToTex(tree, nameOf);
  return levelOf(tree) < level ? bracketed(tex) : tex;
}

// A sign is not followed by another sign.
function addendTex(tree: Tree, level: number, nameOf: NameOf): string {
  return beginsWithMinus(tree) ? bracketed(treeToTex(tree, nameOf)) : within(tree, level, nameOf);
}

function productTex(left: Tree, right: Tree, nameOf: NameOf): string {
  const first = within(left, PRODUCT, nameOf);
  const second = addendTex(right, PRODUCT, nameOf);
  // Two numbers, and two fractions, need a sign between them; a number else stands close to what it multiplies.
  if (/^[\d.]/.test(second) || (isFraction(left) && isFraction(right))) return `${first} \\cdot ${second}`;
  return left.kind === "number" ? `${first}${second}` : `${first}\\,${second}`;
}

function powerTex(base: Tree, exponent: string, nameOf: NameOf): string {
  const command = base.kind === "call" ? COMMANDS[base.fn] : undefined;
  if (base.kind === "call" && command) return `${command}^{${exponent}}${bracketed(treeToTex(base.of, nameOf))}`;
  const below = within(base, ATOM, nameOf);
  // A name with an exponent or a prime of its own, such as a^{(1)}, is held together.
  return `${base.kind === "symbol" && /[\^']/.test(below) ? `{${below}}` : below}^{${exponent}}`;
}

function callTex(fn: FunctionName, of: Tree, nameOf: NameOf): string {
  const command = COMMANDS[fn];
  const inner = treeToTex(of, nameOf);
  if (command) return `${command}${bracketed(inner)}`;
  if (fn === "exp") return `e^{${inner}}`;
  if (fn === "sqrt") return `\\sqrt{${inner}}`;
  if (fn === "abs") return `\\left|${inner}\\right|`;
  return powerTex(of, fn === "square" ? "2" : "3", nameOf);
}

/** More operations, numbers and symbols than this are more than anyone reads in one line. */
export const MAX_READABLE = 150;

/** Whether a tree fits in a line of mathematics. */
export function isReadable(tree: Tree): boolean {
  return countOf(tree) <= MAX_READABLE;
}

/** TeX in round brackets, which grow with what they hold only where it is tall. */
export function bracketed(tex: string): string {
  return tex.includes("\\frac") ? `\\left(${tex}\\right)` : `(${tex})`;
}

/** Whether a tree, written out, needs brackets to be a factor. */
export function isFactor(tree: Tree): boolean {
  return levelOf(tree) >= PRODUCT && !beginsWithMinus(tree);
}

function levelOf(tree: Tree): number {
  switch (tree.kind) {
    case "number":
      return /e/.test(String(tree.value)) ? PRODUCT : ATOM;
    case "constant":
    case "symbol":
      return ATOM;
    case "negate":
      return PRODUCT;
    case "call":
      return tree.fn === "exp" || tree.fn === "square" || tree.fn === "cube" ? POWER : ATOM;
    case "binary":
      if (tree.op === "^") return POWER;
      // A fraction bar holds its parts together, but is no base for an exponent.
      return tree.op === "/" ? POWER : tree.op === "*" ? PRODUCT : SUM;
  }
}

function isFraction(tree: Tree): boolean {
  return tree.kind === "binary" && tree.op === "/";
}

function beginsWithMinus(tree: Tree): boolean {
  if (tree.kind === "negate") return true;
  return (
    tree.kind === "binary" && (tree.op === "+" || tree.op === "-" || tree.op === "*") && beginsWithMinus(tree.left)
  );
}

function numberTex(value: number): string {
  const [digits = "", exponent] = String(value).split("e");
  if (exponent === undefined) return digits;
  return `${digits === "1" ? "" : `${digits} \\cdot `}10^{${exponent.replace("+", "")}}`;
}
