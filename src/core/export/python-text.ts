import { numberToPython } from "#core/formula/python";
import type { Tensor } from "#core/tensor/tensor";
import type { Blocks } from "./blocks";

/** Black's line. */
const WIDTH = 88;

/** Up to so many entries a tensor is written as lists; beyond, as one block of base64. */
const MOST_LISTED = 4096;

/** Lines with `by` spaces before each that is not empty. */
export function indent(lines: readonly string[], by = 4): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `${" ".repeat(by)}${line}`));
}

/** Text as it may stand in a comment or a string: lines of signs that can be seen, whatever it held. */
export function visibleLines(text: string): readonly string[] {
  return text
    .slice(0, 20_000)
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) =>
      line
        .replace(/\p{Zs}|\t/gu, " ")
        .replace(/\p{C}/gu, "")
        .trimEnd(),
    );
}

/** Text on one line, of signs that can be seen. */
export function oneLine(text: string): string {
  return visibleLines(text).join(" ").replace(/\s+/g, " ").trim();
}

/** Words filled into lines; every line but the first begins with `hang`. */
export function filled(text: string, first = "", hang = first, width = WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let hasWord = false;
  for (const word of text.split(" ").filter((each) => each !== "")) {
    if (hasWord && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hang;
      hasWord = false;
    }
    line += hasWord ? ` ${word}` : word;
    hasWord = true;
  }
  return [...lines, line.trimEnd()];
}

/** Text as comments. It cannot end the comment, whatever it is. */
export function comment(text: string, hang = "# ", width = WIDTH - 8): readonly string[] {
  return filled(oneLine(text), "# ", hang, width);
}

/** Paragraphs as a docstring. They cannot end the string, whatever they are. */
export function docstring(paragraphs: readonly string[], width = WIDTH): readonly string[] {
  const lines = paragraphs
    .map((text) => filled(oneLine(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"'), "", "", width - 3))
    .flatMap((paragraph, at) => (at === 0 ? paragraph : ["", ...paragraph]));
  const [first = "", ...rest] = lines;
  if (rest.length === 0 && first.length + 6 <= width) return [`"""${first}"""`];
  return [`"""${first}`, ...rest, '"""'];
}

/**
 * A statement on one line, or, where that is too long, on several as Black would have it: what is in brackets at its end one argument a
 * line, or a sum one term a line.
 */
export function statement(head: string, expression: string, indentation: number): readonly string[] {
  const line = `${head}${expression}`;
  if (indentation + line.length <= WIDTH) return [line];
  const open = bracketAtEnd(expression);
  if (open >= 0) {
    const inner = expression.slice(open + 1, -1);
    const before = `${head}${expression.slice(0, open + 1)}`;
    const close = expression.slice(-1);
    if (indentation + 4 + inner.length <= WIDTH) return [before, `    ${inner}`, close];
    const clauses = split(inner, /^ for /, true);
    // A comma behind a comprehension is no Python.
    if (clauses.length > 1) return [before, ...indent(clauses.map((clause) => clause.trimStart())), close];
    const parts = split(inner, /^, /);
    const broken = parts.flatMap((part) => indent(statement("", part, indentation + 4)));
    return [before, ...closed(broken, parts), close];
  }
  const terms = split(expression, /^ [+-] (?=\S)/, true);
  const pieces = terms.length > 1 ? terms : split(expression, /^ [*/] (?=\S)/, true);
  if (pieces.length < 2) return [line];
  return [`${head}(`, ...indent(pieces.map((piece) => piece.trimStart())), ")"];
}

/** A comma behind each argument. */
function closed(lines: readonly string[], parts: readonly string[]): readonly string[] {
  // Where an argument itself takes several lines, the comma stands behind its last.
  if (lines.length === parts.length) return lines.map((line) => `${line},`);
  return lines.map((line) => (/^ {4}\S/.test(line) && !/[([{]$/.test(line) ? `${line},` : line));
}

/** Where the bracket opens that the last sign closes; −1 where none does, or where it holds only a part of what stands before. */
function bracketAtEnd(text: string): number {
  if (!/[)\]}]$/.test(text)) return -1;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const sign = text.charAt(at);
    if (")]}".includes(sign)) depth += 1;
    if ("([{".includes(sign)) depth -= 1;
    if (depth === 0) return /^[\w.]*$/.test(text.slice(0, at)) ? at : -1;
  }
  return -1;
}

/** Cuts where `at` matches outside all brackets; with `keep`, what matched begins the next piece. */
function split(text: string, at: RegExp, keep = false): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charAt(i);
    if ("([{".includes(sign)) depth += 1;
    if (")]}".includes(sign)) depth -= 1;
    if (depth > 0 || (sign !== " " && sign !== ",")) continue;
    const match = at.exec(text.slice(i, i + 5))?.[0];
    if (match === undefined) continue;
    pieces.push(text.slice(start, i));
    start = keep ? i : i + match.length;
  }
  return [...pieces, text.slice(start)];
}

/** A tensor as lines of Python, `tensor([[1.0, 2.0], [3.0, 4.0]])`; both functions are the file's own, see `pytorch-check`. */
export function tensorLines(
  head: string,
  tensor: Tensor,
  tail: string,
  indentation: number,
  blocks: Blocks,
): readonly string[] {
  const { shape, data } = tensor;
  if (isBlock(tensor)) {
    return [`${head}unpack("${blocks.mark(tensor)}", (${shape.join(", ")}${shape.length === 1 ? "," : ""}))${tail}`];
  }
  const [whole = "", ...more] = listed(shape, data, WIDTH - indentation - head.length - 8 - tail.length);
  if (more.length === 0) return [`${head}tensor(${whole})${tail}`];
  const rows = listed(shape, data, WIDTH - indentation - 8);
  return [`${head}tensor(`, ...indent(rows), `)${tail}`];
}

/** Whether a tensor is written as a block: where it is large, or where lists could not tell its shape, such as 0 × 3. */
export function isBlock({ shape, data }: Tensor): boolean {
  return data.length > MOST_LISTED || shape.includes(0);
}

/** Nested lists: on one line where that is short enough, else a row a line, and of long rows as many numbers a line as fit. */
function listed(shape: readonly number[], data: Float64Array, width: number): readonly string[] {
  let at = 0;
  const lines = (axis: number, room: number): readonly string[] => {
    const length = shape[axis];
    if (length === undefined) {
      at += 1;
      return [numberToPython(data[at - 1] as number)];
    }
    const parts = Array.from({ length }, () => lines(axis + 1, room - 4));
    const flat = `[${parts.map((part) => part.join(" ")).join(", ")}]`;
    if (parts.every((part) => part.length === 1) && flat.length <= room) return [flat];
    const inner =
      axis === shape.length - 1
        ? filled(parts.map(([part]) => `${part},`).join(" "), "", "", room - 4)
        : parts.flatMap((part) => part.map((line, i) => (i === part.length - 1 ? `${line},` : line)));
    return ["[", ...indent(inner), "]"];
  };
  return lines(0, width);
}
