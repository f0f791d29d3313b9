import { main } from "./main";

// A reader that goes away, such as `head`, is no fault.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main(process.argv.slice(2));
