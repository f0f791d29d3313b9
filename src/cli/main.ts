import { readArguments, WrongUsage } from "./arguments";
import { check } from "./check";
import type { Command } from "./command";
import { exportFile } from "./export";
import type { Io } from "./io";
import { ops } from "./ops";
import { record } from "./record";
import { replay } from "./replay";
import { table } from "./report";
import { run } from "./run";
import { validate } from "./validate";
import { verify } from "./verify";

const commands: readonly Command[] = [run, check, record, replay, verify, exportFile, validate, ops];

/** Runs one command line, without the program's own name; gives the exit code. Never throws. */
export async function main(words: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const [name, ...rest] = words;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    (name === undefined ? io.err : io.out)(help());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((each) => each.name === name);
  try {
    if (!command) throw new WrongUsage(`there is no command ${name}`);
    if (rest.includes("--help") || rest.includes("-h")) {
      io.out(helpOf(command));
      return 0;
    }
    return await command.run(readArguments(rest, command.options, command.takes === "" ? 0 : 1), io);
  } catch (error) {
    if (error instanceof WrongUsage) {
      io.err(`gradwire: ${error.message}\n${command ? usageOf(command) : help()}`);
      return 2;
    }
    io.err(`gradwire: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function help(): string {
  const lines = commands.map((command) => [`  gradwire ${command.name} ${command.takes}`, command.summary]);
  return `Wire a graph, see every value that goes forward and every gradient that comes back.\n\n${table(lines)}
FILE and REC may be - for standard input. gradwire COMMAND --help tells a command's options.
Exit 0: done and fine. 1: the file, graph or check is not fine. 2: wrong usage.\n`;
}

function usageOf({ name, takes, options }: Command): string {
  const flags = Object.entries(options).map(([option, { type, short }]) => {
    return `[${short ? `-${short}` : `--${option}`}${type === "string" ? " …" : ""}]`;
  });
  return `Usage: ${["gradwire", name, takes, ...flags].filter((word) => word !== "").join(" ")}\n`;
}

function helpOf(command: Command): string {
  const rows = Object.entries(command.options).map(([option, { short, help: said }]) => [
    `  ${short ? `-${short}, ` : ""}--${option}`,
    said,
  ]);
  return `${usageOf(command)}${command.summary}\n${table(rows)}`;
}
