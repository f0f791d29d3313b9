import { describe, expect, it } from "vitest";
import { emptyDocument } from "#core/document/document";
import { exportLatex } from "#core/export/latex";
import { exportPyTorch } from "#core/export/pytorch";
import { exportNotebook } from "#core/export/pytorch-notebook";
import { plainName, texName } from "#core/formula/name";
import { brief, numberTex, numberText, padded } from "#core/formula/number";
import { numberToPython } from "#core/formula/python";
import { formulaText } from "#core/formula/write-text";
import { analyse } from "#core/graph/analyse";
import { sketch } from "#core/graph/fixtures/sketch";
import type { Graph } from "#core/graph/graph";
import { readTape } from "#core/tape/readings";
import { scoreOf } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { type StepText, sayStep } from "#core/telling/step-text";
import { fromNested, sizeOf, type Tensor, tensor } from "#core/tensor/tensor";
import { typeset } from "./typeset";

/** What is told of each step, with the tape at hand and without. */
function stepsOf(graph: Graph): readonly StepText[] {
  const analysis = analyse(graph);
  expect(analysis.problems).toEqual([]);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const given = { analysis, readings: readTape(tape), score: scoreOf(analysis) };
  return given.score.steps.flatMap((_, at) =>
    [tape, undefined].map((known) => {
      const said = sayStep({ ...given, position: at + 1, ...(known ? { tape: known } : {}) });
      if (!said) throw new Error(`step ${at + 1} is not told`);
      return said;
    }),
  );
}

const linesOf = ({ formulas }: StepText) =>
  formulas.flatMap(({ tex, numbers }) => [tex, ...(numbers?.lines.map((line) => line.tex) ?? [])]);

/** What the page makes of a line: all but the source that MathML carries along as text. */
function shown(tex: string): string {
  const html = typeset(tex, false);
  expect(html, tex).not.toBeNull();
  return (html ?? "").replace(/<annotation.*?<\/annotation>/, "");
}

describe("a number that is none, or very large or small, is written as what it is", () => {
  it.each([
    [Number.NaN, "\\text{NaN}", "NaN", 'float("nan")'],
    [Number.POSITIVE_INFINITY, "\\infty", "∞", 'float("inf")'],
    [Number.NEGATIVE_INFINITY, "-\\infty", "−∞", 'float("-inf")'],
    [5e-324, "4.94 \\cdot 10^{-324}", "4.94e−324", "5e-324"],
    [-1e300, "-10^{300}", "−1e300", "-1e+300"],
    [Number.MAX_VALUE, "1.8 \\cdot 10^{308}", "1.8e308", "1.7976931348623157e+308"],
    [-0, "0", "0", "-0.0"],
  ])("%d", (x, tex, text, python) => {
    expect(numberTex(brief(x, 3))).toBe(tex);
    expect(numberText(brief(x, 3))).toBe(text);
    expect(numberToPython(x)).toBe(python);
    shown(numberTex(padded(x, 3)));
    const graph = sketch("x:Input > z:Linear > a:Sigmoid > C:Loss.prediction; t:Input > C.target", {
      "x.value": [x],
      "z.weight": [[2]],
      "z.bias": [1],
      "t.value": [0],
    });
    for (const step of stepsOf(graph)) {
      expect(step.sentence).not.toMatch(/undefined|Infinity|null/);
      for (const line of linesOf(step)) expect(shown(line)).not.toMatch(/undefined|Infinity/);
    }
    const z = stepsOf(graph).find(({ short }) => short === "forward, z");
    expect(linesOf(z as StepText).join()).toMatch(/\\times/);
  });
});

describe("a step is told whatever the rank of its tensors", () => {
  it.each([[[]], [[2]], [[2, 1]], [[1, 2, 2]], [[2, 1, 2, 2]], [[2, 1, 2, 1, 2]], [[0]], [[2, 0]]])("%j", (shape) => {
    const count = sizeOf(shape);
    const value: Tensor = tensor(
      shape,
      Float64Array.from({ length: count }, (_, at) => 0.5 - at / 4),
    );
    const graph = sketch("x:Input > a:Tanh > s:Sum > C:Loss.prediction; t:Input > C.target", {
      "x.value": value,
      "t.value": fromNested(0.25),
    });
    if (analyse(graph).problems.length > 0) {
      // What is empty is refused before it is told.
      expect(count).toBe(0);
      return;
    }
    for (const step of stepsOf(graph)) {
      expect(step.sentence).not.toMatch(/undefined|NaN/);
      for (const line of linesOf(step)) expect(shown(line)).not.toMatch(/undefined|NaN/);
    }
    const tanh = stepsOf(graph).find(({ short }) => short === "forward, a");
    if (count > 0) expect(linesOf(tanh as StepText)[1]).toMatch(/= \\tanh\(/);
  });
});

describe("a label is a name in every writer, and never syntax", () => {
  it.each([
    ["w_12", "w12"],
    ["x''", "x′′"],
    ["größe", "größe"],
    ["\\href{javascript:alert(1)}{x}", "\\href{javascript:alert(1)}{x}"],
    ["\\htmlData{entry=1}{x}", "\\htmlData{entry=1}{x}"],
    ["\\htmlStyle{position:fixed}{x}", "\\htmlStyle{position:fixed}{x}"],
    ["\\def\\x{\\x\\x}\\x", "\\def\\x{\\x\\x}\\x"],
    ["$x$", "$x$"],
    ["50% of }{", "50% of }{"],
    ["a & b # c ~ d ^ e", "a & b # c ~ d ^ e"],
    ['"""\nimport os', '""" import os'],
    ["日本 👍", "日本 👍"],
  ])("%j", (label, seen) => {
    const nodes = sketch("x:Input > z:Linear > C:Loss.prediction; t:Input > C.target", {
      "x.value": [[1, 2]],
      "z.weight": [[2, 3]],
      "t.value": [[0]],
    });
    const graph: Graph = { ...nodes, nodes: nodes.nodes.map((node) => (node.id === "z" ? { ...node, label } : node)) };
    const text = (html: string) => html.replace(/<[^>]*>/g, "");
    const tags = (html: string) => html.match(/<[^>]*>/g)?.join("") ?? "";
    const plain = (html: string) =>
      text(html)
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&amp;/g, "&")
        .replace(/&quot;/g, '"')
        .replace(/\u00a0/g, " ")
        .replace(/(.)¨/gu, (_, letter: string) => `${letter}\u0308`.normalize("NFC"));
    const html = shown(texName(label));
    if (!/[_']/.test(label)) expect(plain(html)).toContain(seen);
    // All that is told of the graph: nothing of a label becomes a link, an attribute or a style.
    for (const step of stepsOf(graph)) {
      expect(step.sentence).not.toMatch(/\n/);
      for (const line of linesOf(step)) expect(tags(shown(line))).not.toMatch(/<a[\s>]|href=|data-|position:\s*fixed/);
    }
    expect(plainName(label)).not.toMatch(/\n/);

    const document = { ...emptyDocument, graph };
    const written = (exported: ReturnType<typeof exportLatex>) => {
      if (!("pieces" in exported)) throw new Error("there are problems");
      return [...exported.pieces].join("");
    };
    const latex = written(exportLatex(document));
    expect(latex).not.toMatch(/\\(href|htmlData|htmlStyle|def)\b(?!\\gradsign)/);
    const body = latex.slice(latex.indexOf("\\begin{document}"));
    expect(body.replace(/\\./g, "").match(/\$/g)?.length ?? 0, "dollars come in pairs").toSatisfy(isEven);
    const python = written(exportPyTorch(document));
    expect(python).not.toMatch(/^import os/m);
    const notebook = JSON.parse(written(exportNotebook(document)));
    for (const { cell_type, source } of notebook.cells) {
      if (cell_type !== "markdown") continue;
      for (const line of source.join("").split("\n")) {
        if (!line.startsWith("- $")) continue;
        // Of the mathematics of a line, only the signs at its ends are not escaped.
        expect(line.replace(/\\./g, "").match(/\$/g), line).toHaveLength(2);
      }
    }
  });
});

const isEven = (count: number) => count % 2 === 0;

it("a name in a line of plain text is that name", () => {
  const graph = sketch("x:Input > z:Linear", { "x.value": [1], "z.weight": [[2]] });
  const [, z] = graph.nodes;
  expect(z).toBeDefined();
  const naming = { nameOf: () => "\\href{x}", shapeOf: () => [], centred: new Set<string>() };
  const side = { kind: "entry", of: { role: "out", name: "out" }, grad: false, at: null, round: 0 } as const;
  expect(formulaText({ sides: [side, { kind: "number", value: 1 }], locals: [] }, naming)).toBe("\\href{x} = 1");
});
