import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonFaultIn } from "./json-fault";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("where a text stops being JSON", () => {
  test.each([
    ['{"a": NaN}', 6, /write "NaN", with the quotes/],
    ['{"a": [1, -Infinity]}', 10, /write "-Infinity", with the quotes/],
    ['{"a": None}', 6, /write null/],
    ['{"a": True}', 6, /write true/],
    ["{'a': 1}", 1, /double quotes/],
    ['{"a": 1,}', 8, /a name in double quotes is missing before “}”, or a comma too many/],
    ["[1, 2,]", 6, /comma too many/],
    ['{"a": 1', 7, /^it breaks off$/],
    ['{"a" 1}', 5, /a colon is due, and here is “1”/],
    ['{"a": 1 "b": 2}', 8, /a comma or “}” is due/],
    ["[01]", 2, /no number as JSON/],
    ['["a\nb"]', 3, /written as an escape/],
    ['["a\\x"]', 3, /no escape/],
    ['{"a": 1} // done', 9, /more after the end/],
    ["[1 // one", 3, /no comments/],
    ["", 0, /breaks off/],
  ])("%j: at %d", (text, at, why) => {
    const found = jsonFaultIn(text);
    expect(found?.at).toBe(at);
    expect(found?.why).toMatch(why);
  });

  test("nowhere, exactly where the engine reads it", () => {
    const json = fc.json();
    const hurt = fc
      .tuple(json, fc.nat(), fc.constantFrom("", ",", "]", "}", '"', "\\", "1", "N", " ", "{", "["))
      .map(([text, at, sign]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + sign + text.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(fc.oneof(json, hurt), (text) => (jsonFaultIn(text) === null) === isJson(text)),
      { numRuns: 3000 },
    );
  });

  test("in a nest of a million brackets, without a stack that overflows", () => {
    expect(jsonFaultIn("[".repeat(1e6))).toEqual({ at: 1e6, why: "it breaks off" });
  });
});
