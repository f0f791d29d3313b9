import fc from "fast-check";
import { expect, test } from "vitest";
import { nameRuns, texName } from "#core/formula/name";

test("letters, Greek words and Greek letters are mathematics", () => {
  expect(texName("x")).toBe("x");
  expect(texName(" W ")).toBe("W");
  expect(texName("sigma")).toBe("\\sigma");
  expect(texName("Omega")).toBe("\\Omega");
  expect(texName("μ")).toBe("\\mu");
  expect(texName("\u00b5")).toBe("\\mu");
  expect(texName("Δx")).toBe("{\\Delta x}");
});

test("digits at the end and what follows an underscore are an index", () => {
  expect(texName("w1")).toBe("w_{1}");
  expect(texName("w_12")).toBe("w_{12}");
  expect(texName("a_i")).toBe("a_{i}");
  expect(texName("a_prev")).toBe("a_{\\mathit{prev}}");
  expect(texName("σ2")).toBe("\\sigma_{2}");
  expect(texName("conv3")).toBe("\\mathit{conv}_{3}");
  expect(texName("C'")).toBe("C'");
});

test("a word is set in italics, and anything else as text", () => {
  expect(texName("hidden")).toBe("\\mathit{hidden}");
  expect(texName("hidden layer")).toBe("\\text{hidden layer}");
  expect(texName("größe")).toBe("\\text{größe}");
  expect(texName("重み")).toBe("\\text{重み}");
  expect(texName("👍")).toBe("\\text{👍}");
  expect(texName("x+y")).toBe("\\text{x+y}");
});

test("a label's own signs are shown and never obeyed", () => {
  expect(texName("\\href{javascript:alert(1)}{x}")).toBe(
    "\\text{\\textbackslash{}href\\{javascript:alert(1)\\}\\{x\\}}",
  );
  expect(texName("}{")).toBe("\\text{\\}\\{}");
  expect(texName("$")).toBe("\\text{\\$}");
  expect(texName("50% of a_b & c^2 ~#1")).toBe(
    "\\text{50\\% of a\\_b \\& c\\textasciicircum{}2 \\textasciitilde{}\\#1}",
  );
});

test("a name without a sign that can be seen is a question mark", () => {
  for (const label of ["", "   ", "\n\t", "\u200b", "\u0301", "\ud800"]) expect(texName(label)).toBe("{?}");
});

test("a long name is cut, between signs", () => {
  expect(texName("👍".repeat(100))).toBe(`\\text{${"👍".repeat(39)}…}`);
  expect(texName("a".repeat(1_000_000)).length).toBeLessThan(60);
});

test("whatever the label, braces match and every backslash begins a command of ours", () => {
  const ours =
    /\\(?:char"[0-9a-f]{4}|text|mathit|textbackslash|textasciicircum|textasciitilde|[{}$%#&_]|(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)\b)/giu;
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (label) => {
      const rest = texName(label).replace(ours, "");
      expect(rest).not.toContain("\\");
      let depth = 0;
      for (const sign of rest) {
        if (sign === "{") depth += 1;
        if (sign === "}") depth -= 1;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
    }),
  );
});

test("a name without TeX is set as with it: Greek letters, slanted words, and the index last", () => {
  const shown = (label: string) =>
    nameRuns(label).map(({ text, italic, isIndex }) => `${isIndex ? "_" : ""}${italic ? `/${text}/` : text}`);
  expect(shown("w_1")).toEqual(["/w/", "_1"]);
  expect(shown("sigma2")).toEqual(["/σ/", "_2"]);
  expect(shown("Omega")).toEqual(["Ω"]);
  expect(shown("a_prev'")).toEqual(["/a/", "′", "_/prev/"]);
  expect(shown("hidden layer")).toEqual(["hidden layer"]);
  expect(shown("größe")).toEqual(["größe"]);
  expect(shown("\u0000\ud800")).toEqual(["?"]);
});
