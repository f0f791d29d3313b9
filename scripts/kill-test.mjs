// npm run kill-test: kills the app in mid-work again and again, and tells how much of the work each kill has cost.
// -- --runs 50 --seed 1 --host browser (or desktop); --again kills it once more right after the work was brought back.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildIfStale, root } from "./build.mjs";
import { killHosts } from "./kill-hosts.mjs";
import { killRun, randomFrom } from "./kill-run.mjs";

/** More than this, in seconds, no kill may cost. */
const MOST = 2;

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    host: { type: "string", default: "browser" },
    again: { type: "boolean", default: false },
  },
});
const launch = killHosts[options.host];
if (launch === undefined) throw new Error(`There is no host ${options.host}; there are: ${Object.keys(killHosts)}`);

buildIfStale();
const { serveSite } = await import(pathToFileURL(join(root, "out", "main", "static-server.js")).href);
const home = mkdtempSync(join(tmpdir(), "gradwire-kill-"));
// From a copy, so that a build meanwhile takes no file from under a run.
cpSync(join(root, "out", "renderer"), join(home, "site"), { recursive: true });
const site = await serveSite(join(home, "site"), 0);
/** @type {import("./kill-run.mjs").Outcome[]} */
const outcomes = [];
process.stdout.write("run   seed  edits  kept  killed after  lost\n");
try {
  for (let run = 0; run < Number(options.runs); run += 1) {
    const seed = Number(options.seed) + run;
    const folder = join(home, String(seed));
    const { again } = options;
    const outcome = await killRun(launch, { folder, url: site.url, random: randomFrom(seed), again });
    outcomes.push(outcome);
    const { edits, kept, seconds, lost } = outcome;
    const cells = [pad(run + 1, 3), pad(seed, 5), pad(edits, 5), pad(kept, 4), pad(`${seconds.toFixed(2)} s`, 12)];
    process.stdout.write(`${cells.join("  ")}  ${lost.toFixed(2)} s\n`);
  }
} finally {
  await site.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
const losses = outcomes.map(({ lost }) => lost).sort((a, b) => a - b);
const most = losses.at(-1) ?? 0;
const median = losses[Math.floor(losses.length / 2)] ?? 0;
const none = losses.filter((lost) => lost === 0).length;
process.stdout.write(
  `${outcomes.length} kills in host ${options.host}: lost at most ${most.toFixed(2)} s of work, ` +
    `in the median ${median.toFixed(2)} s, nothing in ${none}\n`,
);
process.exitCode = most <= MOST ? 0 : 1;

/**
 * @param {unknown} value
 * @param {number} width
 */
function pad(value, width) {
  return String(value).padStart(width);
}
