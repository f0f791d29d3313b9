// npm run mutate: hurts thousands of files, and has each go through the command line's code and out into a text and back.
// What should not be is told with the number that brings it again: npm run mutate -- --seed 1 --only document:123
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { root } from "./build.mjs";
import { buildPlayer } from "./player.mjs";

/** @typedef {import("../mutation/originals.ts").Kind} Kind */
/** @typedef {import("../mutation/child.ts").Answer} Answer */
/** @typedef {import("../mutation/commands.ts").Fault} Fault */
/** @typedef {{ kind: Kind, index: number }} Case */
/** @typedef {Case & Fault & { wounds: readonly string[], file: string }} Found */

/** As long as a command may take by the clock, in milliseconds: more than it may take of the processor, which others use as well. */
const PATIENCE = 20_000;
/** More than a graph of the largest size that is allowed needs. */
const MOST_MEMORY = 2 ** 31;
/** A process that once held so much is replaced, so that it is known which file the next peak belongs to. */
const STALE_MEMORY = 700 * 2 ** 20;

/**
 * Hurts so many files of each kind from the number `from` up, and judges them.
 * @param {{ seed: number, cases: readonly Case[], keep: string, tell?: (text: string) => void }} asked
 */
export async function campaign({ seed, cases, keep, tell = () => {} }) {
  const scratch = mkdtempSync(join(tmpdir(), "gradwire-mutation-"));
  mkdirSync(keep, { recursive: true });
  const program = await bundle(scratch);
  const start = () => judgeProcess(program, join(scratch, "exported"), seed, PATIENCE);
  let child = start();
  /** @type {Found[]} */
  const found = [];
  const most = { memory: 0, cpu: 0, of: "" };
  let opened = 0;
  try {
    for (const [at, { kind, index }] of cases.entries()) {
      if (at > 0 && at % 500 === 0) tell(`${at} of ${cases.length}, ${found.length} faults\n`);
      const end = await child.judge(kind, index);
      const { faults, wounds } = end;
      const isFull = end.memory > MOST_MEMORY;
      const all = isFull ? [...faults, { command: "", fault: `held ${Math.round(end.memory / 2 ** 20)} MB` }] : faults;
      opened += end.isOpened ? 1 : 0;
      most.memory = Math.max(most.memory, end.memory);
      if (end.slowest.cpu > most.cpu)
        Object.assign(most, { cpu: end.slowest.cpu, of: `${kind}:${index} ${end.slowest.command}` });
      if (end.isGone || end.memory > STALE_MEMORY) {
        child.end();
        child = start();
      }
      if (all.length === 0) continue;
      const file = join(keep, `${kind}-${seed}-${index}.${kind === "document" ? "gradwire" : "gradrec"}`);
      await child.write(kind, index, file);
      for (const { command, fault } of all) {
        found.push({ kind, index, command, fault, wounds, file });
        tell(`${kind}:${index} ${command}: ${fault} [${wounds.join(", ")}]\n`);
      }
    }
  } finally {
    child.end();
    rmSync(scratch, { recursive: true, force: true });
  }
  return { found, opened, most };
}

/**
 * The program that judges, bundled as the command line is, with the player where the command line looks for it.
 * @param {string} folder
 */
async function bundle(folder) {
  const outDir = join(folder, "main");
  await build({
    configFile: false,
    root,
    logLevel: "error",
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: join(root, "mutation", "child.ts"), outDir, target: "node20.19", emptyOutDir: true },
  });
  await buildPlayer(join(folder, "player"));
  return join(outDir, "child.js");
}

/**
 * A process of its own, as what hangs can only be ended from outside.
 * @param {string} program
 * @param {string} scratch a file that the commands may write
 * @param {number} seed
 * @param {number} patience how long a command may take, in milliseconds
 */
export function judgeProcess(program, scratch, seed, patience) {
  const child = fork(program, [root, scratch], { execArgv: ["--max-old-space-size=2048"] });
  let begun = "";
  /** @param {Kind} kind @param {number} index @param {string} [writeTo] @returns {Promise<Exclude<Answer, { begins: string }> | null>} */
  const ask = (kind, index, writeTo) =>
    new Promise((resolve) => {
      /** @type {NodeJS.Timeout} */
      let timer;
      /** @param {Exclude<Answer, { begins: string }> | null} answer */
      const finish = (answer) => {
        clearTimeout(timer);
        child.removeAllListeners("message").removeAllListeners("exit");
        resolve(answer);
      };
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => child.kill("SIGKILL"), patience);
      };
      child.on("exit", () => finish(null));
      child.on("message", (/** @type {Answer} */ answer) => {
        if (!("begins" in answer)) return finish(answer);
        begun = answer.begins;
        wait();
      });
      wait();
      child.send({ kind, seed, index, ...(writeTo === undefined ? {} : { writeTo }) });
    });
  return {
    /** @param {Kind} kind @param {number} index */
    async judge(kind, index) {
      const answer = await ask(kind, index);
      if (answer && "verdict" in answer)
        return { ...answer.verdict, wounds: answer.wounds, memory: answer.memory, isGone: false };
      const how = child.signalCode === "SIGKILL" ? `gave no answer in ${patience / 1000} s` : "ended the process";
      const slowest = { command: begun, cpu: patience };
      return {
        isOpened: false,
        faults: [{ command: begun, fault: how }],
        slowest,
        wounds: [],
        memory: 0,
        isGone: true,
      };
    },
    /** @param {Kind} kind @param {number} index @param {string} path */
    write: (kind, index, path) => ask(kind, index, path),
    end: () => child.kill("SIGKILL"),
  };
}

/**
 * @param {Kind} kind
 * @param {number} count
 * @param {number} from
 * @returns {readonly Case[]}
 */
export function casesOf(kind, count, from = 0) {
  return Array.from({ length: count }, (_, at) => ({ kind, index: from + at }));
}

/** @returns {Promise<void>} */
async function run() {
  const { values } = parseArgs({
    options: {
      documents: { type: "string", default: "12000" },
      recordings: { type: "string", default: "3000" },
      from: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
      keep: { type: "string", default: join(root, ".cache", "mutation") },
    },
  });
  const [kind, index] = values.only?.split(":") ?? [];
  const cases =
    kind === "document" || kind === "recording"
      ? casesOf(kind, 1, Number(index))
      : [
          ...casesOf("document", Number(values.documents), Number(values.from)),
          ...casesOf("recording", Number(values.recordings), Number(values.from)),
        ];
  const began = Date.now();
  const tell = (/** @type {string} */ text) => void process.stdout.write(text);
  const { found, opened, most } = await campaign({ seed: Number(values.seed), cases, keep: values.keep, tell });
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  tell(
    `${cases.length} files in ${minutes} min, ${opened} opened; ${found.length} faults in ${new Set(found.map(({ file }) => file)).size} files. ` +
      `The slowest command took ${(most.cpu / 1000).toFixed(1)} s (${most.of}); the most memory was ${Math.round(most.memory / 2 ** 20)} MB.\n`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run();
