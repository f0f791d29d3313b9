import { isConstantName, isFunctionName } from "./functions";
import { scanFormula, type Token } from "./scan";
import {
  binary,
  type Case,
  call,
  type Entry,
  type Formula,
  type Index,
  LEAD,
  type Local,
  lettersOf,
  negate,
  type Place,
  parts,
  type Range,
  type Ref,
  type Term,
} from "./tree";

/*
 * Formulas as an op's file writes them, such as `(29) out[…j] = sum(k, weight[j,k] * x[…k]) + bias[j]`: the notation is told in
 * docs/adding-an-op.md. Only ops write it, so what cannot be read is a fault of ours, and is thrown.
 */

/** What a formula's text may speak of: tensors by name. */
export type Roles = (name: string) => Ref | undefined;

/**
 * Reads one line.
 * @throws SyntaxError with the text and the place where it cannot be read, speaks of what is not there, or leaves a letter open.
 */
export function readFormula(text: string, roles: Roles): Formula {
  const [, equation, line = ""] = /^\s*((?:\(\d+\)[–, ]*)+)?(.*)$/su.exec(text) ?? [];
  const formula = readLine(line, roles);
  return equation === undefined ? formula : { ...formula, equation: equation.trim() };
}

function readLine(text: string, roles: Roles): Formula {
  const tokens = scanFormula(text);
  let at = 0;
  const locals: Local[] = [];
  // Names that a `where` further on explains are met before it.
  const named = new Map<string, number>();
  for (let i = 0; i < tokens.length - 1; i += 1) {
    const [word, name, next] = [tokens[i]?.text, tokens[i + 1]?.text ?? "", tokens[i + 2]?.text];
    if (word === "where") named.set(name, next === "(" ? 1 : 0);
    if (word === "suppose") {
      const sign = tokens.findIndex((token, place) => place > i && token.text === "=");
      for (const factor of [tokens[sign + 1], tokens[sign + 3]]) named.set(factor?.text ?? "", 0);
    }
  }

  const peek = (ahead = 0) => tokens[at + ahead]?.text;
  const fail = (wanted: string): never => {
    const found: Token | undefined = tokens[at];
    throw new SyntaxError(
      `${text}: ${wanted} is wanted at ${found?.at ?? text.length}, not ${found?.text ?? "the end"}`,
    );
  };
  const next = (): string => {
    at += 1;
    return tokens[at - 1]?.text ?? "";
  };
  const take = (wanted: string): void => {
    if (peek() === wanted) at += 1;
    else fail(wanted);
  };
  const accept = (wanted: string): boolean => {
    if (peek() !== wanted) return false;
    at += 1;
    return true;
  };

  function sum(): Term {
    let left = product();
    while (peek() === "+" || peek() === "-") left = binary<Term>(next() as "+" | "-", left, product());
    return left;
  }

  function product(): Term {
    let left = signed();
    for (;;) {
      if (accept("@")) left = { kind: "matmul", left, right: signed() };
      else if (peek() === "*" || peek() === "/") left = binary<Term>(next() as "*" | "/", left, signed());
      else return left;
    }
  }

  function signed(): Term {
    return accept("-") ? negate<Term>(signed()) : power();
  }

  function power(): Term {
    const base = piece();
    return accept("^") ? binary<Term>("^", base, signed()) : base;
  }

  function piece(): Term {
    let term = first();
    while (accept(".T")) term = { kind: "transpose", of: term };
    return term;
  }

  function first(): Term {
    const word = next();
    if (/^\d/.test(word)) return { kind: "number", value: Number(word) };
    if (word === "(") return closed(sum());
    if (word === "∂") {
      const of = piece();
      take("/");
      take("∂");
      return { kind: "partial", of, by: piece() };
    }
    if (word === "d" && peek() !== undefined && /^\p{L}/u.test(peek() ?? "")) {
      const of = called(next());
      return of.kind === "entry" || of.kind === "local" ? { ...of, grad: true } : fail("a tensor behind d");
    }
    if (word === "C") return { kind: "cost", of: null };
    if (word === "l" && accept("(")) return closed({ kind: "cost", of: sum() });
    if (word === "count") return { kind: "count" };
    if (word === "sum") return total();
    if (word === "cases") return cases();
    if (word === "max" || word === "min" || word === "conv") {
      take("(");
      const left = sum();
      take(",");
      const right = sum();
      return closed(
        word === "conv" ? { kind: "convolve", of: left, kernel: right } : { kind: "extreme", fn: word, left, right },
      );
    }
    return called(word);
  }

  function closed(term: Term): Term {
    take(")");
    return term;
  }

  /** A tensor, a local, a function, a constant or a letter. */
  function called(word: string): Term {
    if (!/^[\p{L}_]/u.test(word)) {
      at -= 1;
      return fail("a term");
    }
    const of = roles(word);
    if (of) return entry(of);
    const arity = named.get(word);
    if (arity === 1) {
      take("(");
      const args = [sum()];
      take(")");
      return { kind: "local", name: word, args, grad: false };
    }
    if (arity === 0) return { kind: "local", name: word, args: [], grad: false };
    if (isFunctionName(word)) {
      const isSlope = accept("'");
      take("(");
      const inner = sum();
      return closed(isSlope ? { kind: "slope", fn: word, of: inner } : call<Term>(word, inner));
    }
    if (isConstantName(word)) return { kind: "constant", name: word };
    return { kind: "symbol", name: word };
  }

  function entry(of: Ref): Entry {
    const square = accept("[") ? indexes("]") : [];
    const round = accept("(") ? indexes(")") : [];
    const indexed = square.length + round.length > 0;
    return { kind: "entry", of, grad: false, at: indexed ? [...square, ...round] : null, round: round.length };
  }

  function indexes(end: string): readonly Index[] {
    const list: Index[] = [];
    while (!accept(end)) {
      if (accept("…")) {
        list.push(LEAD);
        if (peek() !== end) accept(",");
        continue;
      }
      list.push(place());
      if (peek() !== end) take(",");
    }
    return list;
  }

  function place(): Place {
    const plus: string[] = [];
    const minus: string[] = [];
    let offset = 0;
    let sign = accept("-") ? -1 : 1;
    for (;;) {
      const word = next();
      if (/^\d+$/.test(word)) offset += sign * Number(word);
      else if (/^\p{L}$/u.test(word)) (sign > 0 ? plus : minus).push(word);
      else {
        at -= 1;
        fail("an index");
      }
      if (peek() !== "+" && peek() !== "-") return { plus, minus, offset };
      sign = next() === "-" ? -1 : 1;
    }
  }

  function total(): Term {
    take("(");
    const over: string[] = [];
    const runs: Record<string, Range> = {};
    while (/^[,=]$/.test(peek(1) ?? "") && /^(…|\p{L})$/u.test(peek() ?? "")) {
      const letter = next();
      over.push(letter);
      if (accept("=")) {
        const from = whole();
        take("..");
        runs[letter] = { from, length: whole() - from + 1 };
      }
      take(",");
    }
    if (over.length === 0) fail("a letter to sum over");
    const of = sum();
    return closed({ kind: "sum", over, of, ...(Object.keys(runs).length > 0 ? { runs } : {}) });
  }

  function whole(): number {
    const sign = accept("-") ? -1 : 1;
    return sign * Number(next());
  }

  function cases(): Term {
    take("(");
    const found: Case[] = [];
    let otherwise: Term | null = null;
    do {
      if (accept("else")) {
        take(":");
        otherwise = sum();
        break;
      }
      const left = sum();
      const sign = SIGNS.get(next()) ?? fail("a comparison");
      const right = sum();
      take(":");
      found.push({ left, sign, right, is: sum() });
    } while (accept(";"));
    return closed({ kind: "cases", cases: found, otherwise });
  }

  const sides: Term[] = [sum()];
  while (accept("=")) sides.push(sum());
  const words = peek() === "is" ? `${next()} ${next()}` : undefined;
  const space = accept("in") ? shape() : undefined;
  while (accept(";")) {
    if (accept("where")) locals.push(explained());
    else {
      if (next() !== "suppose") fail("where or suppose");
      const of = first();
      if (of.kind !== "entry") return fail("a tensor");
      take("=");
      const one = next();
      take("*");
      locals.push({ kind: "suppose", of, names: [one, next()] });
    }
  }
  if (at < tokens.length) fail("the end");
  if (sides.length === 1 && words === undefined && space === undefined) fail("=");
  const formula: Formula = { sides, locals, ...(words ? { words } : {}), ...(space ? { space } : {}) };
  refuseOpenLetters(text, formula);
  return formula;

  function explained(): Local {
    const name = next();
    if (accept("(")) {
      const args = [next()];
      take(")");
      take("=");
      return { kind: "function", name, args, is: sum() };
    }
    take("=");
    return { kind: "quantity", name, is: sum() };
  }

  function shape(): readonly number[] {
    take("R");
    take("(");
    const axes: number[] = [];
    while (!accept(")")) {
      axes.push(Number(next()));
      accept(",");
    }
    return axes;
  }
}

const SIGNS: ReadonlyMap<string, Case["sign"]> = new Map([
  [">", ">"],
  ["<=", "≤"],
  ["=", "="],
  ["!=", "≠"],
]);

/** Every letter must be bound: by the left side, by a sum, by l, or as an argument. */
function refuseOpenLetters(text: string, { sides, locals }: Formula): void {
  const [left, ...rights] = sides;
  const bound = new Set(left ? freeLetters(left) : []);
  const open = rights.flatMap((side) => freeLetters(side)).find((letter) => !bound.has(letter));
  if (open !== undefined) throw new SyntaxError(`${text}: nothing says how far ${open} runs`);
  for (const local of locals) {
    if (local.kind === "suppose") continue;
    const known = new Set([...bound, ...(local.kind === "function" ? local.args : [])]);
    const strange = freeLetters(local.is).find((letter) => !known.has(letter));
    if (strange !== undefined) throw new SyntaxError(`${text}: nothing says what ${strange} is, in ${local.name}`);
  }
}

/** The letters that a term speaks of and does not bind itself, in the order in which they come. */
export function freeLetters(term: Term): readonly string[] {
  const own = term.kind === "symbol" ? [term.name] : term.kind === "entry" && term.at ? term.at.flatMap(lettersOf) : [];
  const all = [...own, ...parts(term).flatMap(freeLetters)];
  const bound: readonly string[] = term.kind === "sum" ? term.over : term.kind === "cost" ? all : [];
  return [...new Set(all)].filter((letter) => !bound.includes(letter));
}
