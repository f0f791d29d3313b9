import {
  type ConstantNode,
  create,
  derivativeDependencies,
  type FunctionNode,
  type MathNode,
  type OperatorNode,
  type OperatorNodeFn,
  type OperatorNodeOp,
  type ParenthesisNode,
  parseDependencies,
  type SymbolNode,
} from "mathjs/number";
import { isConstantName, isFunctionName } from "#core/formula/functions";
import {
  type BinaryOp,
  binary,
  call,
  countOf,
  negate,
  numberTree,
  symbolsOf,
  symbolTree,
  type Tree,
} from "#core/formula/tree";
import { brief, scan, type TextFault, type Token } from "./scan";
import { treeToText } from "./text";
import { tidyBinary, tidyCall, tidyNegate } from "./tidy";

/*
 * The one file that knows mathjs, and all that is taken of it: text -> node tree, and the derivative of a node tree. Nothing is ever
 * evaluated by it. A text is scanned first, so that mathjs only ever sees numbers, known functions, plain names, + - * / ^ and ( ).
 */
const math = create({ ...parseDependencies, ...derivativeDependencies });

/** A text that is an expression. `symbols` are the free ones, in order of first appearance. */
export interface Expression {
  readonly tree: Tree;
  readonly symbols: readonly string[];
}

/** A text understood, or the reason why it is not. Texts come back often, so the last few answers are kept. */
export function parseExpression(text: string): Expression | TextFault {
  const known = answers.get(text);
  if (known !== undefined) return known;
  const answer = parse(text);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  // A text that is refused for its length is not worth its memory.
  if (!("fault" in answer) || text.length < 200) answers.set(text, answer);
  return answer;
}

const answers = new Map<string, Expression | TextFault>();
const MOST_ANSWERS = 256;

function parse(text: string): Expression | TextFault {
  const tokens = scan(text);
  if ("fault" in tokens) return tokens;
  // What was scanned is what mathjs sees: two pieces that stand together, as in 2.*x, are not one to it.
  const scanned = tokens.map(({ text: piece }) => piece).join(" ");
  try {
    const tree = toTree(math.parse(scanned), written);
    return { tree, symbols: symbolsOf(tree) };
  } catch (error) {
    return outOfPlace(tokens, error);
  }
}

// mathjs tells the place as `char`, counted from 1 in the scanned text; behind the last piece is the end.
function outOfPlace(tokens: readonly Token[], error: unknown): TextFault {
  if (!(error instanceof SyntaxError && "char" in error)) return { fault: UNREADABLE };
  let char = 1;
  const index = tokens.findIndex(({ text }) => {
    const isHere = char >= Number(error.char);
    char += text.length + 1;
    return isHere;
  });
  const token = tokens[index];
  const before = (token ? tokens[index - 1] : tokens.at(-1))?.text ?? "";
  if (!token) return { fault: `something is missing at the end, after "${brief(before)}"` };
  const place = index > 0 ? `between "${brief(before)}" and "${brief(token.text)}"` : `before "${brief(token.text)}"`;
  return { fault: `something is missing ${place}`, at: token.at };
}

/** Said of a text that passes the scan and that mathjs cannot make a tree of, though it names no place: none is known. */
export const UNREADABLE = "this cannot be read as an expression";

/** Above this many operations, numbers and symbols a derivative is not written out: it would grow with the square of it. */
export const MAX_DERIVED = 120;

/**
 * ∂tree/∂symbol as a learner reads it; null when the tree is too large for that. The chain rule, Vicas 2022 (1).
 * mathjs differentiates all but the sigmoid: each σ(u) stands aside as a symbol of its own, and contributes σ(u)·(1 − σ(u))·∂u/∂symbol.
 */
export function derivative(tree: Tree, symbol: string): Tree | null {
  // A tree never changes, and is differentiated again for every panel and step that speaks of it.
  const known = derivatives.get(tree) ?? new Map<string, Tree | null>();
  derivatives.set(tree, known);
  const before = known.get(symbol);
  if (before !== undefined) return before;
  const found = countOf(tree) > MAX_DERIVED ? null : derived(tree, symbol);
  known.set(symbol, found);
  return found;
}

const derivatives = new WeakMap<Tree, Map<string, Tree | null>>();

function derived(tree: Tree, symbol: string): Tree {
  const aside = new Map<string, { readonly name: string; readonly sigmoid: Tree; readonly of: Tree }>();
  const stand = new Map<string, Tree>();
  // Names of our own, so that no symbol can mean anything to mathjs.
  const nameOf = (each: Tree): string => {
    const key = treeToText(each);
    const name = each.kind === "symbol" ? `x_${key}` : (aside.get(key)?.name ?? `s_${aside.size}`);
    if (each.kind === "call") aside.set(key, { name, sigmoid: each, of: each.of });
    stand.set(name, each);
    return name;
  };
  const node = toNode(tree, nameOf);
  const partial = (name: string): Tree =>
    toTree(math.derivative(node, new math.SymbolNode(name), { simplify: false }), {
      ...tidied,
      symbol: (alias) => stand.get(alias) ?? symbolTree(alias),
    });
  let total = partial(`x_${symbol}`);
  for (const { name, sigmoid, of } of aside.values()) {
    if (!symbolsOf(of).includes(symbol)) continue;
    const slope = tidyBinary("*", sigmoid, tidyBinary("-", numberTree(1), sigmoid));
    const through = tidyBinary("*", tidyBinary("*", partial(name), slope), derived(of, symbol));
    total = tidyBinary("+", total, through);
  }
  return total;
}

const MATH_OPERATORS = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "^": "pow" } as const;

function toNode(tree: Tree, nameOf: (tree: Tree) => string): MathNode {
  const node = (each: Tree): MathNode => toNode(each, nameOf);
  switch (tree.kind) {
    case "number":
      return new math.ConstantNode(tree.value);
    case "constant":
      return new math.SymbolNode(tree.name);
    case "symbol":
      return new math.SymbolNode(nameOf(tree));
    case "negate":
      return new math.OperatorNode("-", "unaryMinus", [node(tree.of)]);
    case "binary":
      return new math.OperatorNode(tree.op, MATH_OPERATORS[tree.op], [node(tree.left), node(tree.right)]);
    case "call": {
      if (tree.fn === "sigmoid") return new math.SymbolNode(nameOf(tree));
      const of = node(tree.of);
      if (tree.fn === "square") return new math.OperatorNode("^", "pow", [of, new math.ConstantNode(2)]);
      if (tree.fn === "cube") return new math.OperatorNode("^", "pow", [of, new math.ConstantNode(3)]);
      return new math.FunctionNode(new math.SymbolNode(tree.fn === "ln" ? "log" : tree.fn), [of]);
    }
  }
}

/** How a tree is built from mathjs's nodes: as it was written, or tidied. */
interface Builder {
  readonly symbol: (name: string) => Tree;
  readonly negate: (of: Tree) => Tree;
  readonly binary: (op: BinaryOp, left: Tree, right: Tree) => Tree;
  readonly call: (fn: string, of: Tree) => Tree;
}

const written: Builder = {
  symbol: symbolTree,
  negate,
  binary,
  call: (fn, of) => (isFunctionName(fn) ? call(fn, of) : refuse(fn)),
};

const tidied: Builder = {
  symbol: symbolTree,
  negate: tidyNegate,
  binary: tidyBinary,
  // mathjs writes tan′ as sec² and tanh′ as sech², which an expression does not know.
  call: (fn, of) => {
    if (fn === "sec") return tidyBinary("/", numberTree(1), tidyCall("cos", of));
    if (fn === "sech") return tidyBinary("/", numberTree(1), tidyCall("cosh", of));
    return isFunctionName(fn) ? tidyCall(fn, of) : refuse(fn);
  },
};

type Operation = OperatorNode<OperatorNodeOp, OperatorNodeFn>;

function toTree(from: MathNode, build: Builder): Tree {
  const node = from as ConstantNode | SymbolNode | ParenthesisNode | FunctionNode | Operation;
  const tree = (each: MathNode): Tree => toTree(each, build);
  switch (node.type) {
    case "ConstantNode":
      return typeof node.value === "number" ? numberTree(node.value) : refuse(String(node.value));
    case "SymbolNode":
      return isConstantName(node.name) ? { kind: "constant", name: node.name } : build.symbol(node.name);
    case "ParenthesisNode":
      return tree(node.content);
    case "FunctionNode": {
      const [of, ...more] = node.args;
      return of && more.length === 0 ? build.call(node.fn.name, tree(of)) : refuse(`${node.fn.name} of many`);
    }
    case "OperatorNode": {
      const op = operators.get(node.fn) ?? refuse(node.fn);
      const [first, ...more] = node.args.map(tree);
      if (!first) return refuse(node.fn);
      if (node.fn === "unaryMinus") return build.negate(first);
      return more.reduce((left, right) => build.binary(op, left, right), first);
    }
    default:
      return refuse(from.type);
  }
}

const operators: ReadonlyMap<string, BinaryOp> = new Map([
  ["add", "+"],
  ["unaryPlus", "+"],
  ["subtract", "-"],
  ["unaryMinus", "-"],
  ["multiply", "*"],
  ["divide", "/"],
  ["pow", "^"],
]);

/** @throws Error always: what mathjs answers was scanned before or made by us, so this is our own fault. */
function refuse(what: string): never {
  throw new Error(`mathjs answers with "${what}", which an expression cannot hold`);
}
