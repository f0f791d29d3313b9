import { visible } from "./visible";

/** What a command line is connected to, so that it can be run whole in a test. */
export interface Channels {
  /** Standard output; a promise where it has to catch up first. */
  readonly out: (text: string) => unknown;
  /** Standard error. */
  readonly err: (text: string) => void;
  /** Standard input: all of it, or where that is more than `most` bytes, a little more than so many. */
  readonly input: (most: number) => Promise<Uint8Array>;
  /** Whether standard output is a terminal. */
  readonly isTerminal?: boolean;
  /** Where how far it is can be told, in place of what was told before; nowhere where there is no terminal. */
  readonly progress?: (words: string) => void;
}

/** Where a command writes and reads. There is no other way for it to say anything. */
export interface Io {
  /** Standard output: a result for a person, or JSON. Nothing in it steers a terminal. */
  readonly out: (text: string | Iterable<string>) => Promise<void>;
  /** Standard output: a file's content, as it is where it goes to another program. */
  readonly content: (text: string | Iterable<string>) => Promise<void>;
  /** Standard error: problems and usage. Nothing in it steers a terminal. */
  readonly err: (text: string) => void;
  readonly input: Channels["input"];
  /** How far it is, on a terminal; nothing takes it away again. */
  readonly progress: (words: string) => void;
}

/** About so many characters are handed on at once. */
const PIECE = 2 ** 16;

/** What a command may do with what it is connected to. */
export function ioOf({ out, err, input, isTerminal = false, progress = () => {} }: Channels): Io {
  const hand = async (text: string | Iterable<string>, change: (text: string) => string) => {
    for (const piece of piecesOf(text)) await out(change(piece));
  };
  return {
    out: (text) => hand(text, visible),
    content: (text) => hand(text, isTerminal ? visible : (piece) => piece),
    err: (text) => err(visible(text)),
    input,
    progress,
  };
}

function* piecesOf(text: string | Iterable<string>): Generator<string> {
  let held = "";
  for (const piece of typeof text === "string" ? [text] : text) {
    if (held.length > 0 && held.length + piece.length > PIECE) {
      yield held;
      held = "";
    }
    held += piece;
  }
  if (held !== "") yield held;
}
