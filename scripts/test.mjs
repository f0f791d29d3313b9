// npm test: every check, one after the other, each under its heading, and a closing line with the counts of the tests.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
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
  { title: "Stories in a browser and of the desktop", script: "test:stories" },
];

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/**
 * How many tests passed, failed and were skipped. A step that failed without a failed test of its own, as when a file cannot
 * even be loaded, counts as one.
 * @param {readonly string[]} failedScripts
 */
function count(failedScripts) {
  const unit = readReport(unitReport);
  const stories = readReport(storyReport)?.stats;
  const unitFailed = Math.max(unit?.numFailedTests ?? 0, failedScripts.includes("test:unit") ? 1 : 0);
  const storiesFailed = Math.max(stories?.unexpected ?? 0, failedScripts.includes("test:stories") ? 1 : 0);
  return {
    passed: (unit?.numPassedTests ?? 0) + (stories?.expected ?? 0) + (stories?.flaky ?? 0),
    failed: unitFailed + storiesFailed,
    skipped: (unit?.numPendingTests ?? 0) + (stories?.skipped ?? 0),
  };
}

/**
 * What failed, test by test, and which stories passed only when they were told again: the end of a log is what is kept of it.
 * @returns {readonly string[]}
 */
function failedTitles() {
  /** @typedef {{ status: string, fullName: string, failureMessages: readonly string[] }} Failed */
  /** @type {readonly { name: string, status: string, message?: string, assertionResults: readonly Failed[] }[]} */
  const files = readReport(unitReport)?.testResults ?? [];
  const units = files.flatMap(({ name, status, message = "", assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === "failed");
    const file = relative(root, name);
    if (failed.length === 0) return status === "failed" ? [`failed: ${file}: ${message}`] : [];
    return failed.map(({ fullName, failureMessages }) => `failed: ${file}: ${fullName}\n${failureMessages.join("\n")}`);
  });
  const stories = storySpecs().flatMap(({ title, file, tests }) =>
    tests.flatMap(({ status, projectName }) => {
      if (status !== "unexpected" && status !== "flaky") return [];
      return [`${status === "flaky" ? "told twice" : "failed"}: ${file} [${projectName}]: ${title}`];
    }),
  );
  return [...units, ...stories];
}

/**
 * The unit tests that were skipped, by the title that says why: their own, or that of the group that they stand in.
 * @returns {ReadonlySet<string>}
 */
function skippedTitles() {
  /** @typedef {{ status: string, title: string, ancestorTitles: readonly string[] }} Result */
  /** @type {readonly { assertionResults: readonly Result[] }[]} */
  const files = readReport(unitReport)?.testResults ?? [];
  const skipped = files.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "skipped"),
  );
  return new Set(
    skipped.map(
      ({ title, ancestorTitles }) => [...ancestorTitles, title].find((each) => /skipped:/.test(each)) ?? title,
    ),
  );
}

/** @typedef {{ status: string, projectName: string, annotations: readonly { type: string, description?: string }[] }} Told */
/** @typedef {{ title: string, file: string, tests: readonly Told[] }} Story */
/** @typedef {{ suites?: readonly Suite[], specs?: readonly Story[] }} Suite */

/** All stories of the report, from the groups that they stand in. */
function storySpecs() {
  /** @type {(suites: readonly Suite[]) => readonly Story[]} */
  const within = (suites) => suites.flatMap(({ suites = [], specs = [] }) => [...within(suites), ...specs]);
  return within(readReport(storyReport)?.suites ?? []);
}

/**
 * By what the stories of the desktop were told: Electron, or what stands in for it and why.
 * @returns {readonly string[]}
 */
function tellers() {
  const notes = storySpecs().flatMap(({ tests }) => tests.map(({ annotations }) => annotations));
  const words = notes.flatMap((annotations) => {
    const said = (/** @type {string} */ type) => annotations.find((note) => note.type === type)?.description;
    const [teller, reason] = [said("told by"), said("as")];
    if (teller === undefined) return [];
    return [`Stories of the desktop were told by ${reason === undefined ? teller : `${teller}, as ${reason}`}.`];
  });
  return [...new Set(words)];
}

mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(unitReport, { force: true });
rmSync(storyReport, { force: true });

/** @type {typeof steps[number][]} */
const failures = [];
for (const step of steps) {
  process.stdout.write(`\n== ${step.title} ==\n`);
  const { status } = spawnSync("npm", ["run", "--silent", step.script, "--", ...(step.args ?? [])], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) failures.push(step);
}

for (const title of skippedTitles()) process.stdout.write(`${title}\n`);
for (const words of failedTitles()) process.stdout.write(`${words}\n`);
for (const words of tellers()) process.stdout.write(`${words}\n`);
const { passed, failed, skipped } = count(failures.map(({ script }) => script));
const names = failures.map(({ title }) => title).join(", ");
process.stdout.write(failures.length === 0 ? "\nAll is well.\n" : `\nNot well: ${names}.\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
