import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatOf } from "./format-of";

describe("what a text says of itself", () => {
  it.each([
    ["first", '{"format":"a","version":1}', "a"],
    ["last, after nesting, quotes and commas", '{"x":{"format":"no","y":["}\\"",[","]]},"z":-1e3,"format":"a"}', "a"],
    ["over many lines", '\n{\n  "version" : 1 ,\r\n\t"format" : "a"\n}', "a"],
    ["after a byte order mark", '\uFEFF{"format":"a"}', "a"],
    ["in escapes", '{"\\u0066ormat":"\\u0061"}', "a"],
    ["on a line that is cut off behind it", '{"format":"a","graph":{"nodes":[{"id":"x', "a"],
    ["behind 100 kB", `{"x":"${"d".repeat(100_000)}","format":"a"}`, "a"],
    ["in the first of many lines", '{"format":"a"}\n{"format":"b"}', "a"],
    ["only inside", '{"graph":{"format":"a"}}', null],
    ["cut off", '{"x":1,"format":"a', null],
    ["as no text", '{"format":1}', null],
    ["in a list", '["format","a"]', null],
    ["nowhere", "{}", null],
    ["in nothing", "", null],
    ["among nonsense", '{"x"1,"format":"a"}', null],
  ])("%s", (_, text, format) => {
    expect(formatOf(text)).toBe(format);
  });

  it("is what JSON says, for any object that has it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.nat(3), (object, format, indent) => {
        const text = JSON.stringify({ ...object, format }, null, indent);
        expect(formatOf(text)).toBe(JSON.parse(text).format);
      }),
    );
  });

  it("takes a time in proportion to the text, whatever the text is", () => {
    for (const hostile of ['{"a":"\\', '{"a":[', '{"a":{', '{"\\\\', '{"a":1,']) {
      const begun = performance.now();
      formatOf(hostile + hostile.slice(1).repeat(1_000_000));
      expect(performance.now() - begun).toBeLessThan(3000);
    }
  });

  it("knows a recording whose header begins with its graph", () => {
    expect(formatOf(readFileSync("src/core/recording/fixtures/format-late.gradrec", "utf8"))).toBe(
      "gradwire-recording",
    );
  });
});
