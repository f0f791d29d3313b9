import { once } from "node:events";
import { sweepLeftovers } from "../disk/sweep";
import { main } from "./main";

// A reader that goes away, such as `head`, is no fault; a full disk is.
const lost = ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") process.exit(0);
  process.stderr.write(`gradwire: the result cannot be written: ${message}\n`);
  process.exit(1);
};
process.stdout.on("error", lost);
// There is no one left to tell.
process.stderr.on("error", () => {});

/** Reads standard input to its end, or until it is more than `most` bytes. */
async function input(most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop closes standard input, so that what never ends does not keep the program waiting.
  for await (const piece of process.stdin as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    size += piece.length;
    if (size > most) break;
  }
  return Buffer.concat(pieces);
}

await sweepLeftovers();
process.exitCode = await main(process.argv.slice(2), {
  async out(written) {
    if (!process.stdout.write(written)) await once(process.stdout, "drain");
  },
  err: (written) => process.stderr.write(written),
  input,
  isTerminal: process.stdout.isTTY === true,
  // Back to the beginning of the line, whose rest is cleared.
  ...(process.stderr.isTTY ? { progress: (words) => process.stderr.write(`\r${words}\x1b[K`) } : {}),
});
