import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { zeros } from "#core/tensor/tensor";
import { hostileDocument, hostileTexts } from "./fixtures/hostile";
import { anyPython, compilePython, whyNoPython } from "./fixtures/real-python";
import { exportPyTorch } from "./pytorch";
import { exportNotebook } from "./pytorch-notebook";

function documentOf(text: string, details: Details = {}): Document {
  return { meta: { title: "T", description: "", author: "" }, graph: sketch(text, details), layout: {} };
}

function textOf(document: Document): string {
  const exported = exportPyTorch(document);
  if ("problems" in exported) throw new Error(JSON.stringify(exported.problems));
  return [...exported.pieces].join("");
}

const expressionOf = (expression: string) =>
  documentOf("x:Input > y:Expression.x", { "x.value": [0.5], "y.expression": expression });

describe("exportPyTorch", () => {
  it("writes a lesson as it is kept beside this test", async () => {
    const lesson = readFileSync(
      new URL("../../../resources/lessons/07-one-node-or-two.gradwire", import.meta.url),
      "utf8",
    );
    const { document } = parseDocument(lesson);
    await expect(textOf(document as Document)).toMatchFileSnapshot("./fixtures/one-node-or-two.py");
  });

  it("keeps what is learned as parameters, and data as buffers", () => {
    const text = textOf(
      documentOf("x:Input > z:Linear > C:Loss.prediction; y:Input > C.target", {
        "x.value": [1],
        "x.trainable": true,
        "y.value": [2],
        "z.weight": [[3]],
      }),
    );
    expect(text).toContain("self.x = nn.Parameter(tensor([1.0]))");
    expect(text).toContain('self.register_buffer("y", tensor([2.0]))');
    expect(text).toContain("self.z_weight = nn.Parameter(tensor([[3.0]]))");
  });

  it("lets nodes alike share one Function, and gives others their own", () => {
    const text = textOf(
      documentOf("x:Input > f:GaussianConv > g:GaussianConv > h:GaussianConv", {
        "x.value": [1, 2, 3],
        ...Object.fromEntries(
          ["f", "g", "h"].flatMap((id) => [
            [`${id}.mu`, 0],
            [`${id}.sigma`, 1],
          ]),
        ),
        "h.scaled": false,
      }),
    );
    expect(text.match(/^class \w+\(torch\.autograd\.Function\):$/gm)).toHaveLength(2);
    expect(text).toContain("f = GaussianConv.apply(x, self.f_mu, self.f_sigma)");
    expect(text).toContain("h = GaussianConv_2.apply(g, self.h_mu, self.h_sigma)");
  });

  it("gives all outputs where there is no cost", () => {
    const text = textOf(documentOf("x:Input > a:Sigmoid", { "x.value": [1] }));
    expect(text).toContain("    def forward(self):\n        return self.outputs()\n");
    expect(text).not.toContain("backward");
  });

  it("packs a tensor of more than 4,096 entries, and no smaller one", () => {
    const packed = (entries: number) =>
      /\n {8}self.*unpack\(/.test(textOf(documentOf("x:Input", { "x.value": zeros([entries]) })));
    expect([packed(4096), packed(4097)]).toEqual([false, true]);
    const value = { shape: [5000], data: Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i)) };
    expect(textOf(documentOf("x:Input", { "x.value": value }))).toContain(
      `unpack("${Buffer.from(value.data.buffer).toString("base64")}", (5000,))`,
    );
  });

  it("refuses a graph with problems, and tells them all", () => {
    const broken = documentOf("z:Linear > C:Loss.prediction");
    const codes = ["bad-param", "missing-input", "missing-input"];
    for (const exported of [exportPyTorch(broken), exportNotebook(broken)]) {
      expect("problems" in exported && exported.problems.map(({ code }) => code).sort()).toEqual(codes);
    }
  });

  it("refuses an expression of 100 kB, and does not hang over it", () => {
    const exported = exportPyTorch(expressionOf(`x${" + x".repeat(25_000)}`));
    expect("problems" in exported && exported.problems.some(({ code }) => code === "bad-expression")).toBe(true);
  });
});

const withPython = anyPython === null ? it.skip : it;

describe("Python", () => {
  withPython(`compiles a graph whatever its names are${whyNoPython}`, () => {
    const files = new Map(hostileTexts.map((text) => [text, textOf(hostileDocument(text))]));
    expect(compilePython(files)).toBe("");
  });

  withPython(`compiles what is derived by the chain rule of ever more and longer symbols${whyNoPython}`, () => {
    const files = new Map<string, string>();
    for (const length of [1, 4, 5, 6, 12, 40]) {
      for (let many = 1; many <= 16; many += 1) {
        const symbols = Array.from({ length: many }, (_, at) => `${"formula".repeat(6).slice(0, length)}${at}`);
        const params = Object.fromEntries(symbols.map((symbol) => [`y.${symbol}`, [0.5]]));
        const details = {
          "x.value": [0.5],
          "y.expression": ["x", ...symbols].join(" + "),
          "y.partials": { x: "1" },
          ...params,
        };
        files.set(`${many} × ${length}`, textOf(documentOf("x:Input > y:Expression.x", details)));
      }
    }
    expect([...files.values()].some((text) => /^ +for each in/m.test(text))).toBe(true);
    expect(compilePython(files)).toBe("");
  });

  withPython(`compiles the longest and deepest expressions that are read${whyNoPython}`, () => {
    const deep = (before: string, after: string, times: number) => `${before.repeat(times)}x${after.repeat(times)}`;
    const expressions = [
      `x${" + x*x".repeat(249)}`,
      `x${"^x".repeat(499)}`,
      `${"-".repeat(999)}x`,
      deep("sin(", ")", 100),
      deep("2^(x - ", ")", 99),
      deep("(1/", " + x)^2", 90),
      `x*${"1/0*".repeat(200)}2^10000`,
    ];
    const files = new Map(expressions.map((expression) => [expression, textOf(expressionOf(expression))]));
    expect(compilePython(files)).toBe("");
  });
});

describe("exportNotebook", () => {
  const { document } = parseDocument(
    readFileSync(new URL("../../../resources/lessons/10-gauss-kernel.gradwire", import.meta.url), "utf8"),
  );
  const read = (of: Document) => {
    const exported = exportNotebook(of);
    if ("problems" in exported) throw new Error("it has problems");
    return JSON.parse([...exported.pieces].join("")) as {
      readonly nbformat: number;
      readonly nbformat_minor: number;
      readonly cells: readonly { cell_type: string; id: string; source: readonly string[]; outputs?: unknown[] }[];
    };
  };

  it("is of format 4.5, with an id for each cell and nothing run yet", () => {
    const { nbformat, nbformat_minor, cells } = read(document as Document);
    expect([nbformat, nbformat_minor]).toEqual([4, 5]);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    for (const { id, cell_type, outputs } of cells) {
      expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
      expect(outputs).toEqual(cell_type === "code" ? [] : undefined);
    }
  });

  it("has the same code as the file, and each formula with its equation", () => {
    const { cells } = read(document as Document);
    const text = textOf(document as Document);
    for (const { source } of cells.filter(({ cell_type }) => cell_type === "code").slice(0, -1)) {
      for (const part of source.join("").split("\n\n\n")) expect(text).toContain(part);
    }
    const said = cells.filter(({ cell_type }) => cell_type === "markdown").flatMap(({ source }) => source);
    for (const equation of ["(44)", "(51)", "(48)", "(65)", "(80)"]) {
      expect(said.some((line) => line.startsWith("- $") && line.endsWith(`$ ${equation}\n`))).toBe(true);
    }
  });

  it("shows a title as text, whatever mark-up it holds", () => {
    const { cells } = read(hostileDocument("<img src=x onerror=alert(1)> **bold** $x$ [a](b)"));
    expect(cells[0]?.source[0]).toBe(
      "# &lt;img src=x onerror=alert\\(1\\)\\> \\*\\*bold\\*\\* \\$x\\$ \\[a\\]\\(b\\)\n",
    );
  });
});
