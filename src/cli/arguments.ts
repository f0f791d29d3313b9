import { parseArgs } from "node:util";

/** A command's own options: what they take, and what the help says of them. */
export type Options = Readonly<Record<string, { readonly type: "boolean" | "string"; readonly help: string }>>;

/** A command line, read. */
export interface Arguments {
  readonly files: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  /** A number > 0 given with an option, or `otherwise` where it is not given. @throws WrongUsage when it is not such a number. */
  readonly positive: (name: string, otherwise: number) => number;
}

/** Thrown where a command line makes no sense; the message says what to change. The only exception that the commands throw. */
export class WrongUsage extends Error {}

/** Reads the words behind a command's name. @throws WrongUsage */
export function readArguments(words: readonly string[], options: Options, files: number): Arguments {
  const { values, positionals } = parse(words, options);
  if (positionals.length > files) throw new WrongUsage(`one word too many: ${positionals[files]}`);
  if (positionals.length < files) throw new WrongUsage("which file? Give its path, or - for standard input");
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    files: positionals,
    flag: (name) => values[name] === true,
    text,
    positive(name, otherwise) {
      const given = text(name);
      const value = given === undefined ? otherwise : Number(given);
      if (given?.trim() !== "" && Number.isFinite(value) && value > 0) return value;
      throw new WrongUsage(`--${name} takes a number greater than 0, got ${given}`);
    },
  };
}

function parse(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message.split(". ")[0] : String(error));
  }
}
