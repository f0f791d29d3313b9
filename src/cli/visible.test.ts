import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { main } from "./main";
import { visible, visibleLine } from "./visible";

describe("nothing is unseen", () => {
  const everySign = Array.from({ length: 0x110000 }, (_, code) => code).filter(
    (code) => code < 0xd800 || code > 0xdfff,
  );
  const all = everySign.map((code) => String.fromCodePoint(code)).join("");
  const unseen = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\u200b\u2060\ufeff\u{e0001}\u{e007f}]/u;

  test("of all signs there are, on a line and on many", () => {
    expect(unseen.test(visibleLine(all))).toBe(false);
    expect(unseen.test(visible(all).replaceAll(/[\n\t]/g, ""))).toBe(false);
  });

  test.each(["plain", "∂C/∂σ → −0.5", "日本語", "العربية", "👩‍🔬", "می‌خواهم"])("%s stays", (text) => {
    expect([visible(text), visibleLine(text)]).toEqual([text, text]);
  });

  test("in JSON it stays the same text", () => {
    expect(JSON.parse(visible(JSON.stringify(all)))).toBe(all);
  });
});

/** A graph whose every text would steer a terminal. */
const hostile = "src/cli/fixtures/escape.gradwire";

async function printed(words: readonly string[], isTerminal = false): Promise<string> {
  let said = "";
  const say = (text: string) => {
    said += text;
  };
  await main(words, { out: say, err: say, input: async () => readFile(hostile), isTerminal });
  return said;
}

describe("a file steers no terminal, and begins no line of its own", () => {
  test.each([
    [["run", hostile]],
    [["check", hostile]],
    [["check", hostile, "--atol", "0", "--rtol", "0"]],
    [["validate", "\u001b[31m\nno problems"]],
    [["fly\u001b]0;\u0007"]],
    [["run", hostile, "--json"]],
    [["record", hostile, "-o", "/nowhere\u009b31m/x"]],
  ])("%j", async (words) => {
    const said = await printed(words);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(said).not.toMatch(/^cost {2}0$/m);
    expect(said).not.toMatch(/^no problems/m);
  });

  test("what is written to standard output is as in a file, but not on a terminal", async () => {
    const words = ["record", hostile, "-o", "-"];
    expect(await printed(words, true)).not.toContain("\u009b");
    expect(JSON.parse((await printed(words)).split("\n")[0] ?? "").graph.nodes).toHaveLength(3);
  });
});

test("--version says which Gradwire it is", async () => {
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  expect(await printed(["--version"])).toBe(`gradwire ${version}\n`);
  expect(JSON.parse(await printed(["--version", "--json"]))).toEqual({ version });
});
