import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";

/*
 * TeX is only ever written, never read: what a formula says is in its tree. This finds code that looks for TeX in a text.
 */

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Files that escape signs one by one, which is writing, and tests, which hold what was written against what they expect. */
const ALLOWED = [/\.(test|spec)\.tsx?$/, /\/fixtures\//];

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !ALLOWED.some((pattern) => pattern.test(path)));
}

/**
 * A command of TeX as source code has it inside a pattern: two backslashes, or four in a string, before letters or a brace; or a sign for
 * private use, as stood for what was to be found in TeX again.
 */
const COMMAND = /\\\\(?:\\\\)?(?:[A-Za-z]{2,}|\[?[{}])|\\u(?:e[0-9a-f]|f[0-8])/i;

/** Places in a source that look for a command of TeX: patterns that hold one, and questions that texts are asked about one. */
function readingsOf(source: string): readonly string[] {
  const patterns =
    source.match(
      /(?<![\w)\]}"'`$])\/(?![/*])(?:\[(?:\\.|[^\]\\\n])*\]|\\.|[^/\\\n[])+\/[dgimsuvy]*(?=\s*[.,;)\]:?]|$)/gm,
    ) ?? [];
  const questions =
    source.match(
      /(?:\.(?:startsWith|endsWith|includes|indexOf|lastIndexOf|split|replace|replaceAll|match|matchAll|search)|\bRegExp)\(\s*(?:"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)/g,
    ) ?? [];
  return [...patterns, ...questions].filter((found) => COMMAND.test(found));
}

test("no code of the project reads TeX", () => {
  const found = ["src", "e2e", "scripts", "bench"]
    .flatMap((folder) => sources(join(root, folder)))
    .flatMap((path) => readingsOf(readFileSync(path, "utf8")).map((text) => `${relative(root, path)}: ${text}`));
  expect(found).toEqual([]);
});

describe("the check itself", () => {
  it.each([
    'tex.replace(/\\\\frac\\{([^{}]*)\\}/g, "$1")',
    "const isOpen = /\\\\partial(?! C)/.test(tex)",
    'symbol.startsWith("\\\\sigma")',
    'tex.replaceAll("\\\\odot", "*")',
    "tex.split(`\\\\begin{bmatrix}`)",
    'new RegExp("\\\\\\\\sum_([a-z])")',
    "tex.replace(/[\\ue000-\\ue0ff]/g, put)",
  ])("finds %s", (source) => {
    expect(readingsOf(source)).toHaveLength(1);
  });

  it.each([
    "return `\\\\frac{1}{2}`;",
    'joined(lines, " \\\\\\\\ ")',
    'text.replace(/\\s+/g, " ")',
    "/^\\p{Script=Greek}$/u.test(symbol)",
    'path.split("\\\\")',
    'text.replaceAll("\\n", " ")',
  ])("lets %s be", (source) => {
    expect(readingsOf(source)).toEqual([]);
  });
});
