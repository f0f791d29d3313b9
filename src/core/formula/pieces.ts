import type { TensorPlace } from "./tree";

/** A number that was put into a line, as it is written there, and the entry that it was read from; null where it was reckoned. */
export interface Put {
  readonly text: string;
  readonly value: number;
  readonly from: TensorPlace | null;
}

/** What knows more of itself than its text. */
interface Told {
  readonly text: string;
}

/** A stretch of a written line. */
export type Piece<More extends Told = Put> = string | More;

/** Parts of a line, one after the other. */
export type Pieces<More extends Told = Put> = readonly Piece<More>[];

/** Strings the parts together. */
export function line<More extends Told = Put>(...parts: readonly (Piece<More> | Pieces<More>)[]): Pieces<More> {
  const all: Piece<More>[] = [];
  for (const part of parts) {
    if (typeof part === "string" || !isList(part)) all.push(part);
    else for (const piece of part) all.push(piece);
  }
  return all;
}

function isList<More extends Told>(part: More | Pieces<More>): part is Pieces<More> {
  return Array.isArray(part);
}

/** Puts a text between each two parts. */
export function joined<More extends Told = Put>(parts: readonly Pieces<More>[], between: string): Pieces<More> {
  return parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));
}

/** The whole line as text. */
export function textOf(pieces: Pieces<Told>): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}
