import type { Shape } from "#core/tensor/tensor";

/*
 * Lines of TeX in which each place where a tensor stands is one sign that TeX does not use, so that sums can be written out and
 * numbers put in by looking at signs.
 */

/** A place in a line where a tensor stands: the whole of it, or the entry at these indexes; a letter is not yet a number. */
export interface Ref {
  readonly tensor: { readonly shape: Shape; readonly head: ArrayLike<number> };
  readonly at: readonly (string | number)[];
}

/** TeX with one sign for each place where a tensor stands, and those places. */
export interface Line {
  readonly tex: string;
  readonly refs: readonly Ref[];
}

const FIRST = 0xe100;
const SIGN = /[\ue100-\uf8ff]/g;

/** The sign that stands for the ref of this number. */
export function refChar(number: number): string {
  return String.fromCharCode(FIRST + number);
}

function refAt(refs: readonly Ref[], sign: string): Ref {
  return refs[sign.charCodeAt(0) - FIRST] as Ref;
}

/** The line with each `\sum_i` written out as its terms; null where one has more than `most` terms, or runs nobody knows how far. */
export function expandSums(line: Line, ranges: ReadonlyMap<string, number>, most: number): Line | null {
  const refs = [...line.refs];
  let tex = line.tex;
  for (let found = /\\sum_([a-z])/.exec(tex); found; found = /\\sum_([a-z])/.exec(tex)) {
    const index = found[1] as string;
    const range = ranges.get(index);
    if (range === undefined || range > most || range === 0) return null;
    const start = found.index + found[0].length;
    const end = endOfBody(tex, start, (part) => speaksOf(part, refs, index));
    const body = tex.slice(start, end).trim();
    const term = addends(body) > 1 && range > 1 ? `(${body})` : body;
    const terms = Array.from({ length: range }, (_, place) =>
      term.replace(SIGN, (sign) => {
        const ref = refAt(refs, sign);
        const at = ref.at.map((each) => (each === index ? place : each));
        return refChar(refs.push({ ...ref, at }) - 1);
      }),
    );
    const before = tex.slice(0, found.index);
    const sum = terms.join(" + ");
    const alone = /(^|[=({]|\+ )\s*$/.test(before) || addends(sum) === 1;
    tex = `${before}${alone ? sum : `(${sum})`} ${tex.slice(end).trimStart()}`.trimEnd();
  }
  return tex.includes("\\sum") ? null : inOrder({ tex, refs });
}

/** The same line with just the refs that it speaks of, from left to right. */
export function inOrder({ tex, refs }: Line): Line {
  const used: Ref[] = [];
  return { tex: tex.replace(SIGN, (sign) => refChar(used.push(refAt(refs, sign)) - 1)), refs: used };
}

function speaksOf(tex: string, refs: readonly Ref[], index: string): boolean {
  return (tex.match(SIGN) ?? []).some((sign) => refAt(refs, sign).at.includes(index));
}

/** Where the body of a sum ends: with its bracket, or before the first addend that no longer speaks of its index. */
function endOfBody(tex: string, start: number, concerns: (part: string) => boolean): number {
  let depth = 0;
  let last = start;
  const breaks: number[] = [];
  for (last = start; last < tex.length; last += 1) {
    const sign = tex[last] as string;
    if ("({".includes(sign)) depth += 1;
    if (")}".includes(sign)) depth -= 1;
    if (depth < 0 || (depth === 0 && sign === "=")) break;
    if (depth === 0 && /^ [+-] /.test(tex.slice(last, last + 3))) breaks.push(last);
  }
  for (const at of breaks) if (!concerns(tex.slice(at, last))) return at;
  return last;
}

/** How many addends TeX has outside all brackets. */
function addends(tex: string): number {
  let depth = 0;
  let count = 1;
  for (let at = 0; at < tex.length; at += 1) {
    if ("({".includes(tex[at] as string)) depth += 1;
    if (")}".includes(tex[at] as string)) depth -= 1;
    if (depth === 0 && /^ [+-] /.test(tex.slice(at, at + 3))) count += 1;
  }
  return count;
}

/** Stands for a number that was put in, where the token before is asked for. */
const REF = "ref";

const TOKEN =
  /[\ue100-\uf8ff]|\\begin\{cases\}|\\end\{cases\}|\\operatorname\{\w+\}|\\left.|\\right.|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|./g;

/**
 * The line with its numbers written: brackets round a negative number where a sign or a factor stands before it, and a times
 * sign between factors. `entry` gives the number at a ref; null where it is not known, or where an index is left over.
 */
export function joinFactors(
  { tex, refs }: Line,
  entry: (ref: Ref) => number | undefined,
  write: (x: number) => string,
): string | null {
  const tokens = tex.match(TOKEN) ?? [];
  let text = "";
  let before = "";
  let spaced = false;
  for (const [at, token] of tokens.entries()) {
    if (/^(\s+|\\,|\\!)$/.test(token)) {
      spaced = true;
      continue;
    }
    if (token === "_") return null;
    const isRef = /^[\ue100-\uf8ff]$/.test(token);
    let written = token;
    if (isRef) {
      const x = entry(refAt(refs, token));
      if (x === undefined) return null;
      written = write(x);
      const opens = before === "" || /^([=({&,]|\\left.|\\begin\{cases\})$/.test(before);
      if ((x < 0 && !opens) || (/^-|\\/.test(written) && tokens[at + 1] === "^")) written = `(${written})`;
    }
    text += `${needsTimes(before, token, isRef, spaced) ? " \\times " : spaced ? " " : ""}${written}`;
    before = isRef ? REF : token;
    spaced = false;
  }
  return text.trim();
}

/** Whether a factor ends before and another begins here, with nothing or a space between them. */
function needsTimes(before: string, token: string, isRef: boolean, spaced: boolean): boolean {
  const afterRef = before === REF;
  const ends = afterRef || /^(\d.*|[)}]|\\right.)$/.test(before);
  if (!ends) return false;
  if (isRef) return true;
  const begins = /^([(e\d]|\d.*|\\left.|\\(frac|sigma|ln|sqrt|pi|operatorname.*|(arc)?(sin|cos|tan)h?|min|max))$/.test(
    token,
  );
  return begins && (spaced || (afterRef && token !== "("));
}
