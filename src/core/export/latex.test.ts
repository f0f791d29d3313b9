import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { setLabel } from "#core/document/commands";
import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { exportLatex } from "./latex";
import { latexNote, latexText } from "./latex-text";

const folder = new URL("../../../resources/lessons/", import.meta.url);
const lessons = readdirSync(folder).filter((name) => name.endsWith(".gradwire"));

function lesson(name: string): Document {
  const { document } = parseDocument(readFileSync(new URL(name, folder), "utf8"));
  if (!document) throw new Error(`${name} cannot be opened`);
  return document;
}

function textOf(document: Document): string {
  const exported = exportLatex(document);
  if (!("pieces" in exported)) throw new Error("there are problems");
  return [...exported.pieces].join("");
}

/** Every environment ends where it should, braces are in pairs, and every sign is one that each LaTeX knows. */
function expectSound(text: string): void {
  const open: string[] = [];
  for (const [, which, name = ""] of text.matchAll(/\\(begin|end)\{(\w+\*?)\}/g)) {
    if (which === "begin") open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
  let depth = 0;
  for (const [brace] of text.replace(/\\./g, "").matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth).toBe(0);
  expect(text).toMatch(/^[\n\u0020-\u007eÀ-ÿ]*$/);
}

it.each(lessons)("%s: the derivation is sound LaTeX", (name) => {
  const text = textOf(lesson(name));
  expectSound(text);
  expect(text).toContain("\\section{Backward pass}");
  expect(text).toMatch(/\\frac\{\\partial C\}/);
  expect(text).not.toContain("On this equation");
});

it("gives the number of the equation of Vicas 2022 with its formula, and its slip where the graph follows that", () => {
  const document = lesson("07-one-node-or-two.gradwire");
  const text = textOf(document);
  expect(text).toMatch(/\\tag\*\{\(\d+\)\}/);
  expect(text).toContain("After (43) Vicas 2022 gives");
  const ownGraph = textOf({ ...document, meta: { ...document.meta, rest: {} } });
  expect(ownGraph).toContain("\\tag*{(43)}");
  expect(ownGraph).not.toContain("Vicas");
});

it("adds up the gradients of an output that goes several ways", () => {
  expect(textOf(lesson("03-two-paths.gradwire"))).toMatch(/\\left\.\\frac.*\\tag\*\{\(10\)\}[^=]*= .* \+ /s);
});

it("takes titles and labels for text, whatever they hold", () => {
  const document = lesson("03-two-paths.gradwire");
  const [node] = document.graph.nodes;
  const hostile = '\\end{document} $x_1^{2}$ 100% #1 & ~ "q"\n日本 \\input{/etc/passwd}';
  const named = setLabel(document, node?.id ?? "", hostile);
  const text = textOf({ ...named, meta: { ...named.meta, title: hostile, description: hostile } });
  expectSound(text);
  expect(text.match(/\\end\{document\}/g)).toHaveLength(1);
  expect(text).not.toMatch(/\\input\b(?!enc)/);
});

it("sets indexes and exponents of a note", () => {
  expect(latexNote("the summand is w_ji a_i, of n^{l−1} entries")).toBe(
    "the summand is w\\textsubscript{ji} a\\textsubscript{i}, of n\\textsuperscript{l\\ensuremath{-}1} entries",
  );
  expect(latexText("a_b\t50 %\u0007")).toBe("a\\_b 50 \\%");
});

it("sets degrees, powers, marks of money and their like as signs in words and in names, and not by their numbers", () => {
  const signs = "20 °C ± ½ µm² × 3 € § © • «Řezáč» ≈ ∞ ≠ ∈ √ ⇒ ‰ Ł ÷ α β Σ ₁ ¬";
  const document = lesson("03-two-paths.gradwire");
  const [node] = document.graph.nodes;
  const named = setLabel(document, node?.id ?? "", "T in °C é");
  const text = textOf({ ...named, meta: { ...named.meta, title: "At 20 °C", description: signs } });
  expectSound(text);
  expect(text.replace(/\\newcommand.*/g, "")).not.toContain("\\gradsign");
  expect(text).toContain("\\title{At 20 \\ensuremath{^\\circ}C}");
  expect(text).toContain("\\text{T in \\ensuremath{^\\circ}C é}");
  expect(latexText("Řł")).toBe("\\v{R}\\l{}");
  // Each sign of Latin-1, which any keyboard of the West has.
  for (let code = 0xa1; code <= 0xff; code += 1) {
    if (code !== 0xad) expect(latexText(String.fromCodePoint(code)), String.fromCodePoint(code)).not.toMatch(/grad|^$/);
  }
});

it("says what is wrong with a graph that cannot be derived", () => {
  const { graph, ...rest } = lesson("03-two-paths.gradwire");
  const cut = { ...rest, graph: { ...graph, edges: graph.edges.slice(1) } };
  expect(exportLatex(cut)).toMatchObject({ problems: [{ code: "missing-input" }] });
});
