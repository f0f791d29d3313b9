import { execFileSync, spawn } from "node:child_process";
import { createReadStream, openSync } from "node:fs";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildProgram } from "../disk/fixtures/build-program";

const lesson = "resources/lessons/03-two-paths.gradwire";
let folder: string;
let program: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradwire-program-"));
  program = await buildProgram(new URL("index.ts", import.meta.url), at("built"));
});
afterAll(() => rm(folder, { recursive: true }));

type Stream = number | "pipe";

/** Runs the command line as a shell would. What is written to standard input may not end. */
async function gradwire(
  words: readonly string[],
  streams: { stdin?: Stream; stdout?: Stream; endless?: boolean } = {},
) {
  const { stdin = openSync("/dev/null", "r"), stdout = "pipe", endless = false } = streams;
  const child = spawn(process.execPath, [program, ...words], { stdio: [endless ? "pipe" : stdin, stdout, "pipe"] });
  if (endless && child.stdin) {
    child.stdin.on("error", () => {});
    createReadStream("/dev/zero")
      .on("error", () => {})
      .pipe(child.stdin);
  }
  const over = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const [out, err] = await Promise.all([
    child.stdout ? textOf(child.stdout) : "",
    child.stderr ? textOf(child.stderr) : "",
  ]);
  return { code: await over, out, err };
}

describe("what does not end is read up to the limit and no further", () => {
  const refused = (name: string) => ({
    code: 1,
    out: "",
    err: `${name}: “${name}” goes on beyond 64 MB. Gradwire opens files of up to 64 MB. (schema)\n`,
  });

  test("a device", async () => {
    expect(await gradwire(["run", "/dev/zero"])).toEqual(refused("/dev/zero"));
  });

  test("standard input", async () => {
    expect(await gradwire(["run", "-"], { endless: true })).toEqual(refused("-"));
  });

  test("a pipe that has a name", async () => {
    execFileSync("mkfifo", [at("pipe")]);
    const writer = spawn("sh", ["-c", `exec cat /dev/zero > "${at("pipe")}"`], { stdio: "ignore" });
    expect(await gradwire(["run", at("pipe")])).toEqual(refused(at("pipe")));
    writer.kill("SIGKILL");
  });
});

describe("standard input and output by whatever name", () => {
  test("a graph that the shell opened is not written over", async () => {
    await writeFile(at("graph"), await readFile(lesson));
    for (const name of ["-", "/dev/stdin"]) {
      const words = ["record", name, "-o", at("graph"), "--force"];
      const { code, err } = await gradwire(words, { stdin: openSync(at("graph"), "r") });
      expect([code, err]).toEqual([2, expect.stringContaining("is the file that is read")]);
    }
    expect(await readFile(at("graph"), "utf8")).toBe(await readFile(lesson, "utf8"));
  });

  test.each(["-", "/dev/stdout", "/dev/fd/1"])("%s goes on where the shell has opened a file", async (name) => {
    await writeFile(at("log"), "before\n");
    const { code } = await gradwire(["export", lesson, "--to", "latex", "-o", name], {
      stdout: openSync(at("log"), "a"),
    });
    await appendFile(at("log"), "after\n");
    expect(code).toBe(0);
    expect(await readFile(at("log"), "utf8")).toMatch(/^before\n% Exported[\s\S]*\\end\{document\}\nafter\n$/);
  });

  test("a pipe that has a name gets all", async () => {
    execFileSync("mkfifo", [at("through")]);
    const [{ code }, read] = await Promise.all([
      gradwire(["export", lesson, "--to", "svg", "-o", at("through")]),
      readFile(at("through"), "utf8"),
    ]);
    expect([code, read.slice(0, 5), read.slice(-7)]).toEqual([0, "<svg ", "</svg>\n"]);
  });
});

test("of two recordings into one file the second is refused, and nothing is left of a killed one", async () => {
  const words = ["record", lesson, "--steps", "10000000", "--values", "all", "-o", at("one.gradrec")];
  const first = spawn(process.execPath, [program, ...words], { stdio: "ignore" });
  const drafts = async () => (await readdir(folder)).filter((name) => name.endsWith(".tmp"));
  await expect.poll(drafts, { timeout: 20_000 }).toHaveLength(1);
  const second = await gradwire(["record", lesson, "-o", at("one.gradrec"), "--json"]);
  expect(second.code).toBe(1);
  expect(JSON.parse(second.out).problems).toMatchObject([
    { code: "not-written", message: expect.stringContaining("another Gradwire is writing it") },
  ]);
  const over = new Promise((resolve) => first.on("exit", resolve));
  first.kill("SIGKILL");
  await over;
  expect(await drafts()).toHaveLength(1);
  expect((await gradwire(["ops"])).code).toBe(0);
  expect(await drafts()).toEqual([]);
  expect((await gradwire(["record", lesson, "-o", at("one.gradrec")])).code).toBe(0);
});
