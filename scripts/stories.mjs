// npm run test:stories: the stories of e2e/ in a real browser. What follows goes to Playwright: `-- --grep sigmoid`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildIfStale, root } from "./build.mjs";
import { obtainChromium } from "./find-chromium.mjs";

buildIfStale();
const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
const { status } = spawnSync(process.execPath, [playwright, "test", "-c", "e2e", ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, GRADWIRE_CHROMIUM: obtainChromium() },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
