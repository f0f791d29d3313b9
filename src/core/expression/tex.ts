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

/** A tree as TeX, with as few brackets as can be read; `nameOf` gives the TeX of a symbol. */
export function treeToTex(tree: Tree, nameOf: (symbol: string) => string = symbolTex): string {
  const tex = (each: Tree): string => treeToTex(each, nameOf);
  const within = (each: Tree, level: number): string => (levelOf(each) < level ? bracketed(tex(each)) : tex(each));
  switch (tree.kind) {
    case "number":
      return numberTex(tree.value);
    case "constant":
      return tree.name === "pi" ? "\\pi" : "e";
    case "symbol":
      return nameOf(tree.name);
    case "negate":
      return `-${within(tree.of, tree.of.kind === "negate" ? POWER : PRODUCT)}`;
    case "call":
      return callTex(tree.fn, tree.of);
    case "binary":
      switch (tree.op) {
        case "+":
          return `${tex(tree.left)} + ${signed(tree.right)}`;
        case "-":
          return `${tex(tree.left)} - ${tree.right.kind === "negate" ? signed(tree.right) : within(tree.right, PRODUCT)}`;
        case "*":
          return productTex(tree.left, tree.right);
        case "/":
          return `\\frac{${tex(tree.left)}}{${tex(tree.right)}}`;
        case "^":
          return powerTex(tree.left, tex(tree.right));
      }
  }

  function signed(each: Tree): string {
    return beginsWithMinus(each) ? bracketed(tex(each)) : tex(each);
  }

  function productTex(left: Tree, right: Tree): string {
    const second = beginsWithMinus(right) ? bracketed(tex(right)) : within(right, PRODUCT);
    // A number stands directly before what it multiplies; two numbers, or two fractions, need a sign between them.
    const touching = /^[\d.]/.test(second) || (isFraction(left) && isFraction(right)) || second.startsWith("10^");
    const space = touching ? " \\cdot " : left.kind === "number" && !second.startsWith("\\left") ? "" : "\\,";
    return `${within(left, PRODUCT)}${space}${second}`;
  }

  function powerTex(base: Tree, exponent: string): string {
    const command = base.kind === "call" ? COMMANDS[base.fn] : undefined;
    if (base.kind === "call" && command) return `${command}^{${exponent}}${bracketed(tex(base.of))}`;
    const below = within(base, ATOM);
    // A name that has an exponent or a prime of its own, such as a^{(1)}, is held together.
    return `${base.kind === "symbol" && /[\^']/.test(below) ? `{${below}}` : below}^{${exponent}}`;
  }

  function callTex(fn: FunctionName, of: Tree): string {
    const command = COMMANDS[fn];
    if (command) return `${command}${bracketed(tex(of))}`;
    if (fn === "exp") return `e^{${tex(of)}}`;
    if (fn === "sqrt") return `\\sqrt{${tex(of)}}`;
    if (fn === "abs") return `\\left|${tex(of)}\\right|`;
    return powerTex(of, fn === "square" ? "2" : "3");
  }
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
  return tree.kind === "binary" && (tree.op === "+" || tree.op === "-" || tree.op === "*") && beginsWithMinus(tree.left);
}

function numberTex(value: number): string {
  const [digits = "", exponent] = String(value).split("e");
  if (exponent === undefined) return digits;
  return `${digits === "1" ? "" : `${digits} \\cdot `}10^{${exponent.replace("+", "")}}`;
}
