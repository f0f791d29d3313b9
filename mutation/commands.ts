import { rmSync } from "node:fs";
import { main } from "../src/cli/main";
import { walk, written } from "../src/core/recording/fixtures/recordings";
import { buildPage } from "../src/player/page";
import type { Kind } from "./originals";
import { faultOfHtml, faultOfJson, faultOfLatex, faultOfXml } from "./well-formed";

/** What is wrong with how a command ended. */
export interface Fault {
  readonly command: string;
  readonly fault: string;
}

/** How a command ended. */
export interface Ending {
  readonly code: number;
  readonly faults: readonly string[];
  /** Milliseconds of this process's own time. */
  readonly cpu: number;
}

/** Says what keeps Python from compiling a text; null where nothing does. */
export type Compile = (text: string) => Promise<string | null>;

const commands: Readonly<Record<Kind, readonly string[]>> = {
  document: [
    "validate - --json",
    "validate -",
    "run - --json",
    "run -",
    "check - --json",
    "check -",
    "export - --to svg -o FILE --json",
    "export - --to svg -o -",
    "export - --to html -o -",
    "export - --to latex -o -",
    "export - --to pytorch -o -",
    "export - --to notebook -o -",
  ],
  recording: [
    "verify - --json",
    "verify -",
    "replay - --json",
    "replay -",
    "replay - --at 1 --json",
    "export - --to svg -o -",
    "export - --to html -o -",
    "export - --to pytorch -o -",
  ],
};

/** The command lines that a file of a kind goes through. `FILE` stands for one that may be written to. */
export function commandsFor(kind: Kind): readonly string[] {
  return commands[kind];
}

/** Runs one command line on bytes from standard input, and tells what should not have been. */
export async function runCommand(line: string, bytes: Uint8Array, out: string, compile: Compile): Promise<Ending> {
  const printed: string[] = [];
  const said: string[] = [];
  const io = {
    out: (text: string) => void printed.push(text),
    err: (text: string) => void said.push(text),
    input: async () => bytes,
  };
  const words = line.split(" ").map((word) => (word === "FILE" ? out : word));
  const began = process.cpuUsage();
  let code: number;
  try {
    code = await main(words, io);
  } catch (error) {
    return { code: -1, faults: [`threw ${error instanceof Error ? error.stack : String(error)}`], cpu: 0 };
  } finally {
    rmSync(out, { force: true });
  }
  const { user, system } = process.cpuUsage(began);
  const result = printed.join("");
  const faults = [
    ...faultsOfWords(said.join("")),
    // A step that a cut recording does not reach is asked for wrongly, and that is said so.
    ...(code === 0 || code === 1 || (code === 2 && line.includes("--at")) ? [] : [`exit ${code}`]),
    ...(line.includes("--json") && code !== 2 ? prefixed("JSON", faultOfJson(result)) : []),
    ...(code === 0 ? prefixed("what is exported", await faultOfExport(line, result, compile)) : []),
    ...(code === 0 && result === "" && said.length === 0 ? ["exit 0, and nothing is said"] : []),
  ];
  return { code, faults, cpu: (user + system) / 1000 };
}

function prefixed(what: string, fault: string | null): readonly string[] {
  return fault === null ? [] : [`${what}: ${fault}`];
}

/** A command that ends in an exception says its message behind the program's name; one about a file says the file's. */
function faultsOfWords(words: string): readonly string[] {
  const broken = /^gradwire: (?!--at )(.*)$/m.exec(words);
  return [
    ...(broken ? [`ended in an exception: ${broken[1]?.slice(0, 200)}`] : []),
    ...(/^\s+at .*[:(]\d+/m.test(words) ? ["shows a stack trace"] : []),
  ];
}

async function faultOfExport(line: string, text: string, compile: Compile): Promise<string | null> {
  if (!line.includes("-o -")) return null;
  if (line.includes("--to svg")) return faultOfXml(text);
  if (line.includes("--to html")) return faultOfHtml(text, await soundPage());
  if (line.includes("--to latex")) return faultOfLatex(text);
  if (line.includes("--to notebook")) return faultOfJson(text);
  return compile(text);
}

let page: Promise<string> | null = null;

/** A page of a recording that means no harm. */
function soundPage(): Promise<string> {
  page ??= buildPage({ recordingText: written(walk), playerScript: "go()", title: "" });
  return page;
}
