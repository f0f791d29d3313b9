import type { TensorPlace } from "./tree";

/** A number that was put into a line, as it is written there, and the entry that it was read from; null where it was reckoned. */
export interface Put {
  readonly text: string;
  readonly value: number;
  readonly from: TensorPlace | null;
}

/** A stretch of a written line. */
export type Piece = string | Put;

/** Parts of a line, one after the other. */
export type Pieces = readonly Piece[];

/** Strings the parts together. */
export function line(...parts: readonly (Piece | Pieces)[]): Pieces {
  const all: Piece[] = [];
  for (const part of parts) {
    if (typeof part === "string" || !isList(part)) all.push(part);
    else for (const piece of part) all.push(piece);
  }
  return all;
}

function isList(part: Put | Pieces): part is Pieces {
  return Array.isArray(part);
}

/** Puts a text between each two parts. */
export function joined(parts: readonly Pieces[], between: string): Pieces {
  return parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));
}

/** The whole line as text. */
export function textOf(pieces: Pieces): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}
