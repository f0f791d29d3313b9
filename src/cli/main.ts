import { readArguments, WrongUsage } from "./arguments";
import { check } from "./check";
import type { Command } from "./command";
import { exportFile } from "./export";
import { Failure } from "./failure";
import { type Channels, type Io, ioOf } from "./io";
import { ops } from "./ops";
import { record } from "./record";
import { replay } from "./replay";
import { printJson, table } from "./report";
import { run } from "./run";
import { validate } from "./validate";
import { verify } from "./verify";
import { versionOf } from "./version";
import { visibleLine } from "./visible";

const commands: readonly Command[] = [run, check, record, replay, verify, exportFile, validate, ops];

/** Runs one command line, without the program's own name; gives the exit code. Never throws. */
export async function main(words: readonly string[], channels: Channels): Promise<0 | 1 | 2> {
  const io = ioOf(channels);
  const [name, ...rest] = words;
  const json = asksFor(words, ["--json"]);
  const command = commands.find((each) => each.name === name);
  try {
    if (name === "help" || name === "--help" || name === "-h") await io.out(help());
    else if (name === "version" || name === "--version" || name === "-V") await sayVersion(io, json);
    else if (name === undefined || name === "--json") throw new WrongUsage("which command?");
    else if (!command) throw new WrongUsage(`there is no command ${name}`);
    else if (asksFor(rest, ["--help", "-h"])) await io.out(helpOf(command));
    else return await command.run(readArguments(rest, command.options, command.takes === "" ? 0 : 1), io);
    return 0;
  } catch (error) {
    const isUsage = error instanceof WrongUsage;
    const message = error instanceof Error ? error.message : String(error);
    const code = isUsage ? "usage" : error instanceof Failure ? error.code : "failed";
    if (json) await printJson(io, { problems: [{ code, message, node: null, handle: null, edge: null }] });
    io.err(`gradwire: ${visibleLine(message)}\n${isUsage ? (command ? usageOf(command) : help()) : ""}`);
    return isUsage ? 2 : 1;
  }
}

/** Whether one of these options is among the words, those behind `--` aside: they are names. */
function asksFor(words: readonly string[], options: readonly string[]): boolean {
  const end = words.indexOf("--");
  return (end < 0 ? words : words.slice(0, end)).some((word) => options.includes(word));
}

async function sayVersion(io: Io, json: boolean): Promise<void> {
  const version = await versionOf();
  if (json) await printJson(io, { version });
  else await io.out(`gradwire ${version}\n`);
}

function help(): string {
  const lines = commands.map((command) => [`  gradwire ${command.name} ${command.takes}`, command.summary]);
  return `Wire a graph, see every value that goes forward and every gradient that comes back.\n\n${textOf(table(lines))}
FILE and REC may be - for standard input. gradwire COMMAND --help tells a command's options, gradwire --version the version.
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
  return `${usageOf(command)}${command.summary}\n${textOf(table(rows))}`;
}

function textOf(pieces: Iterable<string>): string {
  return [...pieces].join("");
}
