import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readTextFile, writeFile as saveFile } from "./text-files";

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

  test("reads UTF-16 by its mark, refuses Latin-1 with the place, and opens a cut recording as far as it goes", async () => {
    await writeFile(at("wide.gradwire"), Buffer.from('\uFEFF{"σ":1}', "utf16le"));
    expect(await readTextFile(at("wide.gradwire"))).toMatchObject({ kind: "done", value: { text: '{"σ":1}' } });
    await writeFile(at("latin.gradwire"), Buffer.from('{"title":"für"}', "latin1"));
    expect(await readTextFile(at("latin.gradwire"))).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/^“latin\.gradwire” is not in UTF-8 \(byte FC in line 1\)/),
    });
    const lines = `{"format":"gradwire-recording"}\n${'[0,"c",{}]\n'.repeat(500)}`;
    const packed = gzipSync(lines);
    await writeFile(at("cut.gradrec.gz"), packed.subarray(0, packed.length - 9));
    const read = await readTextFile(at("cut.gradrec.gz"));
    expect(read.kind === "done" && lines.startsWith(read.value.text) && read.value.text.length > 1000).toBe(true);
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
      message: "“gone” could not be read: there is no such file.",
    });
    expect(await readTextFile(at("folder"))).toEqual({ kind: "failed", message: "“folder” is not a file." });
  });
});

describe("writeFile", () => {
  const never = () => Promise.reject(new Error("nobody is asked"));

  test("writes text and bytes, and gives the name", async () => {
    await writeFile(at("a.gradwire"), "a much longer text than the new one");
    expect(await saveFile(at("a.gradwire"), "∂", never)).toEqual({ kind: "done", value: "a.gradwire" });
    expect(await saveFile(at("b.png"), Uint8Array.of(1, 2, 255), never)).toEqual({ kind: "done", value: "b.png" });
    expect(await readFile(at("a.gradwire"), "utf8")).toBe("∂");
    expect([...(await readFile(at("b.png")))]).toEqual([1, 2, 255]);
  });

  test.each([
    ["there is no such folder", "nowhere/a.gradwire", "there is no such folder"],
    ["a folder has that name", ".", "it is a folder"],
  ])("says that %s", async (_, path, reason) => {
    expect(await saveFile(at(path), "", never)).toEqual({
      kind: "failed",
      message: `“${basename(at(path))}” could not be saved: ${reason}.`,
    });
  });
});
