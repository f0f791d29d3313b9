import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { main } from "./main";

const graph = "resources/lessons/03-two-paths.gradwire";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradwire-export-"));
});

async function gradwire(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    input: async () => new Uint8Array(),
  };
  const code = await main(words, io);
  return { code, out, err };
}

test("a picture of a graph shows its whole run", async () => {
  const { code, out } = await gradwire("export", graph, "--to", "svg", "-o", "-");
  expect(code).toBe(0);
  expect(out).toMatch(/^<svg [^>]*data-theme="light"/);
  expect(out).toContain("Edge from t to t of y: value 0.8; gradient 1.4454658970236913.");
  expect(out).not.toContain('data-state="not-yet"');
});

test("a picture of a step shows what is computed by then, of a graph as of its recording", async () => {
  const recording = join(folder, "walk.gradrec");
  expect((await gradwire("record", graph, "-o", recording)).code).toBe(0);
  const of = async (file: string) => (await gradwire("export", file, "--to", "svg", "--at", "9", "-o", "-")).out;
  const picture = await of(recording);
  expect(picture).toContain("Edge from y to y of z: value 0.7173560908995228; gradient 2.074712181799046.");
  expect(picture).toContain("Edge from t to t of y: value 0.8; gradient not yet.");
  expect(await of(graph)).toBe(picture);
});

test("a picture is written to a file, dark if that is wanted, and --json says which", async () => {
  const file = join(folder, "two-paths.svg");
  const { code, out } = await gradwire("export", graph, "--to", "svg", "--theme", "dark", "-o", file, "--json");
  expect(code).toBe(0);
  const picture = await readFile(file, "utf8");
  expect(picture).toContain('data-theme="dark"');
  expect(JSON.parse(out)).toEqual({ ok: true, file, bytes: Buffer.byteLength(picture) });
});

test("a graph is written as Python and as a notebook, and so is the one that a recording ends with", async () => {
  const file = join(folder, "two-paths.py");
  const { code, out } = await gradwire("export", graph, "--to", "pytorch", "-o", file);
  expect([code, out]).toEqual([0, `${file}: 5 kB\n`]);
  const python = await readFile(file, "utf8");
  expect(python).toMatch(/^class \w+\(nn\.Module\):$/m);
  const recording = join(folder, "two-paths.gradrec");
  await gradwire("record", graph, "-o", recording);
  expect((await gradwire("export", recording, "--to", "pytorch", "-o", "-")).out).toBe(python);
  const notebook = await gradwire("export", graph, "--to", "notebook", "-o", "-");
  expect(JSON.parse(notebook.out)).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
});

test("a graph with problems is written as nothing, and they are told", async () => {
  const file = join(folder, "broken.gradwire");
  const nodes = [{ id: "z", type: "Linear", params: { weight: [[1]] } }];
  await writeFile(file, JSON.stringify({ format: "gradwire-graph", version: 1, nodes, edges: [] }));
  const { code, out, err } = await gradwire("export", file, "--to", "pytorch", "-o", "-");
  expect([code, out, err]).toEqual([1, "", `${file}: node "z", handle "x": needs an edge (missing-input)\n`]);
});

test.each([
  [["--to", "onnx", "-o", "-"], "there is no export to onnx; give --to html, svg, pytorch, notebook or latex"],
  [["-o", "-"], "to what? Give --to html, svg, pytorch, notebook or latex"],
  [["--to", "svg"], "where to? Give -o with a path, or - for standard output"],
  [["--to", "svg", "-o", "-", "--at", "99"], "--at 99: there are steps from 0 to 13"],
  [["--to", "svg", "-o", "-", "--theme", "blue"], "--theme takes light or dark, got blue"],
  [["--to", "html", "-o", "-", "--at", "1"], "--at is for --to svg"],
  [["--to", "pytorch", "-o", "-", "--theme", "dark"], "--theme is for --to svg"],
])("%s is wrong usage, and says what to do", async (words, said) => {
  const { code, out, err } = await gradwire("export", graph, ...words);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(said);
});

test("a file that cannot be read or written is told in words", async () => {
  const missing = await gradwire("export", "nowhere.gradrec", "--to", "svg", "-o", "-");
  expect([missing.code, missing.err]).toEqual([
    1,
    "nowhere.gradrec: cannot be read: there is no such file (not-json)\n",
  ]);
  const unwritable = await gradwire("export", graph, "--to", "svg", "-o", join(folder, "no", "such", "folder.svg"));
  expect(unwritable.code).toBe(1);
  expect(unwritable.err).toContain("cannot be written: there is no such folder");
});
