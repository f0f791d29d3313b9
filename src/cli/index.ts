import { buffer } from "node:stream/consumers";
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
process.exitCode = await main(process.argv.slice(2), {
  out: (written) => process.stdout.write(written),
  err: (written) => process.stderr.write(written),
  input: () => buffer(process.stdin),
});
