// npm test: every check, one after the other, each under its heading, and a closing line with the counts of the tests.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.mjs";

const unitReport = join(root, ".cache", "unit-tests.json");
const storyReport = join(root, ".cache", "stories.json");

/** @type {readonly { title: string, script: string, args?: readonly string[] }[]} */
const steps = [
  { title: "Format and lint", script: "lint" },
  { title: "Arrows between rooms", script: "arch" },
  { title: "Types", script: "types" },
  {
    title: "Unit tests",
    script: "test:unit",
    args: ["--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
  },
  { title: "Stories in a browser", script: "test:stories" },
];

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** How many tests passed, failed and were skipped. A report that is missing means that nothing ran, which is a failure. */
function count() {
  const unit = readReport(unitReport);
  const stories = readReport(storyReport)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (stories?.expected ?? 0),
    failed: (unit?.numFailedTests ?? 1) + (stories === undefined ? 1 : stories.unexpected + stories.flaky),
    skipped: (unit?.numPendingTests ?? 0) + (stories?.skipped ?? 0),
  };
}

mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(unitReport, { force: true });
rmSync(storyReport, { force: true });

/** @type {string[]} */
const failures = [];
for (const { title, script, args = [] } of steps) {
  process.stdout.write(`\n== ${title} ==\n`);
  const { status } = spawnSync("npm", ["run", "--silent", script, "--", ...args], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) failures.push(title);
}

const { passed, failed, skipped } = count();
process.stdout.write(failures.length === 0 ? "\nAll is well.\n" : `\nNot well: ${failures.join(", ")}.\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failures.length === 0 && failed === 0 ? 0 : 1;
