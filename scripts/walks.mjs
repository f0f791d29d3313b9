// npm run walks: plays each walk under walks/ through its lesson, and writes the recording that ships beside it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "./build.mjs";

/** @template T @param {string} path @returns {Promise<T>} */
async function load(path) {
  return (await runnerImport(join(root, path), { configFile: false, root, logLevel: "warn" })).module;
}

/** @type {typeof import("../src/core/document/parse.ts")} */
const { parseDocument } = await load("src/core/document/parse.ts");
/** @type {typeof import("../src/core/recording/read-walk.ts")} */
const { readWalk } = await load("src/core/recording/read-walk.ts");
/** @type {typeof import("../src/core/recording/walk.ts")} */
const { recordWalk } = await load("src/core/recording/walk.ts");

const lessons = join(root, "resources", "lessons");
for (const file of readdirSync(join(root, "walks")).sort()) {
  const name = file.replace(/\.json$/, "");
  const { document } = parseDocument(readFileSync(join(lessons, `${name}.gradwire`), "utf8"));
  if (!document) throw new Error(`${name}.gradwire cannot be opened`);
  /** @type {string[]} */
  const lines = [];
  try {
    recordWalk(document, readWalk(readFileSync(join(root, "walks", file), "utf8")), (line) => lines.push(line));
  } catch (error) {
    throw new Error(`walks/${file}`, { cause: error });
  }
  const recording = lines.join("");
  writeFileSync(join(lessons, `${name}.gradrec`), recording);
  process.stdout.write(`${name}.gradrec  ${(recording.length / 1000).toFixed(0)} kB\n`);
}
