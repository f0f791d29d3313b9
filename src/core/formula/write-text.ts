import type { FunctionName } from "./functions";
import {
  ATOM,
  bare,
  hasIndex,
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
import { plainName } from "./name";
import { brief, type NumberWriter, numberText } from "./number";
import { joined, line as lineOf, type Pieces, type Put, textOf } from "./pieces";
import type { Entry, Formula, Local, Place, Term } from "./tree";

/** How numbers that are put in are written. */
export interface TextOptions {
  readonly number?: NumberWriter;
  readonly digits?: number;
  /** Between the sides: ≈ where rounding shows. */
  readonly equals?: string;
  /** How names, indexes and exponents are told from what stands on the line; by signs of plain text where it is left out. */
  readonly marks?: TextMarks;
}

/** A stretch of a formula in one line that is set alike. */
export interface FormulaRun {
  readonly text: string;
  /** Slanted as mathematics, or upright. */
  readonly italic: boolean;
  /** How large it is, and how far above the line it stands, both by the size of what stands on the line. */
  readonly scale: number;
  readonly raise: number;
}

/** A line in parts, of which some say how they are set. */
export type Written = Pieces<Put | FormulaRun>;

/** What makes a name, an index and an exponent of a text. */
export interface TextMarks {
  readonly name: (label: string) => Written;
  /** Of letters that count, and what stands between them. */
  readonly letters: (text: string) => Written;
  readonly low: (text: Written) => Written;
  readonly high: (text: Written) => Written;
}

/** A formula as one line of plain text that can be read out: `∂C/∂x_k = Σ_j ∂C/∂z_j · W_jk`, with true minus signs. */
export function formulaText(formula: Formula, naming: Naming, options: TextOptions = {}): string {
  return textOf(formulaLine(formula, naming, options));
}

/** The same in parts, which say how they are set where there are marks. */
export function formulaLine(formula: Formula, naming: Naming, options: TextOptions): Written {
  const write = writer(layOut(formula, naming), options);
  const sides = formula.sides.map((side) => write.term(side, 0, true));
  const { words, space } = formula;
  return line(
    joined(sides, ` ${options.equals ?? "="} `),
    words ? ` ${words}` : "",
    space && space.length > 0 ? ` ∈ ℝ^(${space.join(" × ")})` : "",
    ...formula.locals.map((local) => write.local(local)),
  );
}

/** A term by itself as plain text. */
export function termText(term: Term, naming: Naming, options: TextOptions = {}): string {
  return textOf(writer(layOut({ sides: [term], locals: [] }, naming), options).term(term, 0, true));
}

const CALLED: Readonly<Partial<Record<FunctionName, string>>> = { log: "ln", sigmoid: "σ", sqrt: "√", exp: "exp" };
const RAISED: ReadonlyMap<string, string> = new Map(
  [..."0123456789−"].map((sign, at) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁻"][at] ?? sign]),
);

/** Strings together what may say how it is set. */
const line = lineOf<Put | FormulaRun>;

const THIN_SPACE = "\u2009";

function writer(layout: Layout, { number = brief, digits = 3, marks }: TextOptions) {
  const { naming } = layout;
  const symbol = (name: string) => {
    const called = naming.symbolOf?.(name) ?? name;
    return marks ? marks.name(called) : [called];
  };
  const letter = (text: string) => marks?.letters(text) ?? [text];
  const numberOf = (value: number, own?: number) => number(value, own ?? digits);

  function term(each: Term, least: number, open: boolean): Written {
    return levelOf(each) < least || (!open && each.kind === "negate") ? bracketed(each) : plain(each, open);
  }

  function bracketed(each: Term): Written {
    return line("(", plain(each, true), ")");
  }

  function plain(each: Term, open: boolean): Written {
    switch (each.kind) {
      case "number":
        return [numberText(String(each.value))];
      case "constant":
        return [each.name === "pi" ? "π" : "e"];
      case "symbol":
        return symbol(each.name);
      case "value": {
        const text = numberOf(each.value, each.digits);
        const put = { text: numberText(text), value: each.value, from: each.from };
        return text.startsWith("-") && !open ? line("(", put, ")") : [put];
      }
      case "more":
        return [Number.isNaN(each.value) ? "…" : `${each.count} more, together ${numberText(numberOf(each.value))}`];
      case "negate":
        return line("−", term(each.of, PRODUCT, false));
      case "call":
        if (each.fn === "abs") return line("|", term(each.of, 0, true), "|");
        if (each.fn === "exp" && marks) return line(letter("e"), marks.high(term(each.of, 0, true)));
        if (each.fn === "square" || each.fn === "cube") return power(each.of, [each.fn === "square" ? "2" : "3"]);
        return line(CALLED[each.fn] ?? each.fn, bracketed(each.of));
      case "slope":
        return line(each.fn === "abs" ? "sign" : `${CALLED[each.fn] ?? each.fn}′`, bracketed(each.of));
      case "binary":
        return binary(each, open);
      case "extreme":
        return line(`${each.fn}(`, term(each.left, 0, true), ", ", term(each.right, 0, true), ")");
      case "cases":
        return cases(each);
      case "entry": {
        const written = writtenTerm(each, layout);
        return written ? plain(written, open) : line(each.grad ? "∂C/∂" : "", entry(each));
      }
      case "local": {
        if (each.grad) return line("∂C/∂", symbol(each.name));
        const args = joined(
          each.args.map((arg) => term(arg, 0, true)),
          ", ",
        );
        return each.args.length === 0 ? symbol(each.name) : line(symbol(each.name), "(", args, ")");
      }
      case "sum": {
        const { letters } = writtenSum(each.over, layout);
        if (letters.length === 0) return plain(each.of, open);
        return line(
          marks ? `Σ${marks.low(letter(letters.join(",")))} ` : `Σ_${letters.join("")} `,
          term(each.of, PRODUCT, false),
        );
      }
      case "count":
        return letter("N");
      case "partial":
        return line("∂", term(each.of, ATOM, false), "/∂", term(each.by, ATOM, false));
      case "matmul":
        return line(term(each.left, PRODUCT, open), " ", term(each.right, PRODUCT, false));
      case "transpose":
        return line(term(each.of, ATOM, open), marks ? marks.high(["⊤"]) : "ᵀ");
      case "convolve":
        return line(term(each.of, PRODUCT, open), " ∗ ", term(each.kernel, PRODUCT, false));
      case "cost":
        return each.of ? line(letter("l"), bracketed(each.of)) : letter("C");
      case "brief":
        return line(
          letter("f"),
          "(",
          joined(
            each.takes.slice(0, 3).map((take) => term(bare(take), 0, true)),
            ", ",
          ),
          each.takes.length > 3 ? ", …)" : ")",
        );
      case "via":
        return line(term(each.of, 0, true), ` by way of ${each.name}`);
    }
  }

  function entry(each: Entry): Written {
    const { square, round } = writtenIndexes(each, layout);
    const list = square.map((index) => (typeof index === "string" ? index : place(index)));
    if (marks) {
      return marked(
        marks,
        each,
        list,
        round.map((index) => place(index as Place)),
      );
    }
    const isShort = list.every((index) => index.length === 1 && /\D/.test(index));
    const indexes = list.length === 0 ? "" : isShort ? `_${list.join("")}` : `[${list.join(", ")}]`;
    const brackets = round.length === 0 ? "" : `(${round.map((index) => place(index as Place)).join(", ")})`;
    return [plainName(naming.nameOf(each.of)) + indexes + brackets];
  }

  function marked(
    { name, letters, low }: TextMarks,
    { of }: Entry,
    list: readonly string[],
    round: readonly string[],
  ): Written {
    const label = naming.nameOf(of);
    const head = list.length > 0 && hasIndex(label) ? line("(", name(label), ")") : name(label);
    const indexes = list.join(list.some((index) => index.length > 1) ? ", " : "");
    return line(
      head,
      indexes === "" ? "" : low(letters(indexes)),
      ...(round.length === 0 ? [] : ["(", letters(round.join(", ")), ")"]),
    );
  }

  function place({ plus, minus, offset }: Place): string {
    const letters = [...plus, ...minus.map((letter) => ` − ${letter}`)].join("").trim();
    if (letters === "") return String(offset + 1);
    return offset === 0 ? letters : `${letters} ${offset < 0 ? "−" : "+"} ${Math.abs(offset)}`;
  }

  function explained(each: Local): Written {
    if (each.kind === "suppose") return line(", where ", entry(each.of), " = ", joined(each.names.map(symbol), " · "));
    const args = each.kind === "function" ? line("(", joined(each.args.map(symbol), ", "), ")") : "";
    const is = each.is.kind === "number" ? [numberText(brief(each.is.value, 6))] : term(each.is, 0, true);
    return line(", where ", symbol(each.name), args, " = ", is);
  }

  function cases({ cases: rows, otherwise }: Extract<Term, { kind: "cases" }>): Written {
    const [only] = rows;
    const holds = (row: (typeof rows)[number]) =>
      line(term(row.left, 0, true), ` ${row.sign} `, term(row.right, 0, true));
    if (only && !otherwise) return line(term(only.is, 0, true), ", as ", holds(only));
    const lines = rows.map((row) => line(term(row.is, 0, true), " where ", holds(row)));
    return line(joined(lines, ", "), otherwise ? line(", else ", term(otherwise, 0, true)) : "");
  }

  function binary({ op, left, right }: Extract<Term, { kind: "binary" }>, open: boolean): Written {
    switch (op) {
      case "+":
        return line(term(left, SUM, open), " + ", term(right, SUM, false));
      case "-":
        return line(term(left, SUM, open), " − ", term(right, PRODUCT, false));
      case "*": {
        const first = reachesOn(left, layout) ? bracketed(left) : term(left, PRODUCT, open);
        // A quotient as the second factor would else be read as a quotient of the product.
        const least = right.kind === "binary" && right.op === "/" ? ATOM : PRODUCT;
        const second = term(right, least, false);
        const isClose = marks && !(left.kind === "binary" && left.op === "/") && !/^\d/.test(textOf(second));
        return line(first, isClose ? THIN_SPACE : " · ", second);
      }
      case "/":
        return line(term(left, PRODUCT, open), "/", term(right, POWER, false));
      case "^":
        return power(left, term(right, 0, true));
    }
  }

  function power(base: Term, exponent: Written): Written {
    const signs = [...textOf(exponent)].map((sign) => RAISED.get(sign));
    const hasRaised = signs.every((sign) => sign !== undefined) && exponent.every((piece) => typeof piece === "string");
    return line(
      term(base, ATOM, false),
      hasRaised ? signs.join("") : (marks?.high(exponent) ?? line("^(", exponent, ")")),
    );
  }

  function levelOf(each: Term): number {
    switch (each.kind) {
      case "number":
        return String(each.value).includes("e") ? PRODUCT : ATOM;
      case "value":
        return numberOf(each.value).startsWith("-") ? POWER : ATOM;
      case "more":
        return SUM;
      case "negate":
      case "matmul":
      case "convolve":
      case "partial":
        return PRODUCT;
      case "sum":
        return writtenSum(each.over, layout).letters.length > 0 ? PRODUCT : levelOf(each.of);
      case "call":
        return each.fn === "square" || each.fn === "cube" ? POWER : ATOM;
      case "binary":
        if (each.op === "^") return POWER;
        return each.op === "*" || each.op === "/" ? PRODUCT : SUM;
      case "entry": {
        const written = writtenTerm(each, layout);
        return each.grad ? POWER : written ? levelOf(written) : ATOM;
      }
      case "local":
        return each.grad ? POWER : ATOM;
      case "cases":
        return SUM;
      default:
        return ATOM;
    }
  }

  return { term, local: explained };
}
