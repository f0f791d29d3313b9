import { text } from "node:stream/consumers";
import { main } from "./main";

// A reader that goes away, such as `head`, is no fault.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main(process.argv.slice(2), {
  out: (written) => process.stdout.write(written),
  err: (written) => process.stderr.write(written),
  input: () => text(process.stdin),
});
