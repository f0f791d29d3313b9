import { compileExpression } from "#core/expression/evaluate";
import { derivative, type Expression, parseExpression } from "#core/expression/parse";
import type { Operand } from "#core/expression/plan";
import { functionToPython } from "#core/expression/python-function";
import { brief } from "#core/expression/scan";
import { bare } from "#core/formula/layout";
import { lineReader, rolesOf } from "#core/formula/lines";
import { treeToPython } from "#core/formula/python";
import type { Named } from "#core/formula/site";
import {
  binary,
  countOf,
  type Entry,
  type Formula,
  isReadable,
  LEAD,
  parts,
  type Term,
  type Tree,
  withParts,
} from "#core/formula/tree";
import { own } from "#core/own";
import type { Fault } from "#core/problem";
import { broadcastShape } from "#core/tensor/broadcast";
import { formatShape, type Shape, sizeOf } from "#core/tensor/tensor";
import { type Names, type Op, type Settings, type ShapeResult, TRANSCENDENTAL, touched } from "./define";
import { vicasNumber, vicasPartial } from "./vicas-expressions";

/** A formula in words of mathjs, entry by entry. Its handles are its free symbols, but those that are params, so it is no `defineOp`. */
export const expression: Op = {
  type: "Expression",
  family: "function",
  letter: "y",
  summary: "Computes a formula of your own, entry by entry, and differentiates it by the chain rule.",
  keywords: ["formula", "function", "custom", "mathjs", "polynomial", "exp", "ln", "sqrt", "sin", "cos", "power"],
  config: {
    expression: {
      label: "Expression",
      hint: "+ - * / ^, pi, e, and functions such as exp(x), ln(x), sin(x), sigmoid(x)",
      kind: "text",
      default: "x^2",
    },
    partials: {
      label: "Partial derivatives by hand",
      hint: "For a symbol, ∂f/∂symbol as you derived it: it is used in place of the chain rule's",
      kind: "texts",
      default: {},
    },
  },
  inputs: (settings) =>
    Object.fromEntries(
      symbolsIn(settings)
        .filter((symbol) => !Object.hasOwn(settings.params, symbol))
        .map((symbol) => [symbol, { symbol: symbol, hint: HINT }]),
    ),
  params: (settings) =>
    Object.fromEntries(
      symbolsIn(settings)
        .filter((symbol) => Object.hasOwn(settings.params, symbol))
        .map((symbol) => [symbol, { symbol: symbol, hint: HINT }]),
    ),
  isCost: false,
  inside: {},
  faults: (settings) => {
    const parsed = read(settings);
    if ("fault" in parsed) return [{ code: "bad-expression", config: "expression", message: parsed.fault }];
    return Object.entries(partialTexts(settings)).flatMap(([symbol, text]) => partialFault(symbol, text, parsed));
  },
  shape: (inputs, settings) => stretched(symbolsIn(settings), inputs, settings),
  fresh: () => ({}),
  work: (inputs, settings, out) => sizeOf(out) * stepsOf(needed(settings).tree) + touched(inputs, settings, out),
  build({ inputs, params, config, out }) {
    const { tree, symbols } = needed({ config, params: {} });
    const operands = new Map<string, Operand>();
    for (const symbol of symbols) {
      const operand = own(inputs, symbol) ?? own(params, symbol);
      if (operand) operands.set(symbol, operand);
    }
    return compileExpression(tree, operands, out, partialsIn({ config, params: {} }));
  },
  formulas(settings) {
    const parsed = read(settings);
    if ("fault" in parsed) return { card: NOTHING, forward: [], backward: [] };
    const { tree, symbols } = parsed;
    const out = entryOf("out", "out");
    const all = over(tree, settings);
    const takes = symbols.map((symbol) => symbolEntry(symbol, settings));
    const brief: Term = { kind: "brief", of: all, takes };
    const line = (right: Term): Formula => ({ sides: [out, right], locals: [] });
    const equation = vicasNumber(tree);
    const forward = isReadable(tree)
      ? { ...line(all), ...(equation ? { equation } : {}) }
      : { ...line(brief), note: "The expression is too long to be set as a formula." };
    const partials = partialsIn(settings);
    return {
      card: { sides: [bare(out), bare(countOf(tree) <= MAX_ON_CARD ? all : brief)], locals: [] },
      forward: [forward],
      backward: symbols.map((symbol, index) => ({
        ...(index === 0 && symbols.length > 1 ? { note: STRETCHED } : {}),
        ...backwardFormula(tree, symbol, partials.get(symbol), settings),
      })),
    };
  },
  says: (names, settings) => {
    const called = symbolsIn(settings).map(
      (symbol) => own(names.inputs, symbol) ?? own(names.params, symbol) ?? symbol,
    );
    const all = called.length > 3 ? `${called.length} symbols` : called.join(", ").replace(/, (?=[^,]*$)/, " and ");
    return {
      forward: all === "" ? `${names.out} is a number` : `${names.out} computes its formula of ${all}`,
      backward: `${names.out} multiplies its gradient by its slope in ${all === "" ? "each symbol" : all}`,
    };
  },
  exercises: (names, settings) => {
    const { symbols } = needed(settings);
    return symbols.map((by) => ({
      name: by,
      quantity: names.out,
      expression: String(settings.config.expression),
      by,
      symbols: Object.fromEntries(symbols.map((symbol) => [symbol, nameIn(names, symbol)])),
      setting: "partials",
    }));
  },
  torch: ({ inputs, params }, settings) => {
    const { tree, symbols } = needed(settings);
    const partials = partialsIn(settings);
    const named = (symbol: string) => own(inputs, symbol) ?? own(params, symbol) ?? symbol;
    if (partials.size === 0) return { call: treeToPython(tree, named) };
    return { apply: symbols.map(named), function: functionToPython(tree, symbols, partials) };
  },
  examples: [
    {
      title: "ln(x⁻⁴ + x⁴), whose derivative is (−4x⁻⁵ + 4x³) / (x⁻⁴ + x⁴): the chain rule, Vicas 2022 (9)",
      inputs: { x: 2 },
      config: { expression: "ln(x^-4 + x^4)" },
      out: Math.log(16.0625),
      dOut: 1,
      grads: { x: 31.875 / 16.0625 },
    },
    {
      title: "xy + y²: a symbol that occurs twice gathers both contributions, Vicas 2022 (10)",
      inputs: { x: 3, y: 2 },
      config: { expression: "x*y + y^2" },
      out: 10,
      dOut: 1,
      grads: { x: 2, y: 7 },
    },
    {
      title: "A straight line whose slope a and height b are learnable",
      inputs: { x: [1, 2, 3] },
      params: { a: 2, b: -1 },
      config: { expression: "a*x + b" },
      out: [1, 3, 5],
      dOut: [1, 1, 1],
      grads: { x: [2, 2, 2], a: 6, b: 3 },
    },
    {
      title: "A derivative by hand is used in place of the chain rule's, even where it is wrong",
      inputs: { x: [1, 2] },
      config: { expression: "x^2", partials: { x: "10*x" } },
      out: [1, 4],
      dOut: [1, 1],
      grads: { x: [10, 20] },
    },
    { title: "Without symbols it is a number", config: { expression: "e^0 + 2" }, out: 3 },
  ],
  samples: (lead) => [
    {
      inputs: { x: [...lead, 3] },
      config: { expression: "exp(x) - sin(x)*cos(x)/(2 + tanh(x)) + atan(x)" },
      within: { x: [-2, 2] },
    },
    {
      inputs: { x: [...lead, 2] },
      config: { expression: "sinh(x) - cosh(x) + square(x) + cube(-x) + sigmoid(pi*x)" },
      within: { x: [-2, 2] },
    },
    { inputs: { x: [...lead, 2] }, config: { expression: "tanh(x) + sigmoid(-x)*atan(x) + sin(x) - exp(-x^2)" } },
    {
      inputs: { x: [...lead, 3] },
      config: { expression: "ln(x) + log(x + 1) + sqrt(x) + abs(x) + x^-4 + e^x" },
      within: { x: [0.5, 2] },
    },
    {
      inputs: { x: [...lead, 3] },
      config: { expression: "asin(x) + acos(x/2)*tan(x) - abs(x - 1)" },
      within: { x: [-0.8, 0.8] },
    },
    { inputs: { x: [...lead, 2, 3], y: [3] }, config: { expression: "x*y + y^2" } },
    { inputs: { x: [...lead, 2, 1], y: [1, 3], z: [] }, config: { expression: "x/(1 + y^2) - x*z" } },
    {
      inputs: { x: [...lead, 2], y: [...lead, 2] },
      config: { expression: "x^y" },
      within: { x: [0.5, 2], y: [-2, 2] },
    },
    { inputs: { x: [...lead, 3] }, params: { a: [3], b: [] }, config: { expression: "sigmoid(a*x + b)" } },
    { inputs: { x: [...lead, 2] }, config: { expression: "x^3 - x", partials: { x: "3*x^2 - 1" } } },
  ],
};

/** Multiply-adds for an entry: one for an operation, some ten for a function or a power. */
function stepsOf(tree: Tree): number {
  const own = tree.kind === "call" || (tree.kind === "binary" && tree.op === "^") ? TRANSCENDENTAL : 1;
  return parts(tree).reduce((sum, part) => sum + stepsOf(part), own);
}

/** Operations, numbers and symbols that fit in the one line of a card. */
const MAX_ON_CARD = 24;

const STRETCHED = "Where a symbol was stretched, its gradient is summed over the copies.";

const HINT = "Any shape that stretches to the others";

function read({ config }: Settings): ReturnType<typeof parseExpression> {
  return parseExpression(typeof config.expression === "string" ? config.expression : "");
}

function symbolsIn(settings: Settings): readonly string[] {
  const parsed = read(settings);
  return "fault" in parsed ? [] : parsed.symbols;
}

/** @throws Error when the expression is faulty: `build` is asked only where there are no faults. */
function needed(settings: Settings): Expression {
  const parsed = read(settings);
  if ("fault" in parsed) throw new Error(`an expression with a fault cannot be built: ${parsed.fault}`);
  return parsed;
}

// A partial that is left empty is none: the field for it stands there for every symbol.
function partialTexts({ config: { partials } }: Settings): Readonly<Record<string, string>> {
  if (typeof partials !== "object") return {};
  return Object.fromEntries(Object.entries(partials).filter(([, text]) => text.trim() !== ""));
}

function partialsIn(settings: Settings): ReadonlyMap<string, Tree> {
  const partials = new Map<string, Tree>();
  for (const [symbol, text] of Object.entries(partialTexts(settings))) {
    const parsed = parseExpression(text);
    if (!("fault" in parsed)) partials.set(symbol, parsed.tree);
  }
  return partials;
}

function partialFault(symbol: string, text: string, { symbols }: Expression): readonly Fault[] {
  const fault = (why: string): readonly Fault[] => [
    { code: "bad-expression", config: "partials", message: `the partial for "${brief(symbol)}": ${why}` },
  ];
  if (!symbols.includes(symbol)) return fault("the expression has no such symbol");
  const partial = parseExpression(text);
  if ("fault" in partial) return fault(partial.fault);
  const stray = partial.symbols.find((each) => !symbols.includes(each));
  return stray === undefined ? [] : fault(`"${stray}" is not a symbol of the expression`);
}

function stretched(symbols: readonly string[], inputs: Named<Shape>, { params }: Settings): ShapeResult {
  let out: Shape = [];
  for (const symbol of symbols) {
    const input = own(inputs, symbol);
    const next = input ?? own(params, symbol)?.shape ?? [];
    const both = broadcastShape([out, next]);
    if (both === null) {
      const message = `shapes ${formatShape(out)} and ${formatShape(next)} do not broadcast: axes must match, or one of them be 1`;
      return { faults: [{ code: "shape-mismatch", message, ...(input ? { handle: symbol } : { param: symbol }) }] };
    }
    out = both;
  }
  return { out };
}

function nameIn({ inputs, params }: Names, symbol: string): string {
  return own(inputs, symbol) ?? own(params, symbol) ?? symbol;
}

/** What stands for an expression that cannot be read. */
const NOTHING: Formula = { sides: [bare(entryOf("out", "out"))], locals: [], words: "" };

function entryOf(role: Entry["of"]["role"], name: string, grad = false): Entry {
  return { kind: "entry", of: { role, name }, grad, at: [LEAD], round: 0 };
}

/** The tensor that a symbol stands for: an input, unless the node has a param of its name. */
function symbolEntry(symbol: string, { params }: Settings, grad = false): Entry {
  return entryOf(own(params, symbol) ? "param" : "input", symbol, grad);
}

/** A tree over the entries that its symbols stand for. */
function over(tree: Tree, settings: Settings): Term {
  const change = (term: Term): Term =>
    term.kind === "symbol" ? symbolEntry(term.name, settings) : withParts(term, change);
  return change(tree);
}

/** ∂C/∂symbol = Σ ∂C/∂out · ∂f/∂symbol over the copies of the symbol, with the derivative by hand where there is one. */
function backwardFormula(tree: Tree, symbol: string, byHand: Tree | undefined, settings: Settings): Formula {
  const partial = byHand ?? derivative(tree, symbol);
  const readable = partial !== null && isReadable(partial);
  const open: Term = { kind: "partial", of: entryOf("out", "out"), by: symbolEntry(symbol, settings) };
  const dOut = entryOf("out", "out", true);
  const isOne = readable && partial.kind === "number" && partial.value === 1;
  const product = isOne ? dOut : binary<Term>("*", dOut, readable ? over(partial, settings) : open);
  const said = byHand ? "Derived by hand." : readable ? null : "The derivative is too long to be set as a formula.";
  return {
    sides: [symbolEntry(symbol, settings, true), { kind: "sum", over: [LEAD], of: product }],
    locals: [],
    ...vicasPartial(tree, symbol, partial, reader(settings)),
    ...(said === null ? {} : { note: said }),
  };
}

/** Reads lines about the node. One reader serves all nodes of the same symbols, and knows what it has read. */
function reader(settings: Settings): ReturnType<typeof lineReader> {
  const symbols = symbolsIn(settings);
  const params = symbols.filter((symbol) => own(settings.params, symbol) !== undefined);
  const key = `${symbols.join()};${params.join()}`;
  const known = readers.get(key) ?? readerOf(symbols, params);
  if (readers.size >= MOST_READERS) readers.clear();
  readers.set(key, known);
  return known;
}

const readers = new Map<string, ReturnType<typeof lineReader>>();
const MOST_READERS = 64;

function readerOf(symbols: readonly string[], params: readonly string[]): ReturnType<typeof lineReader> {
  return lineReader(rolesOf({ inputs: symbols.filter((symbol) => !params.includes(symbol)), params, saved: [] }));
}
