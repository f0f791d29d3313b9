// npm run kill-saves [-- --kills 200 --seed 1]: kills what saves in the middle of it, starts Gradwire again, and looks at what is there: every
// file old or new and whole, and nothing left beside it. Needs a build.
import { spawn, spawnSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "vite";
import { root } from "./build.mjs";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const kills = Number(values.kills);
let state = Number(values.seed);

/** From 0 to 1, the same in each campaign of one seed. */
function draw() {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return (state >>> 0) / 2 ** 32;
}

const SIZE = 8_000_000;
const folder = mkdtempSync(join(tmpdir(), "gradwire-kill-saves-"));
const saver = join(folder, "built", "saver.mjs");
const cli = join(root, "out", "main", "cli.js");
const graph = join(root, "resources", "lessons", "03-two-paths.gradwire");
/** Gradwire's own folder during the campaign. */
const env = { ...process.env, XDG_DATA_HOME: join(folder, "home") };
const notes = join(folder, "home", "gradwire", "writing");

await build({
  configFile: false,
  logLevel: "silent",
  build: {
    ssr: join(root, "src", "disk", "fixtures", "saver.ts"),
    outDir: join(folder, "built"),
    target: "node20.19",
    rolldownOptions: { output: { entryFileNames: "saver.mjs" } },
  },
  ssr: { noExternal: true },
});

/** @param {string} text */
const ofOneLetter = (text) => text.length === SIZE && text === text.charAt(0).repeat(SIZE);
/** @param {string} text */
const verifies = (text) => {
  const { status } = spawnSync(process.execPath, [cli, "verify", "-"], { env, input: text });
  return status === 0;
};
const oldRecording = spawnSync(process.execPath, [cli, "record", graph, "-o", "-"], { env, encoding: "utf8" }).stdout;

/**
 * What saves, and how its file is known to be whole. `within`: how long after it has begun to write it is killed at the latest, in ms.
 * @type {readonly { title: string, words: readonly string[], old: string, isWhole: (text: string) => boolean, within: number, names?: "soft" | "hard" }[]}
 */
const kinds = [
  {
    title: "the app's saving",
    words: [saver, "forever", "OUT", String(SIZE)],
    old: "a".repeat(SIZE),
    isWhole: ofOneLetter,
    within: 500,
  },
  {
    title: "… by a link",
    words: [saver, "forever", "OUT", String(SIZE)],
    old: "a".repeat(SIZE),
    isWhole: ofOneLetter,
    within: 500,
    names: "soft",
  },
  {
    title: "… of two names",
    words: [saver, "forever", "OUT", String(SIZE)],
    old: "a".repeat(SIZE),
    isWhole: ofOneLetter,
    within: 500,
    names: "hard",
  },
  {
    title: "record -o",
    words: [cli, "record", graph, "--steps", "200000", "-o", "OUT"],
    old: oldRecording,
    isWhole: verifies,
    within: 1500,
  },
  {
    title: "record -o of two names",
    words: [cli, "record", graph, "--steps", "200000", "-o", "OUT"],
    old: oldRecording,
    isWhole: verifies,
    within: 1500,
    names: "hard",
  },
];

/** @param {string} path */
const list = (path) => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const rows = kinds.map(({ title }) => ({ title, kills: 0, old: 0, new: 0, torn: 0, mended: 0, left: 0, swept: 0 }));
for (let kill = 0; kill < kills; kill += 1) {
  const at = kill % kinds.length;
  const kind = /** @type {typeof kinds[number]} */ (kinds[at]);
  const row = /** @type {typeof rows[number]} */ (rows[at]);
  const place = join(folder, `kill-${kill}`);
  mkdirSync(place);
  const file = join(place, "file");
  writeFileSync(file, kind.old);
  if (kind.names === "soft") symlinkSync("file", join(place, "out"));
  if (kind.names === "hard") linkSync(file, join(place, "out"));
  const out = kind.names === undefined ? file : join(place, "out");
  const mine = list(place).length;
  const child = spawn(
    process.execPath,
    kind.words.map((word) => (word === "OUT" ? out : word)),
    { env, stdio: "ignore" },
  );
  const over = new Promise((resolve) => child.once("exit", resolve));
  while (list(notes).length === 0 && child.exitCode === null) await wait(1);
  await wait(draw() * kind.within);
  child.kill("SIGKILL");
  await over;
  const before = readFileSync(file, "utf8");
  const isTorn = before !== kind.old && !kind.isWhole(before);
  const left = list(place).length - mine + list(notes).length;
  // The next start, of whatever kind.
  spawnSync(process.execPath, [cli, "--version"], { env });
  const after = readFileSync(file, "utf8");
  row.kills += 1;
  if (isTorn) row.torn += 1;
  if (left > 0) row.left += 1;
  if (after === kind.old) row.old += 1;
  else if (kind.isWhole(after)) row.new += 1;
  if (isTorn && (after === kind.old || kind.isWhole(after))) row.mended += 1;
  if (left > 0 && list(place).length === mine && list(notes).length === 0) row.swept += 1;
  if (list(place).length === mine && list(notes).length === 0) rmSync(place, { recursive: true });
}

console.log("what saves              kills   old   new | half-written at the kill, mended | something left, swept");
for (const { title, ...row } of rows) {
  const [all, old, fresh, torn, mended, left, swept] = [
    row.kills,
    row.old,
    row.new,
    row.torn,
    row.mended,
    row.left,
    row.swept,
  ];
  const counts = [all, old, fresh].map((count) => String(count).padStart(6)).join("");
  console.log(
    `${title.padEnd(22)} ${counts} | ${String(torn).padStart(24)} ${String(mended).padStart(7)} | ${String(left).padStart(14)} ${String(swept).padStart(6)}`,
  );
}
const isWell = rows.every(
  (row) => row.old + row.new === row.kills && row.torn === row.mended && row.left === row.swept,
);
console.log(isWell ? "Every file is whole, and nothing is left." : `Not well; what is left lies in ${folder}`);
if (isWell) rmSync(folder, { recursive: true });
process.exitCode = isWell ? 0 : 1;
