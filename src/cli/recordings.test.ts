import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { main } from "./main";

const lessons = (await readdir("resources/lessons")).filter((name) => name.endsWith(".gradwire"));
const chain = "resources/lessons/03-two-paths.gradwire";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradwire-recordings-"));
});

async function gradwire(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
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

async function json(...words: readonly string[]) {
  const { out, ...rest } = await gradwire([...words, "--json"]);
  return { ...rest, result: JSON.parse(out) };
}

/** Records a lesson and gives the path of the recording. */
async function recorded(file: string, ...more: readonly string[]): Promise<string> {
  const path = join(folder, `${Math.random()}.gradrec`);
  const { code, err } = await gradwire(["record", file, "-o", path, ...more]);
  expect([code, err]).toEqual([0, ""]);
  return path;
}

const withoutTimes = (text: string) => text.replace(/"created":"[^"]*"/, "").replace(/^\[[\d.]+,/gm, "[0,");

describe.each(lessons)("%s", (lesson) => {
  const file = join("resources/lessons", lesson);

  test("a recording of it verifies, and its last state is the run", async () => {
    const path = await recorded(file);
    expect((await json("verify", path)).result).toMatchObject({ ok: true, firstMismatch: null });
    const { result } = await json("replay", path);
    const { step, ...state } = result;
    expect(step).toBeGreaterThan(0);
    expect(state).toEqual((await json("run", file)).result);
  });

  test("recorded twice, the bytes agree but for created and dt", async () => {
    const [one, other] = [await recorded(file), await recorded(file)];
    expect(withoutTimes(await readFile(one, "utf8"))).toBe(withoutTimes(await readFile(other, "utf8")));
  });
});

test("what is not computed after a step is null, and what is, is as in the run", async () => {
  const path = await recorded(chain);
  const run = (await json("run", chain)).result;
  const { result } = await json("replay", path, "--at", "10");
  expect(result.step).toBe(10);
  expect(result.nodes.z).toEqual(run.nodes.z);
  // One of t's two contributions has come back: the sum is that one.
  expect(result.edges["t-y.t"].grad).toBe(run.edges["t-y.t"].grad);
  expect(result.edges["t-x.t"].grad).toBeNull();
  expect(result.nodes.t.outputs.out.grad).toBe(run.edges["t-y.t"].grad);
  expect(result.nodes.t.params.value.grad).toBeNull();
  const before = (await json("replay", path, "--at", "0")).result;
  expect([before.cost, before.nodes.z.outputs.out.value]).toEqual([null, null]);
});

test("training ends where the graph with the learned params ends", async () => {
  const file = "resources/lessons/06-penguin-batch.gradwire";
  const path = await recorded(file, "--steps", "300", "--lr", "0.05");
  expect((await json("verify", path)).result.ok).toBe(true);
  const { result } = await json("replay", path);
  const graph = JSON.parse(await readFile(file, "utf8"));
  for (const node of graph.nodes) {
    for (const name of Object.keys(node.params ?? {})) node.params[name] = result.nodes[node.id].params[name].value;
  }
  const learned = join(folder, "learned.gradwire");
  await writeFile(learned, JSON.stringify(graph));
  const run = (await json("run", learned)).result;
  expect(run.cost).toBeCloseTo(result.cost, 12);
  expect(run.cost).toBeLessThan((await json("run", file)).result.cost);
});

test("a tampered value is found, and its step and place are named", async () => {
  const path = await recorded(chain);
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace('"step":4,"node":"y","out":0.7173', '"step":4,"node":"y","out":0.7174'));
  const { code, result, err } = await json("verify", path);
  expect(code).toBe(1);
  expect(result).toMatchObject({ ok: false, firstMismatch: { step: 4, node: "y", what: "value" } });
  expect(err).toContain("has been changed since it was written");
});

test("one that a crash cut off opens up to its last whole line", async () => {
  const path = await recorded(chain);
  const text = await readFile(path, "utf8");
  await writeFile(path, text.slice(0, text.indexOf('"step":9') + 20));
  const { code, result, err } = await json("replay", path);
  expect([code, result.step]).toEqual([0, 8]);
  expect(err).toContain("cut off");
  expect((await json("verify", path)).result).toMatchObject({ ok: true, steps: 8 });
});

test("one that was gzipped is read as well", async () => {
  const path = await recorded(chain);
  await writeFile(path, gzipSync(await readFile(path)));
  expect((await json("verify", path)).result.ok).toBe(true);
});

test("a graph is no recording, a recording no graph, and a step that there is not is wrong usage", async () => {
  expect(await gradwire(["replay", chain])).toMatchObject({ code: 1, err: expect.stringContaining("not-gradwire") });
  const path = await recorded(chain);
  expect(await gradwire(["run", path])).toMatchObject({ code: 1 });
  expect(await gradwire(["replay", path, "--at", "99"])).toMatchObject({ code: 2 });
  expect(await gradwire(["record", chain])).toMatchObject({ code: 2 });
  expect(await gradwire(["record", chain, "-o", path, "--steps", "1.5"])).toMatchObject({ code: 2 });
  expect(await gradwire(["record", chain, "-o", join(folder, "no", "where")])).toMatchObject({ code: 1 });
});
