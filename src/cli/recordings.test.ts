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

describe("training that would take a param out of its range", () => {
  const wire = (source: string, target: string, targetHandle: string) => ({
    ...{ id: `${source}-${target}`, source, sourceHandle: "out", target, targetHandle },
  });
  const blur = JSON.stringify({
    ...{ format: "gradwire-graph", version: 1 },
    nodes: [
      { id: "X", type: "Input", params: { value: [1, 2, 4, 3, 1] } },
      { id: "O", type: "GaussianConv", config: { radius: 2 }, params: { mu: 0, sigma: 0.4 } },
      { id: "y", type: "Input", params: { value: [3, 6, 12, 9, 3] } },
      { id: "C", type: "Loss" },
    ],
    edges: [wire("X", "O", "x"), wire("O", "C", "prediction"), wire("y", "C", "target")],
  });
  async function trained(rate: string, ...more: readonly string[]) {
    const path = join(folder, `${Math.random()}.gradwire`);
    await writeFile(path, blur);
    const recording = `${path}.gradrec`;
    const found = await gradwire(["record", path, "-o", recording, "--steps", "9", `--lr=${rate}`, ...more]);
    return { ...found, recording };
  }

  test("ends before the step, names node and number, and what was reached opens and is proved", async () => {
    const { code, err, out, recording } = await trained("0.005", "--json");
    expect(code).toBe(1);
    expect(err).toMatch(
      /stopped after 1 step: in the next sigma of O would go from 0\.212 to −\S+, and it must stay greater than 0\n$/,
    );
    expect(JSON.parse(out)).toMatchObject({ ok: false, steps: 1, stopped: "diverged", node: "O", param: "sigma" });
    expect((await json("verify", recording)).result).toMatchObject({ ok: true, steps: 1 });
    expect((await json("replay", recording)).result).toMatchObject({ step: 1, cost: expect.any(Number) });
  });

  test("goes on as long as it stays in range", async () => {
    const { code, recording } = await trained("0.001");
    expect(code).toBe(0);
    expect((await json("verify", recording)).result).toMatchObject({ ok: true, steps: 9 });
  });

  test("where a recording tells of it all the same, is not followed: it does not verify, and replays what was before", async () => {
    const { recording } = await trained("0.001");
    // Another program went on with a rate that leads too far.
    const text = (await readFile(recording, "utf8"))
      .replace('"rate":0.001', '"rate":0.1')
      .replace(/^\[[\d.]+,"x".*$/m, "");
    await writeFile(recording, text);
    const { code, result } = await json("verify", recording);
    expect(code).toBe(1);
    expect(result.firstMismatch).toMatchObject({ step: 1, node: "O", param: "sigma" });
    const { code: replayed, out, err } = await gradwire(["replay", recording]);
    expect(replayed).toBe(1);
    expect(err).toContain("step 1 cannot be taken, and this is the state before it: sigma of O would go from 0.4");
    expect(out).toContain("step 0 of 9");
    expect(out).not.toContain("no Loss");
  });
});

test("a negative rate is read in both spellings, and said to climb", async () => {
  for (const spelling of [["--lr", "-0.01"], ["--lr=-0.01"], ["--lr", "-1e-2"]]) {
    const path = join(folder, `${Math.random()}.gradrec`);
    const neuron = "resources/lessons/04-one-neuron.gradwire";
    const { code, err } = await gradwire(["record", neuron, "-o", path, "--steps", "3", ...spelling]);
    expect([code, err]).toEqual([0, "gradwire: with a negative --lr the cost is climbed, not descended\n"]);
    const costs = await Promise.all(
      [1, 3].map(async (at) => (await json("replay", path, "--at", String(at))).result.cost),
    );
    expect(costs[1]).toBeGreaterThan(costs[0]);
    expect((await json("verify", path)).result.ok).toBe(true);
  }
});

test("a packed recording that was cut off opens up to its last whole line, and says that it was cut", async () => {
  const path = await recorded(chain);
  const packed = gzipSync(await readFile(path));
  await writeFile(path, packed.subarray(0, packed.length - 40));
  const { code, out, err } = await gradwire(["replay", path]);
  expect([code, err]).toEqual([0, expect.stringContaining("cut off")]);
  expect(out).toMatch(/^step [1-9]/);
});

test("a graph in Latin-1 is refused with the byte and its line, one in UTF-16 is read", async () => {
  const text = (await readFile("resources/lessons/04-one-neuron.gradwire", "utf8")).replace(
    "One neuron",
    "Für Anfänger",
  );
  const path = join(folder, "other.gradwire");
  await writeFile(path, Buffer.from(text.replace(/[∂−]/g, "?"), "latin1"));
  const refused = await gradwire(["run", path]);
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringMatching(/is not in UTF-8 \(byte FC in line 5\).*\(not-json\)\n$/),
  ]);
  await writeFile(path, Buffer.from(`\uFEFF${text}`, "utf16le"));
  expect(await gradwire(["run", path])).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringContaining("Für Anfänger"),
  });
});
