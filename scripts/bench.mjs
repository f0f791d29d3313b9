// npm run bench: bundles bench/index.ts as the program is bundled, so that what is measured is what ships, and runs it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "vite";
import { root } from "./build.mjs";

const outDir = join(root, ".cache", "bench");
await build({
  configFile: false,
  root,
  logLevel: "warn",
  ssr: { noExternal: true, external: ["@playwright/test", "playwright", "playwright-core"] },
  build: { ssr: join(root, "bench", "index.ts"), outDir, target: "node20.19", emptyOutDir: true },
});
const { status } = spawnSync(process.execPath, [join(outDir, "index.js"), ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
