import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readTextFile, writeWhole } from "./text-files";

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradwire-files-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("readTextFile", () => {
  test("gives the name without the folder, and the text without a byte order mark", async () => {
    await writeFile(at("σ.gradwire"), "\uFEFF{}");
    expect(await readTextFile(at("σ.gradwire"))).toEqual({ kind: "done", value: { name: "σ.gradwire", text: "{}" } });
  });

  test("refuses a file of 200 MB with its size and does not read it", async () => {
    await writeFile(at("huge.gradwire"), "");
    await truncate(at("huge.gradwire"), 200 * 1024 * 1024);
    expect(await readTextFile(at("huge.gradwire"))).toEqual({
      kind: "failed",
      message: "“huge.gradwire” is 200 MB. Gradwire opens files of up to 64 MB.",
    });
  });

  test("reads a file of exactly the limit", async () => {
    await writeFile(at("full.csv"), "");
    await truncate(at("full.csv"), 64 * 1024 * 1024);
    const read = await readTextFile(at("full.csv"));
    expect(read.kind === "done" && read.value.text.length).toBe(64 * 1024 * 1024);
  });

  test("unpacks a file packed by gzip, whatever it is called", async () => {
    await writeFile(at("a.gradrec.gz"), gzipSync('{"σ":1}\n'));
    expect(await readTextFile(at("a.gradrec.gz"))).toEqual({
      kind: "done",
      value: { name: "a.gradrec.gz", text: '{"σ":1}\n' },
    });
  });

  test("refuses a few bytes that unpack to more than the limit, and a packed file that is cut off", async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
    await writeFile(at("bomb.gz"), bomb);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readTextFile(at("bomb.gz"))).toEqual({
      kind: "failed",
      message: "“bomb.gz” is larger than 64 MB once it is unpacked. Gradwire opens files of up to 64 MB.",
    });
    await writeFile(at("cut.gz"), gzipSync("a text that is long enough to be cut").subarray(0, 20));
    expect(await readTextFile(at("cut.gz"))).toEqual({
      kind: "failed",
      message: "“cut.gz” could not be unpacked: it is cut off or damaged.",
    });
  });

  test("says why a file cannot be read", async () => {
    await mkdir(at("folder"));
    expect(await readTextFile(at("gone"))).toEqual({
      kind: "failed",
      message: "“gone” could not be read: there is no such file or folder.",
    });
    expect(await readTextFile(at("folder"))).toEqual({ kind: "failed", message: "“folder” is not a file." });
  });
});

describe("writeWhole", () => {
  test("writes text and bytes, over what was there, and leaves nothing beside them", async () => {
    await writeFile(at("a.gradwire"), "a much longer text than the new one");
    expect(await writeWhole(at("a.gradwire"), "∂")).toEqual({ kind: "done", value: "a.gradwire" });
    expect(await writeWhole(at("b.png"), Uint8Array.of(1, 2, 255))).toEqual({ kind: "done", value: "b.png" });
    expect(await readFile(at("a.gradwire"), "utf8")).toBe("∂");
    expect([...(await readFile(at("b.png")))]).toEqual([1, 2, 255]);
    expect((await readdir(folder)).sort()).toEqual(["a.gradwire", "b.png"]);
  });

  test("keeps the permissions of the file that it replaces", async () => {
    await writeFile(at("mine.gradwire"), "old");
    await chmod(at("mine.gradwire"), 0o600);
    await writeWhole(at("mine.gradwire"), "new");
    expect((await stat(at("mine.gradwire"))).mode & 0o777).toBe(0o600);
  });

  test("leaves the old file and no draft when it cannot take its place", async () => {
    await mkdir(at("taken"));
    await writeFile(join(at("taken"), "inside"), "kept");
    const written = await writeWhole(at("taken"), "new");
    expect(written.kind).toBe("failed");
    expect(await readFile(join(at("taken"), "inside"), "utf8")).toBe("kept");
    expect(await readdir(folder)).toEqual(["taken"]);
  });

  test("says that there is no such folder", async () => {
    expect(await writeWhole(join(folder, "nowhere", "a.gradwire"), "")).toEqual({
      kind: "failed",
      message: "“a.gradwire” could not be saved: there is no such file or folder.",
    });
  });
});
