import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactNumber, isExactNumber, type Json } from "#core/json";
import { jsonText } from "#core/tensor/tensor-json";
import { FLOAT64, type Float64Places, mayBeInexact, parseExact } from "./exact-json";

function exactly(text: string, places: Float64Places = {}): Json {
  return parseExact(text, JSON.parse(text) as Json, places);
}

/** What is written of a number that stands in a place where nothing is known of it. */
function through(text: string): string {
  return jsonText(mayBeInexact(text) ? exactly(text) : (JSON.parse(text) as Json));
}

describe("a number in a place that is not known", () => {
  test.each([
    "1e309",
    "-1e309",
    "1e-400",
    "12345678901234567891",
    "-12345678901234567891",
    "0.12345678901234567891",
    "9007199254740993",
    "1.00000000000000000001e5",
    "1E+400",
    `1${"0".repeat(400)}`,
    "1e99999999999999999999",
  ])("comes back as it stood where float64 would change it: %s", (text) => {
    expect(through(text)).toBe(text);
  });

  test.each([
    ["0.1", "0.1"],
    ["12345678901234567000", "12345678901234567000"],
    ["1e300", "1e+300"],
    ["100000000000000000000000", "1e+23"],
    ["1.50000000000000000000", "1.5"],
    ["0.30000000000000004", "0.30000000000000004"],
    ["-0", "-0"],
    ["0.0000000000000000000", "0"],
    ["0e999", "0"],
    ["5e-324", "5e-324"],
  ])("is a float64 where that is the same number: %s", (text, written) => {
    expect(through(text)).toBe(written);
  });

  test("is the same number when it comes back, whatever its digits", () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,30})?([eE][+-]?\d{1,4})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(sameDecimal(through(text), text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Compares by whole numbers of any size, and so by other means than the reader. */
function sameDecimal(a: string, b: string): boolean {
  const read = (text: string) => {
    const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
    const [whole = "", fraction = ""] = mantissa.split(".");
    return { value: BigInt(`${whole}${fraction}`), power: Number(exponent) - fraction.length };
  };
  const [x, y] = [read(a), read(b)];
  const least = Math.min(x.power, y.power);
  return x.value * 10n ** BigInt(x.power - least) === y.value * 10n ** BigInt(y.power - least);
}

describe("a text with exact numbers", () => {
  test("is read as JSON.parse reads it, whatever is in it", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.boolean(), (json, spaced) => {
        const text = spaced ? JSON.stringify(JSON.parse(json), null, 2) : json;
        expect(exactly(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test("keeps keys such as __proto__, and of two alike the last", () => {
    const text = '{ "__proto__": { "a": 1 }, "b": [1e309, "\\\\\\"]", {}], "b": 1e400, "c": [], "\\u0064": 2 }';
    expect(jsonText(exactly(text))).toBe('{"__proto__":{"a":1},"b":1e400,"c":[],"d":2}');
  });

  test("has float64 in the places that are known, unless the object is a stranger", () => {
    const entry = {
      keys: new Map([["known", FLOAT64]]),
      isStranger: ({ strange }: { strange?: Json }) => strange === true,
    };
    const text = '{"list":[{"known":[1e309],"more":1e309},{"known":[1e309],"strange":true}],"known":1e309}';
    expect(exactly(text, { keys: new Map([["list", { each: entry }]]) })).toEqual({
      list: [
        { known: [Number.POSITIVE_INFINITY], more: exactNumber("1e309") },
        { known: [exactNumber("1e309")], strange: true },
      ],
      known: exactNumber("1e309"),
    });
  });

  test("may be sent to another thread", () => {
    const sent = structuredClone(exactly('{ "a": [1e309] }')) as { readonly a: readonly Json[] };
    expect(isExactNumber(sent.a[0])).toBe(true);
    expect(jsonText(sent)).toBe('{"a":[1e309]}');
  });
});
