import { describe, expect, test } from "vitest";
import { own } from "./own";

describe("a look-up by a name from outside", () => {
  test("finds what was put there, even under a name that every object has", () => {
    const named: Readonly<Record<string, number>> = JSON.parse('{ "a": 1, "__proto__": 2, "toString": 3 }');
    expect(["a", "__proto__", "toString"].map((name) => own(named, name))).toEqual([1, 2, 3]);
  });

  test.each(["toString", "constructor", "__proto__", "hasOwnProperty", "valueOf"])(
    "finds nothing at %s else",
    (name) => {
      expect(own({ a: 1 }, name)).toBeUndefined();
    },
  );
});
