import { type Compile, commandsFor, type Fault, runCommand } from "./commands";
import type { Kind } from "./originals";
import { lossOfDocument, lossOfRecording } from "./round-trip";

/** What became of one file. */
export interface Verdict {
  /** Whether it is opened in spite of its wounds. */
  readonly isOpened: boolean;
  readonly faults: readonly Fault[];
  readonly slowest: { readonly command: string; readonly cpu: number };
}

/** The longest that a command may take of the processor, in milliseconds. */
export const LONGEST = 5000;

/** Has a file go through all commands, and out into a text and back; `begin` is told of each before it begins. */
export async function judge(
  kind: Kind,
  bytes: Uint8Array,
  out: string,
  compile: Compile,
  begin: (command: string) => void,
): Promise<Verdict> {
  const faults: Fault[] = [];
  const codes = new Map<string, number>();
  let slowest = { command: "", cpu: 0 };
  for (const command of commandsFor(kind)) {
    begin(command);
    const { code, faults: found, cpu } = await runCommand(command, bytes, out, compile);
    codes.set(command, code);
    faults.push(...found.map((fault) => ({ command, fault })));
    if (cpu > LONGEST) faults.push({ command, fault: `took ${(cpu / 1000).toFixed(1)} s` });
    if (cpu > slowest.cpu) slowest = { command, cpu };
  }
  const command = "write and read again";
  begin(command);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  try {
    const loss = kind === "document" ? lossOfDocument(text) : lossOfRecording(text);
    if (loss !== null) faults.push({ command, fault: loss });
  } catch (error) {
    faults.push({ command, fault: `threw ${error instanceof Error ? error.stack : String(error)}` });
  }
  return {
    isOpened: codes.get(commandsFor(kind)[0] ?? "") === 0,
    faults: [...faults, ...disagreements(codes)],
    slowest,
  };
}

/** A graph that validates runs, is drawn and is exported; one that does not, is not. */
function disagreements(codes: ReadonlyMap<string, number>): readonly Fault[] {
  const valid = codes.get("validate - --json");
  if (valid === undefined) return [];
  return [...codes]
    .filter(([command, code]) => code !== valid && !command.startsWith("check"))
    .map(([command, code]) => ({ command, fault: `exit ${code}, but validate says ${valid}` }));
}
