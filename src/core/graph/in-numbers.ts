import type { Formula, Named, Names, Op, Settings } from "#core/ops/define";
import { own } from "#core/own";
import { type Shape, sizeOf } from "#core/tensor/tensor";
import { filterLines } from "./filter-lines";
import { expandSums, inOrder, joinFactors, type Line, type Ref, refChar } from "./numbered-tex";

/** A tensor as far as it is known: its first entries in row-major order, all of them where there are few. */
export interface Known {
  readonly shape: Shape;
  readonly head: ArrayLike<number>;
}

/** A tensor and ∂C/∂tensor; `grad` is null where C does not depend on it. */
export interface KnownTraced {
  readonly value: Known;
  readonly grad: Known | null;
}

/** The numbers at one node. */
export interface KnownSite {
  readonly out: KnownTraced;
  readonly inputs: Named<KnownTraced>;
  readonly params: Named<KnownTraced>;
  readonly saved: Named<Known>;
}

/** A formula with numbers put in: one line of TeX for each of the first entries that it speaks of, of `all` in number. */
export interface InNumbers {
  readonly lines: readonly string[];
  readonly all: number;
}

/** How many lines are written, and how many terms of a sum, and rows and columns of a matrix, are still read with pleasure. */
const MOST_LINES = 3;
const MOST_TERMS = 4;
const MOST_WIDE = 4;

/**
 * The formulas of an op on a node, each with numbers put in; null for a formula that numbers would not make plainer. `steps` holds the
 * same of each formula's derivation.
 */
export function inNumbers(op: Op, settings: Settings, site: KnownSite, write: (x: number) => string) {
  const { names, tensors } = placeholders(op, settings, site);
  const { forward, backward } = op.formulas(names, settings);
  const put = ({ tex }: Formula): InNumbers | null => {
    const read = readLine(tex, tensors, settings);
    return filtered(tex, tensors, write) ?? (read && (entrywise(read, write) ?? matrices(read, write)));
  };
  // On the way to a derivative there are lines that still hold one, of which no number is known.
  const isOpen = ({ tex }: Formula) => /\\partial(?! C)/.test(tex.replace(BY_COST, ""));
  const stepsOf = ({ derivation = [] }: Formula) => derivation.map((step) => (isOpen(step) ? null : put(step)));
  return {
    forward: forward.map(put),
    backward: backward.map(put),
    steps: { forward: forward.map(stepsOf), backward: backward.map(stepsOf) },
  };
}

/** ∂C/∂ a tensor of the node, or an entry of it. */
const BY_COST = /\\frac\{\\partial C\}\{\\partial [\ue000-\ue0ff][^{}]*(?:\{[^{}]*\})?[^{}]*\}/g;

/** What a placeholder in a formula stands for. */
interface Held {
  readonly traced: KnownTraced;
  readonly symbol: string;
}

interface Tensors {
  readonly held: readonly Held[];
  /** By what they are called in formulas: intermediates by their names, or by symbols such as g and σ'(z) (`inside`: by any symbol), matrices by the small letter of their entries. */
  readonly saved: Named<Known>;
  readonly bySymbol: Named<Known>;
  readonly inside: Named<Known>;
  readonly entries: Named<Known>;
}

const FIRST = 0xe000;

/** Names that no formula holds otherwise, so that each can be found again, whatever a person called their nodes. */
function placeholders(op: Op, settings: Settings, site: KnownSite): { names: Names; tensors: Tensors } {
  const held: Held[] = [];
  const hold = (symbol: string, traced: KnownTraced) => String.fromCharCode(FIRST + held.push({ traced, symbol }) - 1);
  const params = op.params(settings);
  const symbolOf = (name: string) => own(params, name)?.symbol ?? name;
  const holdAll = (named: Named<KnownTraced>, symbol: (name: string) => string) =>
    Object.fromEntries(Object.entries(named).map(([name, traced]) => [name, hold(symbol(name), traced)]));
  const out = hold("y", site.out);
  const inputs = holdAll(site.inputs, (name) => name);
  const given = holdAll(site.params, symbolOf);
  // A param that is not there still needs a name; no formula that is shown speaks of it.
  const absent = Object.fromEntries(Object.keys(params).map((name) => [name, symbolOf(name)]));
  const entries = Object.entries(site.params).map(([name, { value }]) => [symbolOf(name).toLowerCase(), value]);
  const bySymbol = Object.entries(site.saved).flatMap(([name, known]) => {
    const symbol = op.inside[name]?.symbol ?? "";
    return /^(\w|[^{}]+\(\w\))$/.test(symbol) ? [[symbol, known] as const] : [];
  });
  return {
    names: { out, inputs, params: { ...absent, ...given } },
    tensors: {
      held,
      saved: site.saved,
      bySymbol: Object.fromEntries(bySymbol),
      inside: Object.fromEntries(
        Object.entries(site.saved).map(([name, known]) => [op.inside[name]?.symbol ?? name, known]),
      ),
      entries: Object.fromEntries(entries),
    },
  };
}

const P = "[\\ue000-\\ue0ff]";
const INDEX = "(?:_(\\w)|_\\{([a-z]+)\\})?";

function readLine(tex: string, { held, saved, bySymbol, entries }: Tensors, { config }: Settings): Line | null {
  const refs: Ref[] = [];
  let unknown = false;
  const refer = (tensor: Known | null | undefined, index: string): string => {
    if (!tensor) {
      unknown = true;
      return "";
    }
    return refChar(refs.push({ tensor, at: [...index] }) - 1);
  };
  const heldAt = (sign: string) => held[sign.charCodeAt(0) - FIRST];
  let line = tex
    .replace(/\\quad.*$/, "")
    .replaceAll("\\Bigl", "")
    .replaceAll("\\Bigr", "")
    .replace(new RegExp(`\\\\frac\\{\\\\partial C\\}\\{\\\\partial (${P})${INDEX}\\}`, "g"), (_, sign, one, more) =>
      refer(heldAt(sign)?.traced.grad, one ?? more ?? ""),
    )
    // The derivative of something else by this tensor: here it is a name, not a number.
    .replace(new RegExp(`\\\\partial (${P})`, "g"), (_, sign) => `\\partial ${heldAt(sign)?.symbol ?? ""}`)
    .replace(new RegExp(`(${P})${INDEX}(?!\\()`, "g"), (_, sign, one, more) =>
      refer(heldAt(sign)?.traced.value, one ?? more ?? ""),
    )
    // An entry of the matrix W is written w_jk.
    .replace(/(?<![\\A-Za-z])([a-z])_\{([a-z]{2})\}/g, (all, letter, index) =>
      entries[letter] ? refer(entries[letter], index) : all,
    );
  // A function of an intermediate, such as σ'(z), is an intermediate too, with its index inside; it goes before what is inside it.
  for (const [symbol, tensor] of Object.entries(bySymbol)) {
    if (!symbol.endsWith(")")) continue;
    const found = new RegExp(`${escaped(symbol.slice(0, -1))}${INDEX}\\)`, "g");
    line = line.replace(found, (_, one, more) => refer(tensor, one ?? more ?? ""));
  }
  for (const [name, tensor] of Object.entries(saved)) {
    const found = new RegExp(`(?<![\\\\A-Za-z_{])${escaped(name)}${INDEX}(?![A-Za-z(_])`, "g");
    line = line.replace(found, (_, one, more) => refer(tensor, one ?? more ?? ""));
  }
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === "number") line = line.replace(new RegExp(`\\\\${escaped(name)}(?![A-Za-z])`, "g"), `${value}`);
  }
  // Where something else is on the left, such as a kernel at any m, the line computes no number.
  const ordered = inOrder({ tex: line, refs });
  return unknown || !ordered.tex.startsWith(refChar(0)) || new RegExp(P).test(line) ? null : ordered;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The first entries of a convolution, or of what goes back through one; the taps of its kernel. */
function filtered(tex: string, { held, inside }: Tensors, write: (x: number) => string): InNumbers | null {
  const heldAt = (sign: string) => held[sign.charCodeAt(0) - FIRST];
  const found = filterLines(
    tex.replace(/[\ue000-\ue0ff]/g, (sign) => `<${heldAt(sign)?.symbol ?? ""}>`),
    (symbol) => held.find((each) => each.symbol === symbol)?.traced ?? null,
    inside,
    MOST_LINES,
    write,
  );
  return found && found.lines.length > 0 ? found : null;
}

/** One line for each entry, where the formula speaks of entries, or of tensors that are all alike. */
function entrywise(line: Line, write: (x: number) => string): InNumbers | null {
  const bare = line.refs.every(({ at }) => at.length === 0);
  const largest = Math.max(...line.refs.map(({ tensor }) => sizeOf(tensor.shape)));
  if (bare && largest > 1) {
    const [left] = line.refs;
    const alike = line.refs.every(({ tensor }) => [1, largest].includes(sizeOf(tensor.shape)));
    // A product of two square matrices is written like one of their entries.
    const square = line.refs.filter(({ tensor: { shape } }) => shape.length > 1 && shape.at(-1) === shape.at(-2));
    if (!alike || !left || sizeOf(left.tensor.shape) !== largest || square.length > 2 || /\\top/.test(line.tex)) {
      return null;
    }
    const refs = line.refs.map((ref) => (sizeOf(ref.tensor.shape) === 1 ? ref : { ...ref, at: ["j"] }));
    return entrywise({ tex: line.tex.replaceAll("\\sum_{\\text{rows}}", ""), refs }, write);
  }
  // That one number is another needs no line.
  if (/^.=.$/.test(line.tex.replace(/\\sum_\{\\text\{rows\}\}|\s/g, ""))) return null;
  const ranges = rangesOf(line);
  if (!ranges) return null;
  const n = ranges.get("j") ?? 1;
  const plain = line.tex
    .replaceAll("^{\\!\\top}", "")
    .replace(/\\sum_\{\\text\{rows\}\}/, largest === 1 ? "" : "$&")
    .replaceAll("{n}", `{${n}}`)
    .replace(/\\[co]dot(?![A-Za-z])/g, "\\times")
    // Brackets that held a fraction hold but one number now.
    .replace(/(^|[=\s,])\(([\ue100-\uf8ff])\)/g, "$1$2");
  const expanded = expandSums({ tex: plain, refs: line.refs }, ranges, MOST_TERMS);
  if (!expanded) return null;
  const free = new Set(expanded.refs.flatMap(({ at }) => at.filter((index) => typeof index === "string")));
  if (free.size > 1) return null;
  const [letter] = free;
  const all = letter === undefined ? 1 : (ranges.get(letter) ?? 1);
  const lines: string[] = [];
  for (let j = 0; j < Math.min(all, MOST_LINES); j += 1) {
    const written = joinFactors(expanded, (ref) => entryOf(ref, j), write);
    if (written === null) return null;
    lines.push(written);
  }
  return lines.length > 0 ? { lines, all } : null;
}

/** How far each index runs; null where tensors do not agree, or more than one index meets more than one row. */
function rangesOf({ refs, tex }: Line): ReadonlyMap<string, number> | null {
  const ranges = new Map<string, number>();
  const letters = new Set(refs.flatMap(({ at }) => at));
  for (const { tensor, at } of refs) {
    if (at.length === 0 && sizeOf(tensor.shape) > 1) return null;
    if (at.length > 1 && at.length !== tensor.shape.length) return null;
    const oneRow = sizeOf(tensor.shape) === (tensor.shape.at(-1) ?? 1);
    if (at.length === 1 && letters.size > 1 && !oneRow) return null;
    for (const [axis, index] of at.entries()) {
      const length = at.length === 1 ? sizeOf(tensor.shape) : (tensor.shape[axis] as number);
      if (typeof index !== "string" || (ranges.get(index) ?? length) !== length) return null;
      ranges.set(index, length);
    }
  }
  return /\\text|\\operatorname\{softmax\}/.test(tex.replaceAll("\\text{rows}", "")) ? null : ranges;
}

function entryOf({ tensor, at }: Ref, j: number): number | undefined {
  let place = 0;
  for (const [axis, index] of at.entries()) {
    place = place * (at.length > 1 ? (tensor.shape[axis] as number) : 1) + (typeof index === "number" ? index : j);
  }
  return tensor.head[place];
}

/** One line of small matrices, where the formula is a product of two of them, or a sum of rows; a vector is a row. */
function matrices({ tex, refs }: Line, write: (x: number) => string): InNumbers | null {
  const [left, first, second, third] = refs.map(({ tensor }) => tensor);
  if (!left || !first || refs.some(({ at }) => at.length > 0)) return null;
  const shapes = refs.map(({ tensor }) => rowsAndColumns(tensor));
  if (!shapes.every((shape) => shape !== null)) return null;
  const [result, a, b, c] = shapes as readonly (readonly [number, number])[];
  if (!result || !a) return null;
  const [one, two, three, four] = [refChar(0), refChar(1), refChar(2), refChar(3)];
  const form = tex.replace(/\\,|\s/g, "");
  const set = (tensor: Known) => matrixTex(tensor, write);
  const line = (right: string): InNumbers => ({ lines: [`${set(left)} = ${right}`], all: 1 });
  if (form === `${one}=\\sum_{\\text{rows}}${two}` && result[0] === 1 && a[0] > 1 && result[1] === a[1]) {
    return line(`\\sum_{\\text{rows}} ${set(first)}`);
  }
  if (!second || !b) return null;
  if (third && c) {
    // The slope of an activation scales what goes on as a matrix.
    const [rows, columns] = a;
    if (rows !== b[0] || columns !== b[1]) return null;
    const scaled = `\\left(${set(first)} \\odot ${set(second)}\\right)`;
    if (form === `${one}=(${two}\\odot${three})^{\\!\\top}${four}` && rows === c[0])
      return line(`${scaled}^{\\top} ${set(third)}`);
    if (form === `${one}=(${two}\\odot${three})${four}` && columns === c[0]) return line(`${scaled}\\, ${set(third)}`);
    return null;
  }
  const fits = (rows: number, inner: number) => rows === result[0] && inner === b[0] && b[1] === result[1];
  if (form === `${one}=(${two})^{\\!\\top}${three}` && fits(a[1], a[0])) {
    return line(`${set(first)}^{\\top} ${set(second)}`);
  }
  if (form === `${one}=${two}${three}` && fits(a[0], a[1])) return line(`${set(first)}\\, ${set(second)}`);
  return null;
}

function rowsAndColumns({ shape, head }: Known): readonly [rows: number, columns: number] | null {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.length > 1 ? (shape[0] as number) : 1;
  return shape.length > 2 || rows > MOST_WIDE || columns > MOST_WIDE || head.length < rows * columns
    ? null
    : [rows, columns];
}

function matrixTex(tensor: Known, write: (x: number) => string): string {
  const [rows, columns] = rowsAndColumns(tensor) as readonly [number, number];
  const lines = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => write(tensor.head[row * columns + column] as number)).join(" & "),
  );
  return `\\begin{bmatrix} ${lines.join(" \\\\ ")} \\end{bmatrix}`;
}
