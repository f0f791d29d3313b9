import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ops as catalogue } from "#core/ops/index";
import { main } from "./main";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradwire-cli-"));
});

/** Runs a command line as a shell would, with `input` on standard input. */
async function gradwire(
  words: string,
  input: string | Uint8Array = "",
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    input: async () => (typeof input === "string" ? new TextEncoder().encode(input) : input),
  };
  const code = await main(words.split(" ").filter(Boolean), io);
  return { code, out, err };
}

type Wire = readonly [source: string, target: string, handle: string];

function file(nodes: readonly object[], wires: readonly Wire[] = []): string {
  const edges = wires.map(([source, target, targetHandle]) => {
    return { id: `${source}-${target}.${targetHandle}`, source, sourceHandle: "out", target, targetHandle };
  });
  return JSON.stringify({ format: "gradwire-graph", version: 1, nodes, edges });
}

/** Seed §2.2 by hand: z = w x = 1, a = σ(1), C = (a − 0)². */
const neuron = file(
  [
    { id: "x", type: "Input", params: { value: [0.5] } },
    { id: "z", type: "Linear", params: { weight: [[2]] } },
    { id: "a", type: "Sigmoid" },
    { id: "y", type: "Input", params: { value: [0] } },
    { id: "C", type: "Loss" },
  ],
  [
    ["x", "z", "x"],
    ["z", "a", "x"],
    ["a", "C", "prediction"],
    ["y", "C", "target"],
  ],
);

const broken = file(
  [
    { id: "x", type: "Input", params: { value: [1, 2, 3, 4] } },
    { id: "z", type: "Linear", params: { weight: [[1, 2, 3]] } },
    { id: "O", type: "GaussianConv", params: { mu: 0, sigma: -1 } },
  ],
  [["x", "z", "x"]],
);

describe("run", () => {
  test("gives every value and gradient as JSON", async () => {
    const { code, out, err } = await gradwire("run - --json", neuron);
    const result = JSON.parse(out);
    const a = 1 / (1 + Math.exp(-1));
    const dZ = 2 * a * a * (1 - a);
    expect([code, err]).toEqual([0, ""]);
    expect(result).toMatchObject({ format: "gradwire-run", version: 1, cost: expect.closeTo(a * a, 15) });
    expect(result.nodes.z.params.weight.grad[0][0]).toBeCloseTo(dZ * 0.5, 15);
    expect(result.edges["x-z.x"]).toEqual({ shape: [1], value: [0.5], grad: [expect.closeTo(dZ * 2, 15)] });
    expect(result.tape.map(({ node }: { node: string }) => node)).toEqual(["x", "y", "z", "a", "C"]);
  });

  test("prints a table for people", async () => {
    const { code, out } = await gradwire("run -", neuron);
    expect(code).toBe(0);
    expect(out).toContain("cost  0.534447");
    expect(out).toMatch(/z {2}.*Linear {2}.*1 .*0\.287/);
    expect(() => JSON.parse(out)).toThrow();
  });

  test("a label of a megabyte widens no other line", async () => {
    const { code, out } = await gradwire(
      "run -",
      neuron.replace('"type":"Linear"', `"type":"Linear","label":"${"L".repeat(1e6)}"`),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^L+…L+ +Linear/m);
    expect(out.length).toBeLessThan(5000);
  });

  test("tells all problems at once, one a line on standard error, and as JSON where asked", async () => {
    const path = join(folder, "broken.gradwire");
    await writeFile(path, broken);
    const { code, out, err } = await gradwire(`run ${path} --json`);
    expect(code).toBe(1);
    expect(err.split("\n")).toEqual([
      `${path}: node "O": sigma must be greater than 0, got -1 (bad-param)`,
      `${path}: node "O", handle "x": needs an edge (missing-input)`,
      `${path}: node "z", handle "x": expects last axis 3, got 4 (shape-mismatch)`,
      "",
    ]);
    expect(JSON.parse(out).problems).toEqual([
      { code: "bad-param", message: "sigma must be greater than 0, got -1", node: "O", handle: null, edge: null },
      { code: "missing-input", message: "needs an edge", node: "O", handle: "x", edge: null },
      { code: "shape-mismatch", message: "expects last axis 3, got 4", node: "z", handle: "x", edge: "x-z.x" },
    ]);
  });

  test("a graph without a Loss runs forward only", async () => {
    const { code, out } = await gradwire("run - --json", file([{ id: "x", type: "Input", params: { value: 1 } }]));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ cost: null, nodes: { x: { outputs: { out: { value: 1, grad: null } } } } });
  });

  test("a number is read back as it was to the last bit, -0 too", async () => {
    const { out } = await gradwire(
      "run - --json",
      file([{ id: "x", type: "Input" }]).replace('"Input"', '"Input","params":{"value":[-0.0,0.1]}'),
    );
    expect(JSON.parse(out).nodes.x.outputs.out.value).toEqual([-0, 0.1]);
  });

  test("a value that is not finite is a warning that names the first node where it became so", async () => {
    const log = { id: "f", type: "Expression", config: { expression: "ln(x)" } };
    const graph = file([{ id: "x", type: "Input", params: { value: -1 } }, log], [["x", "f", "x"]]);
    const { code, out, err } = await gradwire("run - --json", graph);
    expect([code, JSON.parse(out).nodes.f.outputs.out.value]).toEqual([0, "NaN"]);
    expect(err).toMatch(/^-: node "f": .*\(not-finite\)\n$/);
  });
});

describe("check", () => {
  test("passes on a graph whose gradients are right", async () => {
    const { code, out } = await gradwire("check - --json", neuron);
    const result = JSON.parse(out);
    expect(code).toBe(0);
    expect(result).toMatchObject({ format: "gradwire-check", version: 1, pass: true });
    expect(result.entries.map(({ node, param, index }: Record<string, unknown>) => [node, param, index])).toEqual([
      ["x", "value", [0]],
      ["y", "value", [0]],
      ["z", "weight", [0, 0]],
    ]);
  });

  test("takes a tolerance of 0", async () => {
    expect((await gradwire("check - --atol 0", neuron)).code).toBe(0);
    const { code, out } = await gradwire("check - --json --atol 0 --rtol 0", neuron);
    // What is left of a difference then is rounding, which says neither right nor wrong.
    expect([code, JSON.parse(out).worst.verdict]).toEqual([0, "unmeasured"]);
  });

  test("finds a hand-derived partial with the wrong sign, and fails", async () => {
    const config = { expression: "x^2", partials: { x: "-2*x" } };
    const graph = file(
      [
        { id: "x", type: "Input", params: { value: [3] } },
        { id: "f", type: "Expression", config },
        { id: "t", type: "Input", params: { value: [0] } },
        { id: "C", type: "Loss" },
      ],
      [
        ["x", "f", "x"],
        ["f", "C", "prediction"],
        ["t", "C", "target"],
      ],
    );
    const { code, out } = await gradwire("check -", graph);
    expect(code).toBe(1);
    expect(out).toContain("x.value");
    expect(out).toContain("wrong: -108 on the tape");
    expect(out).toContain(
      "the slip is in f, in the gradient of x: the analytic gradient is −1 × the numeric one: a wrong sign\n",
    );
  });
});

describe("check, where C is NaN", () => {
  const graph = file(
    [
      { id: "x", type: "Input", params: { value: [-1, 4] } },
      { id: "f", type: "Expression", config: { expression: "sqrt(x)" } },
      { id: "t", type: "Input", params: { value: [0, 0] } },
      { id: "C", type: "Loss" },
      { id: "w", type: "Input", params: { value: 3 } },
      { id: "c", type: "Input", params: { value: 1 } },
      { id: "D", type: "Loss" },
    ],
    [
      ["x", "f", "x"],
      ["f", "C", "prediction"],
      ["t", "C", "target"],
      ["w", "D", "prediction"],
      ["c", "D", "target"],
    ],
  );

  test("says that it could not be measured, why, and that the rest agrees", async () => {
    const { code, out } = await gradwire("check -", graph);
    expect(code).toBe(0);
    expect(out).toContain("[1] unmeasured: 0.5 on the tape (C is NaN here)");
    expect(out).toContain("every gradient that could be measured agrees; 4 of 6 entries could not be measured");
    expect(out).not.toContain("slip");
  });

  test("neither passes nor fails, unless it must pass", async () => {
    expect(await gradwire("check - --strict", neuron)).toMatchObject({ code: 0 });
    const { code, out } = await gradwire("check - --json --strict", graph);
    expect([code, JSON.parse(out).pass]).toEqual([1, false]);
    expect(JSON.parse((await gradwire("check - --json", graph)).out).pass).toBe(true);
  });
});

describe("validate", () => {
  test("says that there are no problems", async () => {
    expect(await gradwire("validate - --json", neuron)).toEqual({
      code: 0,
      out: '{"ok":true,"problems":[]}\n',
      err: "",
    });
  });

  test.each([
    ["what is not JSON", "{", "not-json"],
    ["what is no graph", "{}", "not-gradwire"],
    ["a newer version", '{"format":"gradwire-graph","version":9,"nodes":[],"edges":[]}', "newer-version"],
  ])("refuses %s", async (_, text, problem) => {
    const { code, out } = await gradwire("validate - --json", text);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ code: problem }] });
  });

  test("standard input that cannot be read is a problem like any other", async () => {
    const input = () => Promise.reject(Object.assign(new Error("EISDIR"), { code: "EISDIR" }));
    let [out, err] = ["", ""];
    const io = { out: (text: string) => (out += text), err: (text: string) => (err += text), input };
    expect(await main(["run", "-", "--json"], io)).toBe(1);
    expect(JSON.parse(out).problems).toMatchObject([{ code: "not-json", message: "cannot be read: it is a folder" }]);
    expect(err).toBe("-: cannot be read: it is a folder (not-json)\n");
  });

  test("a type that would steer a terminal is told without what steers it", async () => {
    const { err } = await gradwire("validate -", file([{ id: "q", type: "\u001b[31mQ" }]));
    expect(err).toContain(String.raw`no type "\u001b[31mQ"`);
  });

  test("a file that is not there is a problem, not a crash", async () => {
    const { code, err } = await gradwire(`validate ${join(folder, "nowhere.gradwire")}`);
    expect([code, err]).toEqual([1, expect.stringContaining("there is no such file")]);
  });
});

describe("ops", () => {
  test("lists every op, for people and as JSON", async () => {
    const { out } = await gradwire("ops");
    const { ops } = JSON.parse((await gradwire("ops --json")).out);
    expect(ops.map(({ type }: { type: string }) => type)).toEqual(catalogue.map(({ type }) => type));
    for (const { type, summary } of catalogue)
      expect(out).toMatch(new RegExp(`^${type} .*${summary.slice(0, 20)}`, "m"));
  });
});

describe("wrong usage is told with the right one, and exits 2", () => {
  test.each([
    ["", "gradwire run FILE"],
    ["fly", "there is no command fly"],
    ["run", "which file?"],
    ["run a b", "one word too many: b"],
    ["run a --fast", "--fast"],
    ["check a --eps no", "--eps takes a number greater than 0, got no"],
    ["check a --eps 0", "--eps takes a number greater than 0, got 0"],
  ])("gradwire %s", async (words, said) => {
    const { code, out, err } = await gradwire(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(said);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("help is no wrong usage", async () => {
    expect(await gradwire("--help")).toMatchObject({ code: 0, err: "" });
    expect((await gradwire("check --help")).out).toContain("--rtol");
  });
});
