import { fileURLToPath } from "node:url";
import { serveSite } from "./static-server";

/** The app in a plain browser: `node out/main/serve.js [port]`. */
const port = Number(process.argv[2] ?? "4747");
const { url } = await serveSite(fileURLToPath(new URL("../renderer", import.meta.url)), port);
process.stdout.write(`Gradwire is at ${url} (Ctrl+C stops it)\n`);
