import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MAX_FILE_BYTES } from "#core/document/file-size";
import { main } from "./main";

const lesson = "resources/lessons/03-two-paths.gradwire";
let folder: string;
let graph: string;
const at = (name: string) => join(folder, name);
const text = (name: string) => readFile(at(name), "utf8");

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "gradwire-output-")));
  graph = at("graph.gradwire");
  await writeFile(graph, await readFile(lesson));
});
afterEach(() => rm(folder, { recursive: true }));

async function gradwire(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await main(words, {
    out: (piece) => {
      out += piece;
    },
    err: (piece) => {
      err += piece;
    },
    input: async () => new Uint8Array(),
  });
  return { code, out, err };
}

const commands: readonly (readonly [string, readonly string[], string])[] = [
  ["record", ["record"], "a.gradrec"],
  ...["svg", "pytorch", "notebook", "latex"].map(
    (to) => [`export --to ${to}`, ["export", "--to", to], `a.${to}`] as const,
  ),
];

describe.each(commands)("%s", (_, words, name) => {
  test("writes over what it wrote before, and over an empty file", async () => {
    await writeFile(at(name), "");
    expect((await gradwire(...words, graph, "-o", at(name))).code).toBe(0);
    const first = await text(name);
    await chmod(at(name), 0o640);
    expect((await gradwire(...words, graph, "-o", at(name))).code).toBe(0);
    expect((await text(name)).length).toBe(first.length);
    expect((await stat(at(name))).mode & 0o777).toBe(0o640);
    expect((await readdir(folder)).sort()).toEqual([name, "graph.gradwire"].sort());
  });

  test("does not write over the file that it reads, by whatever name, even if it is forced to", async () => {
    const before = await readFile(graph, "utf8");
    await symlink("graph.gradwire", at("soft"));
    await link(graph, at("hard"));
    for (const other of ["graph.gradwire", "soft", "hard", "../".concat(folder.split("/").at(-1) ?? "", "/soft")]) {
      const { code, err } = await gradwire(...words, graph, "-o", `${folder}/${other}`, "--force");
      expect([code, err]).toEqual([2, expect.stringContaining("is the file that is read; give another path")]);
    }
    expect((await gradwire(...words, at("soft"), "-o", graph)).code).toBe(2);
    expect(await readFile(graph, "utf8")).toBe(before);
    expect((await lstat(at("soft"))).isSymbolicLink()).toBe(true);
  });

  test("writes over a file of somebody else's only where it is forced to", async () => {
    await writeFile(at(name), "my notes\n");
    const refused = await gradwire(...words, graph, "-o", at(name));
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("--force overwrites it")]);
    expect(await text(name)).toBe("my notes\n");
    expect((await gradwire(...words, graph, "-o", at(name), "--force")).code).toBe(0);
    expect(await text(name)).not.toContain("my notes");
  });

  test("writes over no export of another kind, and over no graph", async () => {
    const other = name === "a.svg" ? "latex" : "svg";
    await gradwire("export", "--to", other, graph, "-o", at("other"));
    const before = await text("other");
    expect((await gradwire(...words, graph, "-o", at("other"))).code).toBe(2);
    expect(await text("other")).toBe(before);
    await writeFile(at("another.gradwire"), await readFile(graph));
    expect((await gradwire(...words, graph, "-o", at("another.gradwire"))).code).toBe(2);
  });

  test("a read-only file stays", async () => {
    await writeFile(at(name), "");
    await chmod(at(name), 0o444);
    const { code, out, err } = await gradwire(...words, graph, "-o", at(name), "--json");
    expect([code, err]).toEqual([1, `gradwire: ${at(name)} cannot be written: it is read-only\n`]);
    expect(JSON.parse(out).problems).toMatchObject([{ code: "not-written" }]);
    expect(await text(name)).toBe("");
  });
});

describe("a recording ends where reading would", () => {
  test("at 1,048,576 events: it says so, and opens whole", { timeout: 120_000 }, async () => {
    const { code, out, err } = await gradwire(
      "record",
      graph,
      "-o",
      at("long.gradrec"),
      "--steps",
      "2000000",
      "--json",
    );
    const result = JSON.parse(out);
    expect([code, result]).toEqual([
      1,
      { ok: false, events: 2 ** 20, file: at("long.gradrec"), steps: expect.any(Number), stopped: "full" },
    ]);
    expect(err).toMatch(
      /^gradwire: it was stopped after \d+ steps: a recording holds 1048576 events and 64 MB at most\n$/,
    );
    const replayed = await gradwire("replay", at("long.gradrec"), "--json");
    expect([replayed.code, replayed.err, JSON.parse(replayed.out).step]).toEqual([0, "", result.steps]);
  });

  test("at 64 MB: it opens whole, and verifies", { timeout: 120_000 }, async () => {
    const value = Array.from({ length: 4000 }, (_, i) => Math.sin(i));
    const nodes = [
      { id: "x", type: "Input", params: { value }, config: { trainable: true } },
      { id: "y", type: "Input", params: { value: value.map((each) => each / 3) } },
      { id: "C", type: "Loss" },
    ];
    const wire = (source: string, targetHandle: string) => {
      return { id: targetHandle, source, sourceHandle: "out", target: "C", targetHandle };
    };
    const edges = [wire("x", "prediction"), wire("y", "target")];
    await writeFile(graph, JSON.stringify({ format: "gradwire-graph", version: 1, nodes, edges }));
    const words = ["record", graph, "-o", at("large.gradrec"), "--steps", "2000", "--values", "all", "--json"];
    const { code, out } = await gradwire(...words);
    const { steps } = JSON.parse(out);
    const { size } = await stat(at("large.gradrec"));
    expect(code).toBe(1);
    expect(size).toBeLessThanOrEqual(MAX_FILE_BYTES);
    expect(size).toBeGreaterThan(MAX_FILE_BYTES * 0.99);
    const verified = await gradwire("verify", at("large.gradrec"), "--json");
    expect([verified.code, verified.err]).toEqual([0, ""]);
    expect(JSON.parse(verified.out)).toEqual({ ok: true, steps, firstMismatch: null });
  });
});

describe("with --json every failure is JSON", () => {
  test.each([
    ["no command", [], 2, "usage"],
    ["a command that there is not", ["fly"], 2, "usage"],
    ["an option that there is not", ["run", "a", "--fast"], 2, "usage"],
    ["no file", ["check"], 2, "usage"],
    ["a number that is none", ["check", "a", "--eps", "no"], 2, "usage"],
    ["standard output that JSON needs", ["export", lesson, "--to", "svg", "-o", "-"], 2, "usage"],
    ["the same by another name", ["export", lesson, "--to", "svg", "-o", "/dev/stdout"], 2, "usage"],
    ["a step that there is not", ["export", lesson, "--to", "svg", "-o", "/dev/null", "--at", "99"], 2, "usage"],
    ["a file that is not there", ["run", "nowhere"], 1, "not-json"],
    ["a folder", ["replay", "src"], 1, "not-json"],
    ["a folder to write to that is not there", ["record", lesson, "-o", "no/where"], 1, "not-written"],
    ["a full disk", ["record", lesson, "-o", "/dev/full"], 1, "not-written"],
  ])("%s", async (_, words, exit, code) => {
    const told = await gradwire(...words, "--json");
    expect(told.code).toBe(exit);
    expect(JSON.parse(told.out)).toEqual({ problems: [expect.objectContaining({ code, node: null })] });
    expect(told.err).not.toBe("");
  });
});

test("what is written to no file goes where it is to go", async () => {
  expect((await gradwire("record", graph, "-o", "/dev/null")).code).toBe(0);
  expect((await gradwire("export", graph, "--to", "svg", "-o", "/dev/null", "--json")).code).toBe(0);
  expect((await gradwire("export", graph, "--to", "svg", "-o", "/dev/stdout")).out).toMatch(/^<svg /);
});

test("a link stays, and a folder is no file", async () => {
  await mkdir(at("inner"));
  await symlink("inner/a.svg", at("a.svg"));
  expect((await gradwire("export", graph, "--to", "svg", "-o", at("a.svg"))).code).toBe(0);
  expect((await lstat(at("a.svg"))).isSymbolicLink()).toBe(true);
  expect(await text("inner/a.svg")).toMatch(/^<svg /);
  expect(await gradwire("export", graph, "--to", "svg", "-o", at("inner"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("it is a folder"),
  });
});
