import type { FunctionName } from "./functions";
import {
  ATOM,
  bare,
  hasIndex,
  isShort,
  isTall,
  type Layout,
  layOut,
  type Naming,
  POWER,
  PRODUCT,
  reachesOn,
  SUM,
  writtenIndexes,
  writtenSum,
  writtenTerm,
} from "./layout";
import { texName } from "./name";
import { brief, type NumberWriter, numberParts, numberTex } from "./number";
import { joined, line, type Pieces, type Put, textOf } from "./pieces";
import { type Entry, type Formula, type Local, letterOf, type Place, type Term, type Tree } from "./tree";

/** How numbers that are put in are written. */
export interface TexOptions {
  readonly number?: NumberWriter;
  readonly digits?: number;
  /** Between the sides: `\approx` where rounding shows; all alike, or one by one. */
  readonly equals?: string | readonly string[];
  /** A name as TeX; LaTeX knows other signs than KaTeX. */
  readonly name?: (label: string) => string;
}

/** A formula as TeX, in pieces of which those that are numbers know where they are from. */
export function formulaPieces(formula: Formula, naming: Naming, options: TexOptions = {}): Pieces {
  const write = writer(layOut(formula, naming), options);
  const sides = formula.sides.map((side) => write.term(side, 0, true));
  const { words, space } = formula;
  return line(
    sides.flatMap((side, at) => (at === 0 ? side : [` ${equalsAt(options, at - 1)} `, ...side])),
    words ? `\\ \\text{${words}}` : "",
    space && space.length > 0 ? ` \\in \\mathbb{R}^{${space.join(" \\times ")}}` : "",
    ...formula.locals.filter((local) => !isItself(local, formula)).map((local) => write.local(local)),
  );
}

function equalsAt({ equals = "=" }: TexOptions, gap: number): string {
  return typeof equals === "string" ? equals : (equals[gap] ?? "=");
}

/** A formula as TeX. */
export function formulaTex(formula: Formula, naming: Naming, options: TexOptions = {}): string {
  return textOf(formulaPieces(formula, naming, options));
}

/**
 * A formula as TeX in parts, for where nothing breaks a long line: the left side, then each other side with its sign, and each term of
 * a sum with its own. Each part stands by itself.
 */
export function formulaParts(formula: Formula, naming: Naming, options: TexOptions = {}): readonly string[] {
  const write = writer(layOut(formula, naming), options);
  const partsOf = (term: Term): readonly string[] => {
    if (term.kind !== "binary" || (term.op !== "+" && term.op !== "-")) return [textOf(write.term(term, 0, true))];
    const last = write.term(term.right, term.op === "+" ? SUM : PRODUCT, false);
    return [...partsOf(term.left), `{} ${term.op} ${textOf(last)}`];
  };
  return formula.sides.flatMap((side, at) => {
    const [first = "", ...more] = at === 0 ? [textOf(write.term(side, 0, true))] : partsOf(side);
    return at === 0 ? [first] : [`{} ${equalsAt(options, at - 1)} ${first}`, ...more];
  });
}

/** A term by itself as TeX. */
export function termTex(term: Term, naming: Naming, options: TexOptions = {}): string {
  return textOf(writer(layOut({ sides: [term], locals: [] }, naming), options).term(term, 0, true));
}

/** An expression as TeX, with these names for its symbols. */
export function treeTex(tree: Tree, symbolOf: (symbol: string) => string = (symbol) => symbol): string {
  return termTex(tree, { ...NOTHING, symbolOf });
}

/** ∂of/∂by, of two names. */
export function partialTex(of: string, by: string): string {
  return fraction([`\\partial ${texName(of)}`], [`\\partial ${texName(by)}`]).join("");
}

/** ∂C/∂name. */
export function costByTex(name: string): string {
  return partialTex("C", name);
}

/** A naming where no tensor has one. */
export const NOTHING: Naming = { nameOf: ({ name }) => name, shapeOf: () => undefined, centred: new Set() };

// A quantity whose own line this is needs not be explained beside it.
function isItself(local: Local, { sides: [left] }: Formula): boolean {
  return local.kind === "quantity" && left?.kind === "local" && left.name === local.name;
}

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

const SIGNS = { ">": ">", "≤": "\\le", "=": "=", "≠": "\\ne" } as const;

/** What a sum runs over: a letter, or a word for what it is. */
function runningIn(letter: string): string {
  return letter.length === 1 ? letter : `\\text{${letter}}`;
}

function fraction(over: Pieces, under: Pieces): Pieces {
  return line("\\frac{", over, "}{", under, "}");
}

function writer(layout: Layout, options: TexOptions) {
  const { naming, inNumbers } = layout;
  const { number = brief, digits = 3, name: nameTex = texName } = options;
  const symbol = (name: string) => nameTex(naming.symbolOf?.(name) ?? name);
  const numberOf = (value: number, own?: number) => number(value, own ?? digits);

  /** `least` is how tightly the term must hold together here, and `open` whether a minus sign may stand at its beginning. */
  function term(each: Term, least: number, open: boolean): Pieces {
    return levelOf(each) < least || (!open && each.kind === "negate") ? bracketed(each) : plain(each, open);
  }

  // Round brackets that group are held together by braces, so that no line is broken inside them.
  function bracketed(each: Term): Pieces {
    const inner = plain(each, true);
    return isTall(each, layout) ? line("\\left(", inner, "\\right)") : line("{(", inner, ")}");
  }

  /** The brackets of a function. */
  function argument(each: Term): Pieces {
    const inner = term(each, 0, true);
    return isTall(each, layout) ? line("\\left(", inner, "\\right)") : line("(", inner, ")");
  }

  function plain(each: Term, open: boolean): Pieces {
    switch (each.kind) {
      case "number":
        return [numberTex(String(each.value))];
      case "constant":
        return [each.name === "pi" ? "\\pi" : "e"];
      case "symbol":
        return [symbol(each.name)];
      case "value": {
        const text = numberOf(each.value, each.digits);
        const put = { text: numberTex(text), value: each.value, from: each.from };
        return text.startsWith("-") && !open ? line("(", put, ")") : [put];
      }
      case "more": {
        const written = numberTex(numberOf(each.value));
        const sum = Number.isNaN(each.value)
          ? `\\cdots\\text{ (${each.count} more)}`
          : `\\text{${each.count} more, together } ${written.startsWith("-") ? `{${written}}` : written}`;
        return numberParts(numberOf(each.value)).sign === "-" && !open ? line<Put>("(", sum, ")") : [sum];
      }
      case "negate":
        return line("-", term(each.of, PRODUCT, false));
      case "call":
        return call(each.fn, each.of);
      case "binary":
        return binary(each, open);
      case "extreme":
        return line(`\\${each.fn}(`, term(each.left, 0, true), ", ", term(each.right, 0, true), ")");
      case "cases":
        return cases(each);
      case "slope":
        return each.fn === "abs"
          ? line("\\operatorname{sign}", argument(each.of))
          : line(`${COMMANDS[each.fn] ?? `\\operatorname{${each.fn}}`}'`, argument(each.of));
      case "entry": {
        const written = writtenTerm(each, layout);
        if (written) return plain(written, open);
        return each.grad ? fraction(["\\partial C"], line("\\partial ", entry(each))) : entry(each);
      }
      case "local":
        return local(each);
      case "sum": {
        if (each.over.length === 0) return line("\\Sigma ", term(each.of, PRODUCT, false));
        const { letters, range } = writtenSum(each.over, layout);
        if (letters.length === 0) return plain(each.of, open);
        const below = range ? `${letters[0]}=${range.from}` : letters.map(runningIn).join(",");
        const above = range ? `^{${range.from + range.length - 1}}` : "";
        const under = below.length > 1 ? `{${below}}` : below;
        return line(`\\sum_${under}${above} `, term(each.of, PRODUCT, false));
      }
      case "count":
        return ["N"];
      case "partial": {
        const by = line("\\partial ", term(each.by, POWER, true));
        if (isShort(each.of)) return fraction(line("\\partial ", term(each.of, POWER, true)), by);
        return line(fraction(["\\partial"], by), " ", term(each.of, each.of.kind === "sum" ? PRODUCT : POWER, false));
      }
      case "matmul":
        return line(term(each.left, PRODUCT, open), "\\, ", term(each.right, PRODUCT, false));
      case "transpose":
        return line(term(each.of, ATOM, open), "^{\\top}");
      case "convolve":
        return line(term(each.of, PRODUCT, open), " * ", term(each.kernel, PRODUCT, false));
      case "cost":
        return each.of ? line("l", argument(each.of)) : ["C"];
      case "brief": {
        const shown = each.takes.slice(0, MOST_TAKEN).map((take) => term(bare(take), 0, true));
        const all =
          each.takes.length > MOST_TAKEN + 1
            ? [...shown, ["\\ldots"]]
            : each.takes.map((take) => term(bare(take), 0, true));
        return line("f(", joined(all, ", "), ")");
      }
      case "via":
        return line("\\left.", term(each.of, 0, true), `\\right|_{${nameTex(each.name)}}`);
    }
  }

  function entry(each: Entry): Pieces {
    const name = nameTex(naming.nameOf(each.of));
    const { square, round } = writtenIndexes(each, layout);
    const isLong = square.some((index) => typeof index !== "string" && letterOf(index) === null);
    const indexes = square.map((index) => (typeof index === "string" ? index : place(index))).join(isLong ? "," : "");
    const head = indexes === "" ? name : hasIndex(naming.nameOf(each.of)) ? `{(${name})}` : name;
    return [
      head,
      indexes === "" ? "" : `_{${indexes}}`,
      round.length === 0 ? "" : `(${round.map((index) => place(index as Place)).join(", ")})`,
    ].filter((text) => text !== "");
  }

  /** An index: letters, or a number, which counts from 1 on paper. */
  function place({ plus, minus, offset }: Place): string {
    const letters = [...plus, ...minus.map((letter) => ` - ${letter}`)].join("").trim();
    if (letters === "") return String(offset + 1);
    return offset === 0 ? letters : `${letters} ${offset < 0 ? "-" : "+"} ${Math.abs(offset)}`;
  }

  function local({ name, args, grad }: Extract<Term, { kind: "local" }>): Pieces {
    const called = symbol(name);
    if (grad) return fraction(["\\partial C"], [`\\partial ${called}`]);
    return args.length === 0
      ? [called]
      : line(
          called,
          "(",
          joined(
            args.map((arg) => term(arg, 0, true)),
            ", ",
          ),
          ")",
        );
  }

  function explained(each: Local): Pieces {
    const lead = ",\\quad ";
    if (each.kind === "suppose") {
      const [one, other] = each.names.map(symbol);
      return line(",\\quad\\text{where } ", entry(each.of), ` = ${one}\\,${other}`);
    }
    const args = each.kind === "function" ? `(${each.args.map(symbol).join(", ")})` : "";
    const is = each.is.kind === "number" ? [numberTex(brief(each.is.value, 6))] : term(each.is, 0, true);
    return line(`${lead}${symbol(each.name)}${args} = `, is);
  }

  function cases({ cases: rows, otherwise }: Extract<Term, { kind: "cases" }>): Pieces {
    const [only] = rows;
    const holds = (row: (typeof rows)[number]) =>
      line(term(row.left, 0, true), ` ${SIGNS[row.sign]} `, term(row.right, 0, true));
    if (only && !otherwise) return line(term(only.is, 0, true), "\\quad\\text{as } ", holds(only));
    const lines = rows.map((row) => line(term(row.is, 0, true), " & ", holds(row)));
    const last = otherwise ? [line(term(otherwise, 0, true), " & \\text{else}")] : [];
    return line("\\begin{cases} ", joined([...lines, ...last], " \\\\ "), " \\end{cases}");
  }

  function binary({ op, left, right }: Extract<Term, { kind: "binary" }>, open: boolean): Pieces {
    switch (op) {
      case "+":
        return line(term(left, SUM, open), " + ", term(right, SUM, false));
      case "-":
        return line(term(left, SUM, open), " - ", term(right, PRODUCT, false));
      case "*":
        return product(left, right, open);
      case "/":
        return fraction(term(left, 0, true), term(right, 0, true));
      case "^":
        return power(left, term(right, 0, true));
    }
  }

  function product(left: Term, right: Term, open: boolean): Pieces {
    const first = reachesOn(left, layout) ? bracketed(left) : term(left, PRODUCT, open);
    const second = term(right, PRODUCT, false);
    const isConstant = right.kind === "constant" || (right.kind === "call" && right.fn === "sqrt" && !inNumbers);
    if (inNumbers && !(left.kind === "number" && isConstant)) return line(first, " \\times ", second);
    // Two numbers, and two fractions, need a sign between them; a number else stands close to what it multiplies.
    if (startsWithDigit(right) || (isFraction(lastFactor(left)) && isFraction(right)))
      return line(first, " \\cdot ", second);
    return line(first, left.kind === "number" ? "" : "\\,", second);
  }

  function power(base: Term, exponent: Pieces): Pieces {
    const command = base.kind === "call" ? COMMANDS[base.fn] : undefined;
    if (base.kind === "call" && command) return line(command, "^{", exponent, "}", argument(base.of));
    return line(term(base, ATOM, false), "^{", exponent, "}");
  }

  function call(fn: FunctionName, of: Term): Pieces {
    const command = COMMANDS[fn];
    if (command) return line(command, argument(of));
    if (fn === "exp") return line("e^{", term(of, 0, true), "}");
    if (fn === "sqrt") return line("\\sqrt{", term(of, 0, true), "}");
    if (fn === "abs") return line("\\left|", term(of, 0, true), "\\right|");
    return power(of, [fn === "square" ? "2" : "3"]);
  }

  function levelOf(each: Term): number {
    switch (each.kind) {
      case "number":
        return String(each.value).includes("e") ? PRODUCT : ATOM;
      case "value": {
        const text = numberOf(each.value);
        return text.includes("e") ? PRODUCT : text.startsWith("-") ? POWER : ATOM;
      }
      case "more":
        return SUM;
      case "negate":
        return PRODUCT;
      case "sum":
        return writtenSum(each.over, layout).letters.length > 0 ? PRODUCT : levelOf(each.of);
      case "call":
        return each.fn === "exp" || each.fn === "square" || each.fn === "cube" ? POWER : ATOM;
      case "binary":
        if (each.op === "^") return POWER;
        // A fraction bar holds its parts together, but is no base for an exponent.
        return each.op === "/" ? POWER : each.op === "*" ? PRODUCT : SUM;
      case "entry": {
        const written = writtenTerm(each, layout);
        return each.grad ? POWER : written ? levelOf(written) : ATOM;
      }
      case "local":
        return each.grad ? POWER : ATOM;
      case "partial":
        return isShort(each.of) ? POWER : PRODUCT;
      case "matmul":
      case "convolve":
      case "cases":
        return PRODUCT;
      default:
        return ATOM;
    }
  }

  function startsWithDigit(each: Term): boolean {
    if (each.kind === "number") return true;
    return each.kind === "binary" && (each.op === "*" || each.op === "^") && startsWithDigit(each.left);
  }

  function isFraction(each: Term): boolean {
    return (
      (each.kind === "binary" && each.op === "/") || (each.kind === "entry" && each.grad) || each.kind === "partial"
    );
  }

  return { term, local: explained };
}

function lastFactor(term: Term): Term {
  return term.kind === "binary" && term.op === "*" ? lastFactor(term.right) : term;
}

/** More that an expression takes than this, and only the first are named. */
const MOST_TAKEN = 3;
