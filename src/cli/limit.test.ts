import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "./main";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradwire-limit-"));
});
afterAll(() => rm(folder, { recursive: true }));

const zeros = (...shape: readonly number[]) => {
  const entries = new Float64Array(shape.reduce((product, length) => product * length, 1));
  return { shape, float64: Buffer.from(entries.buffer).toString("base64") };
};

const wire = (source: string, target: string, targetHandle: string) => ({
  ...{ id: `${source}-${target}.${targetHandle}`, source, sourceHandle: "out", target, targetHandle },
});

/** Two short signals that stretch to 16 million entries, and a kernel as wide as there may be over them: minutes for a pass. */
const wide = {
  ...{ format: "gradwire-graph", version: 1 },
  nodes: [
    { id: "a", type: "Input", params: { value: zeros(4096, 1) } },
    { id: "b", type: "Input", params: { value: zeros(1, 4096) } },
    { id: "s", type: "Add" },
    { id: "g", type: "GaussianConv", config: { radius: 4096 }, params: { mu: 0, sigma: 1 } },
  ],
  edges: [wire("a", "s", "a"), wire("b", "s", "b"), wire("s", "g", "x")],
};

/** A layer that is run in a moment, and whose 90,000 weights take an hour to check. */
const layer = {
  ...{ format: "gradwire-graph", version: 1 },
  nodes: [
    { id: "x", type: "Input", params: { value: zeros(500, 300) } },
    { id: "z", type: "Linear", params: { weight: zeros(300, 300) } },
    { id: "y", type: "Input", params: { value: zeros(500, 300) } },
    { id: "C", type: "Loss" },
  ],
  edges: [wire("x", "z", "x"), wire("z", "C", "prediction"), wire("y", "C", "target")],
};

async function gradwire(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await main(words, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: async () => new Uint8Array(),
  });
  return { code, out, err };
}

describe("what would take too long", () => {
  test.each([
    ["run", wide, "the run takes 140 billion operations, about 3 minutes; 20 billion is the most", []],
    ["validate", wide, "the run that looks for what is not finite takes", []],
    ["record", wide, "the recording takes", ["-o", "-"]],
    ["export", wide, "the export takes", ["--to", "svg", "-o", "-"]],
    ["export", wide, "the export takes", ["--to", "pytorch", "-o", "-"]],
    ["check", wide, "the check takes", []],
    ["check", layer, "the check takes", []],
    ["record", layer, "the recording takes", ["--steps", "1000", "-o", "-"]],
  ] as const)("is refused by %s with the numbers, before anything is computed", async (command, graph, words, more) => {
    const path = join(folder, "graph.gradwire");
    await writeFile(path, JSON.stringify(graph));
    const began = performance.now();
    const { code, err } = await gradwire(command, path, ...more);
    expect(err).toContain(words);
    expect(err).toContain("Give --no-limit to do it all the same");
    expect(code).toBe(1);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("is refused in JSON too", async () => {
    const path = join(folder, "wide.gradwire");
    await writeFile(path, JSON.stringify(wide));
    const { code, out } = await gradwire("run", path, "--json");
    expect(JSON.parse(out).problems[0].code).toBe("too-much");
    expect(code).toBe(1);
  });

  test("is done all the same with --no-limit, and what is not too much without it", async () => {
    const path = join(folder, "layer.gradwire");
    await writeFile(path, JSON.stringify(layer));
    expect((await gradwire("run", path)).code).toBe(0);
    expect((await gradwire("run", path, "--no-limit")).code).toBe(0);
  });
});
