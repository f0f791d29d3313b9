import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, link, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildProgram } from "./fixtures/build-program";

let built: string;
let saver: string;
let folder: string;
const children: ChildProcess[] = [];
const at = (name: string) => join(folder, name);
const text = (name: string) => readFile(at(name), "utf8");
/** Where the programs of a test keep their notes. */
const home = () => ({ ...process.env, XDG_DATA_HOME: at("notes") });
const notes = () => readdir(at("notes/gradwire/writing")).catch(() => []);

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), "gradwire-saver-"));
  await chmod(built, 0o755);
  saver = await buildProgram(new URL("fixtures/saver.ts", import.meta.url), built);
});
afterAll(() => rm(built, { recursive: true }));

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "gradwire-disk-")));
  await chmod(folder, 0o755);
  await mkdir(at("notes"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

function save(...words: readonly string[]) {
  return JSON.parse(execFileSync(process.execPath, [saver, ...words], { env: home(), encoding: "utf8" }));
}

function sweep() {
  execFileSync(process.execPath, [saver, "sweep"], { env: home() });
}

/** Starts a saver and waits until it is at work. */
async function begin(...words: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [saver, ...words], { env: home() });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess) {
  const over = once(child, "exit");
  child.kill("SIGKILL");
  await over;
}

describe("two processes", () => {
  test("the second is refused while the first writes the file, by whatever name, and not once that is killed", async () => {
    await writeFile(at("a"), "old");
    await link(at("a"), at("b"));
    const first = await begin("alone", at("a"));
    for (const name of ["a", "b"]) {
      const second = spawnSync(process.execPath, [saver, "alone", at(name)], { env: home(), encoding: "utf8" });
      expect(JSON.parse(second.stdout.replace("begun\n", ""))).toEqual({
        kind: "refused",
        why: "taken",
        reason: "another Gradwire is writing it",
      });
    }
    await kill(first);
    const third = await begin("alone", at("b"));
    expect(third.exitCode).toBeNull();
    expect(await text("a")).toBe("old");
  });

  test("one does not sweep away what another is still gathering", async () => {
    const first = await begin("alone", at("a"));
    const gathered = () => readdir(folder).then((files) => files.filter((file) => file.endsWith(".tmp")));
    await expect.poll(gathered).toHaveLength(1);
    sweep();
    save("once", at("b"), "new");
    expect(await gathered()).toHaveLength(1);
    expect(await notes()).toHaveLength(1);
    await kill(first);
    sweep();
    expect([await gathered(), await notes()]).toEqual([[], []]);
  });

  test("what was gathered is swept where there is no note of it, by the next that writes into the folder", async () => {
    const first = await begin("alone", at("a"));
    const gathered = () => readdir(folder).then((files) => files.filter((file) => file.endsWith(".tmp")));
    await expect.poll(gathered).toHaveLength(1);
    await kill(first);
    await rm(at("notes"), { recursive: true });
    await mkdir(at("notes"));
    await writeFile(at(".gradwire-notes.tmp"), "somebody's own");
    save("once", at("b"), "new");
    expect((await readdir(folder)).sort()).toEqual([".gradwire-notes.tmp", "b", "notes"]);
  });
});

/** Draws numbers from 0 to 1 that are the same in each run. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

describe("killed at any moment", () => {
  const SIZE = 2_000_000;

  test.each([
    ["a file of one name", false],
    ["a file of two names", true],
  ])("%s is old or new and whole after the next start, and nothing is left", async (_, linked) => {
    const draw = drawing(7);
    await writeFile(at("a"), "a".repeat(SIZE));
    if (linked) await link(at("a"), at("b"));
    for (let time = 0; time < 6; time += 1) {
      const child = await begin("forever", at("a"), String(SIZE));
      await new Promise((resolve) => setTimeout(resolve, draw() * 60));
      expect(child.exitCode).toBeNull();
      await kill(child);
      sweep();
      const content = await text("a");
      expect(content.length).toBe(SIZE);
      expect(new Set(content).size).toBe(1);
      expect((await readdir(folder)).sort()).toEqual(linked ? ["a", "b", "notes"] : ["a", "notes"]);
      expect(await notes()).toEqual([]);
    }
  });
});

describe.skipIf(process.getuid?.() !== 0)(
  "as a user who may not do everything (skipped: needs root to become one)",
  () => {
    const someone = 41234;
    const run = (...words: readonly string[]) => {
      const { stdout } = spawnSync(process.execPath, [saver, ...words], {
        env: home(),
        encoding: "utf8",
        uid: someone,
        gid: someone,
      });
      return JSON.parse(stdout);
    };
    beforeEach(() => chown(at("notes"), someone, someone));

    test("a folder that takes no new files: its files are written over themselves, once that was agreed to", async () => {
      await mkdir(at("inner"));
      await writeFile(at("inner/a"), "old");
      await chown(at("inner/a"), someone, someone);
      const { ino } = await stat(at("inner/a"));
      expect(run("once", at("inner/a"), "new one")).toEqual({
        kind: "refused",
        why: "folder",
        reason: "its folder takes no new files",
      });
      expect(run("over", at("inner/b"), "new")).toMatchObject({
        why: "failed",
        reason: "its folder takes no new files",
      });
      expect(run("over", at("inner/a"), "new one").kind).toBe("written");
      expect([await text("inner/a"), (await stat(at("inner/a"))).ino]).toEqual(["new one", ino]);
      expect(await notes()).toEqual([]);
    });

    test("somebody else's file that this user may write keeps its owner", async () => {
      await mkdir(at("shared"));
      await chmod(at("shared"), 0o777);
      await writeFile(at("shared/a"), "old");
      await chown(at("shared/a"), 0, someone);
      await chmod(at("shared/a"), 0o664);
      expect(run("once", at("shared/a"), "new").kind).toBe("written");
      const { uid, gid, mode } = await stat(at("shared/a"));
      expect([await text("shared/a"), uid, gid, (mode & 0o7777).toString(8)]).toEqual(["new", 0, someone, "664"]);
      expect(await readdir(at("shared"))).toEqual(["a"]);
    });

    test("a file that it may not write is refused", async () => {
      await mkdir(at("shared"));
      await chmod(at("shared"), 0o777);
      await writeFile(at("shared/a"), "old");
      expect(run("once", at("shared/a"), "new")).toMatchObject({ why: "read-only" });
      expect(await text("shared/a")).toBe("old");
    });

    test("where no note can be kept, a file of one name is written all the same, and one of two is refused", async () => {
      await chown(at("notes"), 0, 0);
      await mkdir(at("own"));
      await chown(at("own"), someone, someone);
      expect(run("once", at("own/a"), "new").kind).toBe("written");
      await link(at("own/a"), at("own/b"));
      expect(run("once", at("own/a"), "newer")).toMatchObject({ kind: "refused", why: "failed" });
      expect(await text("own/b")).toBe("new");
    });
  },
);
