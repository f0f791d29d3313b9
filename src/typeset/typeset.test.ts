import fc from "fast-check";
import { expect, test } from "vitest";
import { texName } from "#core/formula/name";
import { typeset, typesetPieces } from "./typeset";

/** What the page makes of a formula: all but the source that MathML carries along as text. */
function shown(tex: string): string {
  return (typeset(tex, false) ?? "").replace(/<annotation.*?<\/annotation>/, "");
}

test("a formula has MathML for those who listen and HTML for those who look", () => {
  const html = typeset("\\frac{\\partial C}{\\partial w_1}", true);
  expect(html).toContain("<math");
  expect(html).toContain('class="katex-html" aria-hidden="true"');
});

test("TeX that cannot be read gives null and does not throw", () => {
  for (const tex of ["\\frac{1}", "}{", "\\nosuchcommand", "x".repeat(20_000), "\\def\\a{\\a\\a}\\a"]) {
    expect(typeset(tex, false), tex.slice(0, 20)).toBeNull();
  }
});

test("no formula makes a link, an image, a class or a style", () => {
  for (const tex of [
    "\\href{javascript:alert(1)}{x}",
    "\\url{https://example.org}",
    "\\includegraphics{a.png}",
    "\\htmlStyle{position:fixed}{x}",
    "\\htmlClass{modal}{x}",
    "\\htmlId{root}{x}",
    "\\htmlData{a=b}{x}",
  ]) {
    expect(shown(tex), tex).not.toMatch(/<a[\s>]|<img|href=|position:\s*fixed|id="root"|class="[^"]*modal|data-a/);
  }
});

test("sizes that a formula asks for are bounded", () => {
  expect(shown("\\rule{9999em}{9999em}")).not.toContain("9999");
});

test("signs that KaTeX takes for commands can be names", () => {
  for (const sign of "⩴≔ℋ∉∑∫⟦‼⌜\u{1d6a4}") expect(typeset(texName(`${sign} 1`), false), sign).not.toBeNull();
});

test("every label is a name that can be typeset", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (label) => {
      expect(typeset(texName(label), false)).not.toBeNull();
      expect(typeset(`${texName(label)} = \\frac{\\partial C}{\\partial ${texName(label)}}`, true)).not.toBeNull();
      expect(typeset(`${texName(label)}^2 + {${texName(label)}}_{i}`, true)).not.toBeNull();
    }),
  );
});

test("MathML alone has no HTML beside it", () => {
  const mathml = typeset("\\frac{\\partial C}{\\partial w}", true, "mathml");
  expect(mathml).toContain("<mfrac>");
  expect(mathml).not.toContain("katex-html");
});

test("a number that is put into a line is marked by its place, and nothing that a label holds is", () => {
  const from = { role: "param", name: "weight", at: 0, isGradient: false } as const;
  const put = (text: string, value: number) => ({ text, value, from });
  for (const label of ["\\htmlData{put=7}{x}", "}\\htmlData{put=7}{", "\\href{https://example.org}{x}", "$%#&_^~"]) {
    const html = typesetPieces([
      texName(label),
      " = ",
      put("-0.5", -0.5),
      "^{",
      put("2", 2),
      "}",
      " + ",
      texName(label),
    ]);
    expect([...(html ?? "").matchAll(/data-([a-z]+)="([^"]*)"/g)].map(([, name, value]) => `${name} ${value}`)).toEqual(
      ["put 2", "put 4"],
    );
    expect(html).not.toMatch(/<a[\s>]/);
  }
  // Even where someone else's TeX got in, nothing but a place is let through.
  for (const tex of ["\\htmlData{put=x}{1}", "\\htmlData{entry=1}{1}", "\\href{a}{1}", "\\htmlId{put}{1}"]) {
    expect((typesetPieces([tex]) ?? "").replace(/<annotation.*?<\/annotation>/, "")).not.toMatch(/data-|href=|id="/);
  }
});
