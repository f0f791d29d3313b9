import { functions, isConstantName, isFunctionName } from "#core/formula/functions";
import { shorten } from "#core/shorten";

/** Why a text is not an expression, in words a learner understands; `at` counts characters from 0. */
export interface TextFault {
  readonly fault: string;
  readonly at?: number;
}

/** A piece of an expression's text. */
export interface Token {
  readonly text: string;
  readonly at: number;
}

/** More characters than this are not looked at. */
export const MAX_CHARACTERS = 4000;
/** With this many numbers, symbols, operators and brackets at most, no walk over a tree can run out of stack. */
export const MAX_TOKENS = 1000;
const MAX_NESTING = 100;

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const CUT_EXPONENT = /[eE][+-]/y;
const NAME = /[\p{L}_$][\p{L}\p{M}\p{Nd}_$]*/uy;
const SYMBOL = /^[A-Za-zα-ωΑ-Ω][A-Za-z0-9_]*$/;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const POINTED = /^\.[*/^]/;
const SPACE = /[ \t\u00a0]*/y;

/** What to say of a character that mathjs, or a learner, may use but that has no place in an expression. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['"', "text in quotes has no place in an expression"],
  ["'", "text in quotes has no place in an expression"],
  ["`", "text in quotes has no place in an expression"],
  ["[", "there are no lists, and no single entries: each entry of a tensor is treated alike"],
  ["]", "there are no lists, and no single entries: each entry of a tensor is treated alike"],
  ["{", "objects in curly brackets are not known here; use ( and )"],
  ["}", "objects in curly brackets are not known here; use ( and )"],
  ["=", "nothing is assigned or defined here: write only what stands to the right of ="],
  ["<", "comparisons are not known here"],
  [">", "comparisons are not known here"],
  ["!", "factorials and logic are not known here"],
  ["?", "conditions are not known here"],
  [":", "ranges and conditions are not known here"],
  [";", "write one expression only"],
  ["\n", "write the expression on one line"],
  ["\r", "write the expression on one line"],
  ["%", "percentages and remainders are not known here"],
  ["&", "logic is not known here"],
  ["|", "logic is not known here; for an absolute value write abs(…)"],
  ["~", "logic is not known here"],
  ["#", "comments are not known here"],
  [",", "every function takes one argument, and a decimal number is written with a point"],
  ["·", "write * to multiply"],
  ["×", "write * to multiply"],
  ["⋅", "write * to multiply"],
  ["÷", "write / to divide"],
  ["−", "write - for minus"],
  ["–", "write - for minus"],
  ["√", "write sqrt(…)"],
  ["²", "write ^2"],
  ["³", "write ^3"],
]);

const RESERVED: ReadonlyMap<string, string> = new Map([
  ["i", "complex numbers are not known here; take another letter"],
  ["Infinity", "write a number instead"],
  ["NaN", "write a number instead"],
  ["π", "write pi"],
  ...["true", "false", "null", "undefined"].map((word) => [word, "it is not a number"] as const),
  ...["mod", "to", "in", "and", "xor", "or", "not"].map((word) => [word, "this operator is not known here"] as const),
]);

/** Cuts a text into pieces, and refuses whatever is not a number, a known function, a symbol, an operator or a round bracket. */
export function scan(text: string): readonly Token[] | TextFault {
  if (text.length > MAX_CHARACTERS) {
    return { fault: `the expression is too long: ${text.length} characters, and at most ${MAX_CHARACTERS} are read` };
  }
  const tokens: Token[] = [];
  const open: number[] = [];
  const end = text.trimEnd().length;
  for (let at = skip(text, 0); at < end; at = skip(text, at)) {
    const read = readNumber(text, at) ?? readName(text, at) ?? readSign(text, at);
    if ("fault" in read) return { ...read, at };
    if (read.text === "(") open.push(at);
    if (read.text === ")") {
      if (tokens.at(-1)?.text === "(") return { fault: "there is nothing between these brackets: ()", at: at - 1 };
      if (open.pop() === undefined) return { fault: 'this ")" closes a bracket that was never opened', at };
    }
    if (open.length > MAX_NESTING) return { fault: `brackets are nested more than ${MAX_NESTING} deep`, at };
    tokens.push({ text: read.text, at });
    if (tokens.length > MAX_TOKENS) {
      return { fault: `the expression is too long: more than ${MAX_TOKENS} numbers, names and signs`, at };
    }
    at += read.text.length;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return { fault: 'a bracket is opened but not closed: a ")" is missing', at: unclosed };
  return tokens.length > 0 ? tokens : { fault: "the expression is empty: write one, such as x^2" };
}

type Read = { readonly text: string } | { readonly fault: string };

function readNumber(text: string, at: number): Read | null {
  const number = match(NUMBER, text, at);
  if (number === null) return null;
  if (number === "0" && /[xbo]/.test(text.charAt(at + 1))) {
    return {
      fault: `"${text.slice(at, at + 2)}" would begin a number that is not decimal: write it as a decimal number`,
    };
  }
  const tail = match(CUT_EXPONENT, text, at + number.length);
  if (tail !== null) return { fault: `"${brief(number)}${tail}" is cut short: digits must follow, as in 1${tail}3` };
  if (!Number.isFinite(Number(number))) return { fault: `the number ${brief(number)} is too large` };
  return { text: number };
}

function readName(text: string, at: number): Read | null {
  const name = match(NAME, text, at);
  if (name === null) return null;
  const next = skip(text, at + name.length);
  const after = text.charAt(next);
  if (after === "." && !POINTED.test(text.slice(next, next + 2))) {
    return { fault: `"${brief(name)}." would reach into "${brief(name)}": properties are not known here` };
  }
  if (isFunctionName(name)) {
    return after === "(" ? { text: name } : { fault: `"${name}" is a function: write ${name}(…)` };
  }
  const refusal = RESERVED.get(name) ?? refusalOf(name);
  if (refusal !== null) return { fault: `"${brief(name)}" cannot be used: ${refusal}` };
  if (after === "(") {
    const known = Object.keys(functions).join(", ");
    return {
      fault: `"${brief(name)}" is not a function that is known here (${known}); to multiply, write ${brief(name)}*(…)`,
    };
  }
  return { text: name };
}

function refusalOf(name: string): string | null {
  if (isConstantName(name)) return null;
  if (!SYMBOL.test(name)) return "a name is a letter, then letters a to z, digits and _";
  // What every object has, such as "constructor", could be mistaken for something else wherever symbols are looked up.
  return name in {} ? "this name has a meaning of its own in JavaScript" : null;
}

function readSign(text: string, at: number): Read {
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if ("+-*/^()".includes(sign)) return { text: sign };
  if (sign === ".") {
    return POINTED.test(text.slice(at, at + 2))
      ? { fault: `"${text.slice(at, at + 2)}" needs no point: every operator works entry by entry` }
      : { fault: '"." is neither part of a number nor known here: properties cannot be reached' };
  }
  const shown =
    sign === "\n" || sign === "\r" ? "a line break" : VISIBLE.test(sign) ? `the sign ${sign}` : "a hidden sign";
  return { fault: `${shown} cannot be used: ${REFUSED.get(sign) ?? "it is not known here"}` };
}

/** A piece of a text as a message may show it: short, whatever was in it. */
export function brief(text: string): string {
  return shorten(text, 40);
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.length ?? 0);
}
