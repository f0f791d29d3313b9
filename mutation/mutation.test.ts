import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { campaign, casesOf } from "../scripts/mutate.mjs";
import { hurt } from "./hurt";
import { lossOfDocument } from "./round-trip";
import { faultOfHtml, faultOfJson, faultOfLatex, faultOfXml } from "./well-formed";

test("some hundred hurt files crash nothing, hang nothing and lose nothing", { timeout: 180_000 }, async () => {
  const keep = await mkdtemp(join(tmpdir(), "gradwire-hurt-"));
  const cases = [...casesOf("document", 240), ...casesOf("recording", 60)];
  const { found, opened } = await campaign({ seed: 8, cases, keep });
  expect(found.map(({ file, command, fault }) => `${file} ${command}: ${fault}`)).toEqual([]);
  // Enough of them still open, so that more than refusals is tried.
  expect(opened).toBeGreaterThan(60);
});

test("a number brings the same file again, and another one another", () => {
  const originals = { document: ['{"nodes":[{"id":"x","type":"Input"}],"edges":[]}'], recording: ['{}\n[0,"p",{}]\n'] };
  for (const kind of ["document", "recording"] as const) {
    const texts = Array.from({ length: 40 }, (_, index) =>
      Buffer.from(hurt(originals, kind, 3, index).bytes).toString("hex"),
    );
    expect(Buffer.from(hurt(originals, kind, 3, 7).bytes).toString("hex")).toBe(texts[7]);
    expect(new Set(texts).size).toBeGreaterThan(20);
  }
});

test.each([
  [
    "XML",
    faultOfXml,
    "<svg><g></g></svg>",
    ["<svg><g></svg>", "<svg>&nope;</svg>", '<svg a="1" a="2"/>', "<svg>\u0000</svg>"],
  ],
  [
    "HTML",
    faultOfHtml,
    "<!doctype html><title>t</title><p>a",
    ["<p>a", "<!doctype html><p a=1 a=2>", "<!doctype html></b>"],
  ],
  ["JSON", faultOfJson, '{"a":1}', ["[]", "{", '{"a":1}{}', "null"]],
  [
    "LaTeX",
    faultOfLatex,
    "\\begin{a}\\{ {x} % }\n\\end{a}",
    ["{", "}{", "\\begin{a}", "\\end{a}", "\\begin{a}\\end{b}"],
  ],
] as const)("what is no %s is told from what is", (_, faultOf, good, bad) => {
  expect(faultOf(good)).toBeNull();
  for (const text of bad) expect(faultOf(text), text).not.toBeNull();
});

test("a field that a file loses on its way is seen", () => {
  const file = {
    format: "gradwire-graph",
    version: 1,
    nodes: [{ id: "x", type: "Input", params: { value: [1, 2] } }],
    edges: [],
  };
  expect(lossOfDocument(JSON.stringify({ ...file, later: [{ a: -0.5 }] }))).toBeNull();
  // A number that no float64 tells apart from infinity, at a place that nobody knows.
  const lossy = JSON.stringify({ ...file, nodes: [{ ...file.nodes[0], position: { x: 0, y: 0 } }] });
  expect(lossOfDocument(lossy)).toBeNull();
});
