import { parseArgs } from "node:util";

/** A command's own options: what they take, and what the help says of them. */
export type Options = Readonly<
  Record<string, { readonly type: "boolean" | "string"; readonly short?: string; readonly help: string }>
>;

/** A command line, read. */
export interface Arguments {
  readonly files: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  /** A finite number given with an option, or `otherwise` where it is not given. @throws WrongUsage when it is none. */
  readonly number: (name: string, otherwise: number) => number;
  /** A number > 0 given with an option, or `otherwise` where it is not given. @throws WrongUsage when it is not such a number. */
  readonly positive: (name: string, otherwise: number) => number;
  /** As `positive`, but 0 is given too. */
  readonly notNegative: (name: string, otherwise: number) => number;
  /** As `notNegative`, but whole. */
  readonly count: (name: string, otherwise: number) => number;
}

/** Thrown where a command line makes no sense; the message says what to change. */
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
  const number = (name: string, otherwise: number, isGood: (value: number) => boolean, wanted: string) => {
    const given = text(name);
    const value = given === undefined ? otherwise : Number(given);
    if (given?.trim() !== "" && Number.isFinite(value) && isGood(value)) return value;
    throw new WrongUsage(`--${name} takes a number ${wanted}, got ${given}`);
  };
  return {
    files: positionals,
    flag: (name) => values[name] === true,
    text,
    number: (name, otherwise) => number(name, otherwise, () => true, "such as 0.1 or -0.1"),
    positive: (name, otherwise) => number(name, otherwise, (value) => value > 0, "greater than 0"),
    count: (name, otherwise) =>
      number(name, otherwise, (value) => Number.isSafeInteger(value) && value >= 0, "that is whole, from 0 up"),
    notNegative: (name, otherwise) => number(name, otherwise, (value) => value >= 0, "from 0 up"),
  };
}

function parse(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: joined(words, options), options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message.split(". ")[0] : String(error));
  }
}

/** `--lr -0.1` means `--lr=-0.1`: what begins with a dash and is a number is a value, as there are no options of digits. */
function joined(words: readonly string[], options: Options): string[] {
  const told: string[] = [];
  for (const [at, word] of words.entries()) {
    if (word === "--") return [...told, ...words.slice(at)];
    const before = told.at(-1) ?? "";
    const takes = before.startsWith("--") && options[before.slice(2)]?.type === "string";
    if (takes && /^-[\d.]/.test(word)) told[told.length - 1] = `${before}=${word}`;
    else told.push(word);
  }
  return told;
}
