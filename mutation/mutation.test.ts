import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { campaign, casesOf, judgeProcess } from "../scripts/mutate.mjs";
import { hurt } from "./hurt";
import { lossOfDocument, lostIn } from "./round-trip";
import { faultOfHtml, faultOfJson, faultOfLatex, faultOfXml } from "./well-formed";

test("some hundred hurt files crash nothing, hang nothing and lose nothing", { timeout: 180_000 }, async () => {
  const keep = await mkdtemp(join(tmpdir(), "gradwire-hurt-"));
  const cases = [...casesOf("document", 200), ...casesOf("recording", 50)];
  const { found, opened } = await campaign({ seed: 8, cases, keep });
  expect(found.map(({ file, command, fault }) => `${file} ${command}: ${fault}`)).toEqual([]);
  // Enough of them still open, so that more than refusals is tried.
  expect(opened).toBeGreaterThan(50);
});

test.each([
  ["hangs", "for (;;);", "gave no answer in 5 s"],
  ["ends the process", "process.exit(3)", "ended the process"],
  ["throws outside all that catches", "throw new Error()", "ended the process"],
])("a command that %s is told by name", async (_, act, fault) => {
  const program = join(await mkdtemp(join(tmpdir(), "gradwire-judge-")), "child.mjs");
  await writeFile(
    program,
    `process.on("message", () => { process.send({ begins: "run -" }); setTimeout(() => { ${act} }, 50); });`,
  );
  const child = judgeProcess(program, "", 1, 5000);
  expect(await child.judge("document", 7)).toMatchObject({ faults: [{ command: "run -", fault }], isGone: true });
  child.end();
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
    (text: string) => faultOfHtml(text, "<!doctype html><title>t</title><p class=a>a"),
    "<!doctype html><title>other</title><p class=b>b",
    [
      "<title>t</title><p class=a>",
      "<!doctype html><title>t</title><p class=a><b>",
      "<!doctype html><p class=a onclick=a>",
    ],
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

test("every field that a file may have comes back, and one that does not would be told", () => {
  const node = {
    id: "x",
    type: "Input",
    params: { value: [1, -0] },
    position: { x: 0, y: 0, z: 1 },
    later: { a: [null] },
  };
  const file = { format: "gradwire-graph", version: 1, nodes: [node], edges: [], toString: "!" };
  expect(lossOfDocument(JSON.stringify(file))).toBeNull();
  const losses = [
    [{ a: { b: 1 } }, { a: {} }],
    [{ a: [1, 2] }, { a: [1] }],
    [{ a: -0 }, { a: 0 }],
    [{ nodes: [{ params: { w: [1] } }] }, { nodes: [{ params: { w: [2] } }] }],
    [{ meta: { title: "" } }, { meta: {} }],
  ] as const;
  for (const [before, after] of losses) expect(lostIn(before, after), JSON.stringify(before)).not.toBeNull();
  // Written another way, and the same.
  const block = { shape: [1], float64: "AAAAAAAA8D8=" };
  expect(lostIn({ nodes: [{ config: {}, params: { w: [1] } }] }, { nodes: [{ params: { w: block } }] })).toBeNull();
  expect(lostIn({ meta: { author: "" } }, { meta: {} })).toBeNull();
});
