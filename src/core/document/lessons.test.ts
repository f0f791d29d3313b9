import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkGradients } from "#core/check/gradient-check";
import { analyse } from "#core/graph/analyse";
import { backward, compile, costOf, forward } from "#core/tape/tape";
import { notFinite } from "#core/telling/not-finite";
import { scalar } from "#core/tensor/tensor";
import type { Document } from "./document";
import { parseDocument } from "./parse";
import { problemsOf } from "./problems";
import { serialiseDocument } from "./serialise";

const resources = new URL("../../../resources/", import.meta.url);

interface Entry {
  readonly file: string;
  readonly title: string;
  readonly sentence: string;
  readonly section: string;
  readonly equations: readonly string[];
}

function read(path: string): string {
  return readFileSync(new URL(path, resources), "utf8");
}

const index = JSON.parse(read("lessons/index.json")) as readonly Entry[];

function open(file: string): Document {
  const parsed = parseDocument(read(`lessons/${file}`));
  expect(problemsOf(parsed)).toEqual([]);
  return parsed.document as Document;
}

/** What Vicas 2022 derives, by section, with the numbers of the equations that a lesson on it has to show. */
const derived: readonly (readonly [section: string, equations: readonly string[]])[] = [
  ["§ 1.1", ["(1)–(9)"]],
  ["§ 1.2", ["(10)"]],
  ["§ 2", []],
  ["§ 2.1", ["(11)–(18)"]],
  ["§ 2.2", ["(19)–(28)"]],
  ["§ 2.3", ["(29)–(43)"]],
  ["§ 3", []],
  ["§ 3.1", ["(44)", "(48)", "(51)", "(53)"]],
  ["§ 3.2", ["(54)", "(59)", "(62)", "(64)"]],
  ["§ 3.3", ["(65)", "(66)–(73)", "(74)–(80)"]],
  ["§ 3.3.1", ["(81)"]],
];

describe("the lessons", () => {
  it("are all listed, and all that is listed is there", () => {
    const files = readdirSync(new URL("lessons/", resources)).filter((name) => name.endsWith(".gradwire"));
    expect(index.map(({ file }) => file)).toEqual(files.sort());
  });

  it.each(derived)("show what Vicas 2022 derives in %s", (section, equations) => {
    const shown = index.filter((entry) => entry.section === section).flatMap((entry) => entry.equations);
    expect(index.map((entry) => entry.section)).toContain(section);
    expect(shown).toEqual(expect.arrayContaining([...equations]));
  });

  it("open with a layer of sigmoid neurons", () => {
    const { graph } = open(index[0]?.file as string);
    expect(graph.nodes.map(({ type }) => type)).toEqual(["Input", "Linear", "Sigmoid", "Input", "Loss"]);
  });
});

describe.each(index)("$file", ({ file, title, sentence }) => {
  it("says what it is, what to look at and what to try", () => {
    const { meta } = open(file);
    expect(meta.title).toBe(title);
    expect(sentence).toMatch(/^\S.{30,119}\.$/u);
    const sentences = meta.description.match(/[.?](?= |$)/g) ?? [];
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(4);
  });

  it("runs without a warning and has a cost and gradients that central differences confirm", () => {
    const analysis = analyse(open(file).graph);
    const tape = compile(analysis);
    forward(tape);
    backward(tape);
    expect(notFinite(tape)).toEqual([]);
    expect(costOf(tape)).toBeGreaterThan(0);
    const { entries } = checkGradients(analysis);
    expect(entries.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
    expect(entries.some(({ analytic }) => analytic !== 0)).toBe(true);
  });

  it("has a name and a place for every node", () => {
    const { graph, layout } = open(file);
    expect(graph.nodes.filter(({ label }) => !label)).toEqual([]);
    expect(new Set(graph.nodes.map(({ label }) => label)).size).toBe(graph.nodes.length);
    expect(Object.keys(layout).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
  });

  it("is written as Gradwire would write it", () => {
    expect(serialiseDocument(open(file))).toBe(read(`lessons/${file}`));
  });
});

describe("the hidden filter", () => {
  it("is found at μ = 1.5 and σ = 2, where the cost and both gradients vanish", () => {
    const { graph } = open(index.find(({ file }) => file.includes("hidden-filter"))?.file as string);
    const found = graph.nodes.map((node) =>
      node.type === "GaussianConv" ? { ...node, params: { mu: scalar(1.5), sigma: scalar(2) } } : node,
    );
    const tape = compile(analyse({ ...graph, nodes: found }));
    forward(tape);
    backward(tape);
    expect(costOf(tape)).toBeLessThan(1e-6);
    const { mu, sigma } = tape.entries.find(({ type }) => type === "GaussianConv")?.params ?? {};
    for (const param of [mu, sigma]) expect(Math.abs(param?.grad?.data[0] as number)).toBeLessThan(1e-3);
  });
});

describe("the data of the lessons", () => {
  const column = (file: string, name: string): readonly number[] => {
    const [head = "", ...rows] = read(`data/${file}`).trim().split("\n");
    const at = head.split(",").indexOf(name);
    return rows.map((row) => Number(row.split(",")[at]));
  };
  const valueIn = (name: string, node: string) => {
    const file = index.find((entry) => entry.file.includes(name))?.file as string;
    return open(file).graph.nodes.find(({ id }) => id === node)?.params.value;
  };
  const columns = (names: readonly string[], entry: (values: readonly number[], at: number) => number) =>
    names.map((name) => column("penguins.csv", name)).map((values) => values.map((_, at) => entry(values, at)));

  it("are the penguins' measurements in standard deviations, and their species", () => {
    const scaled = columns(
      ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"],
      (values, at) => ((values[at] as number) - mean(values)) / Math.sqrt(mean(squares(values)) - mean(values) ** 2),
    );
    const x = valueIn("penguin-mlp", "x");
    expect(x?.shape).toEqual([60, 4]);
    for (const [at, entry] of (x?.data ?? []).entries()) {
      expect(Math.abs(entry - (scaled[at % 4]?.[Math.floor(at / 4)] as number))).toBeLessThan(0.0051);
    }
    const species = columns(["adelie", "chinstrap", "gentoo"], (values, at) => values[at] as number);
    const y = Array.from({ length: 180 }, (_, at) => species[at % 3]?.[Math.floor(at / 3)]);
    expect([...(valueIn("penguin-mlp", "y")?.data ?? [])]).toEqual(y);
  });

  it("are the temperatures above normal", () => {
    const days = column("seattle-temperature.csv", "above_normal_c");
    expect([...(valueIn("hidden-filter", "X")?.data ?? [])]).toEqual(days);
    expect([...(valueIn("temperature-filter", "X")?.data ?? [])]).toEqual(days.slice(0, 90));
    expect([...(valueIn("three-kernels", "X")?.data ?? [])]).toEqual(days.slice(40, 88));
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function squares(values: readonly number[]): readonly number[] {
  return values.map((value) => value * value);
}
