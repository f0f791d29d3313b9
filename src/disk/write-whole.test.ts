import { execFileSync } from "node:child_process";
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readNotes } from "./notes";
import { writeWhole } from "./write-whole";

let folder: string;
const at = (name: string) => join(folder, name);
const text = (name: string) => readFile(at(name), "utf8");
const mode = async (name: string) => ((await stat(at(name))).mode & 0o7777).toString(8);

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "gradwire-disk-")));
});
afterEach(() => rm(folder, { recursive: true }));

const isRoot = process.getuid?.() === 0;
const asRoot = test.skipIf(!isRoot);

test("writes text, bytes and pieces, over what was there, and leaves nothing beside them", async () => {
  await writeFile(at("a"), "a much longer text than the new one");
  expect(await writeWhole(at("a"), "∂")).toEqual({ kind: "written", bytes: 3 });
  expect(await writeWhole(at("b"), Uint8Array.of(1, 2, 255))).toEqual({ kind: "written", bytes: 3 });
  expect(await writeWhole(at("c"), ["0123456789".repeat(30_000), "\ud835", "\udf0b", "."])).toEqual({
    kind: "written",
    bytes: 300_005,
  });
  expect(await text("a")).toBe("∂");
  expect([...(await readFile(at("b")))]).toEqual([1, 2, 255]);
  expect((await text("c")).slice(-4)).toBe("9\ud835\udf0b.");
  expect((await readdir(folder)).sort()).toEqual(["a", "b", "c"]);
  expect((await readNotes()).active.filter(({ target }) => target.startsWith(folder))).toEqual([]);
});

describe("a link stays, and what it leads to is written", () => {
  test.each([
    ["one that is absolute", () => at("inner/real")],
    ["one that is relative", () => "inner/real"],
    ["one that leads to another", () => "second"],
  ])("%s", async (_, to) => {
    await mkdir(at("inner"));
    await writeFile(at("inner/real"), "old");
    await symlink("inner/real", at("second"));
    await symlink(to(), at("first"));
    expect(await writeWhole(at("first"), "new")).toEqual({ kind: "written", bytes: 3 });
    expect(await readlink(at("first"))).toBe(to());
    expect((await lstat(at("second"))).isSymbolicLink()).toBe(true);
    expect((await lstat(at("inner/real"))).isFile()).toBe(true);
    expect(await text("inner/real")).toBe("new");
    expect(await readdir(at("inner"))).toEqual(["real"]);
  });

  test("one whose file is not there yet", async () => {
    await mkdir(at("inner"));
    await symlink("inner/real", at("second"));
    await symlink("second", at("first"));
    expect(await writeWhole(at("first"), "new")).toEqual({ kind: "written", bytes: 3 });
    expect((await lstat(at("first"))).isSymbolicLink()).toBe(true);
    expect((await lstat(at("second"))).isSymbolicLink()).toBe(true);
    expect(await text("inner/real")).toBe("new");
  });

  test("links that lead in a circle are told", async () => {
    await symlink("b", at("a"));
    await symlink("a", at("b"));
    expect(await writeWhole(at("a"), "new")).toMatchObject({ why: "failed", reason: "its links lead in a circle" });
  });
});

test("all names of a file go on naming the same file, longer or shorter", async () => {
  await writeFile(at("a"), "old");
  await link(at("a"), at("b"));
  for (const content of ["a longer new one", "new"]) {
    expect((await writeWhole(at("b"), content)).kind).toBe("written");
    expect([await text("a"), await text("b")]).toEqual([content, content]);
    expect((await stat(at("a"))).ino).toBe((await stat(at("b"))).ino);
  }
  expect((await readdir(folder)).sort()).toEqual(["a", "b"]);
});

describe("permissions stay", () => {
  test.each(["664", "600", "2664", "640", "666"])("%s, whatever the umask", async (permissions) => {
    await writeFile(at("mine"), "old");
    await chmod(at("mine"), Number.parseInt(permissions, 8));
    expect((await writeWhole(at("mine"), "new")).kind).toBe("written");
    expect([await mode("mine"), await text("mine")]).toEqual([permissions, "new"]);
  });

  test("a new file has those that any new file has", async () => {
    await writeFile(at("other"), "");
    await writeWhole(at("mine"), "new");
    expect(await mode("mine")).toBe(await mode("other"));
  });

  asRoot("owner and group stay, also in a folder that gives its group on", async () => {
    await mkdir(at("shared"));
    await chown(at("shared"), 0, 4242);
    await chmod(at("shared"), 0o2775);
    for (const [uid, gid] of [
      [1234, 5678],
      [0, 0],
    ] as const) {
      const path = at(`shared/${uid}`);
      await writeFile(path, "old");
      await chown(path, uid, gid);
      await chmod(path, 0o664);
      expect((await writeWhole(path, "new")).kind).toBe("written");
      const status = await stat(path);
      expect([status.uid, status.gid, (status.mode & 0o7777).toString(8)]).toEqual([uid, gid, "664"]);
    }
  });
});

describe("refuses, and leaves all as it was", () => {
  test("a read-only file, also where the system would let this user", async () => {
    await writeFile(at("fixed"), "old");
    await chmod(at("fixed"), 0o444);
    expect(await writeWhole(at("fixed"), "new")).toEqual({
      kind: "refused",
      why: "read-only",
      reason: "it is read-only",
    });
    expect([await text("fixed"), await mode("fixed")]).toEqual(["old", "444"]);
  });

  test.each([
    ["a folder", ".", "it is a folder"],
    ["a name that says folder", "new/", "it is a folder"],
    ["a folder that is not there", "nowhere/a", "there is no such folder"],
    ["a file where a folder should be", "file/a", "a part of its path is not a folder"],
    ["a name that is too long", "σ".repeat(128), "its name is too long"],
  ])("%s", async (_, name, reason) => {
    await writeFile(at("file"), "old");
    expect(await writeWhole(`${folder}/${name}`, "new")).toEqual({ kind: "refused", why: "failed", reason });
    expect(await readdir(folder)).toEqual(["file"]);
  });

  test("content that breaks off: its error is thrown, and the old file stays whole", async () => {
    await writeFile(at("a"), "old");
    const pieces = async function* () {
      yield "x".repeat(200_000);
      throw new RangeError("there is no more");
    };
    await expect(writeWhole(at("a"), pieces())).rejects.toThrow("there is no more");
    await link(at("a"), at("b"));
    await expect(writeWhole(at("a"), pieces())).rejects.toThrow("there is no more");
    expect([await text("a"), await text("b")]).toEqual(["old", "old"]);
    expect((await readdir(folder)).sort()).toEqual(["a", "b"]);
  });
});

test("a name as long as the system takes is written", async () => {
  const name = `${"σ".repeat(127)}.`;
  await writeWhole(at(name), "first");
  await writeWhole(at(name), "second");
  expect([await text(name), await readdir(folder)]).toEqual(["second", [name]]);
});

describe("what is no file gets the content as it comes", () => {
  test("a pipe", async () => {
    execFileSync("mkfifo", [at("pipe")]);
    const [written, read] = await Promise.all([writeWhole(at("pipe"), "through"), text("pipe")]);
    expect([written, read]).toEqual([{ kind: "written", bytes: 7 }, "through"]);
    expect((await lstat(at("pipe"))).isFIFO()).toBe(true);
  });

  test("/dev/null stays what it is, and a full device is told", async () => {
    expect((await writeWhole("/dev/null", "gone")).kind).toBe("written");
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
    expect(await writeWhole("/dev/full", "no room")).toMatchObject({ reason: "the disk is full" });
  });
});
