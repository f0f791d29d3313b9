import type { Arguments, Options } from "./arguments";
import type { Io } from "./io";

/** How a command ended: done and fine; or the file, graph or check is not fine. Wrong usage (2) is told by `WrongUsage`. */
export type ExitCode = 0 | 1;

/** One command of `gradwire`. */
export interface Command {
  readonly name: string;
  /** What follows the name in the help: a graph, a recording, or nothing. */
  readonly takes: "FILE" | "REC" | "";
  readonly summary: string;
  readonly options: Options;
  readonly run: (given: Arguments, io: Io) => Promise<ExitCode>;
}

/** The option that every command has. */
export const jsonOption = { json: { type: "boolean", help: "print one JSON object instead of a table" } } as const;
