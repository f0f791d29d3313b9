import fc from "fast-check";
import { expect, test } from "vitest";
import { shorten } from "./shorten";

test.each([
  ["short", 10, "short"],
  ["exactly 10", 10, "exactly 10"],
  ["a name of more than ten", 10, "a name…ten"],
  ["😀😀😀😀😀😀", 6, "😀😀…"],
  ["", 10, ""],
])("%s in %i units is %s", (text, most, shown) => {
  expect(shorten(text, most)).toBe(shown);
});

test("what is shown is never too long, begins and ends as the text does, and holds whole signs", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 4, max: 30 }), (text, most) => {
      const shown = shorten(text, most);
      expect(shown.length).toBeLessThanOrEqual(Math.max(most, 0));
      if (shown === text) return;
      const [head = "", tail = ""] = [shown.slice(0, shown.indexOf("…")), shown.slice(shown.indexOf("…") + 1)];
      expect(text.startsWith(head) || head.includes("…")).toBe(true);
      expect(text.endsWith(tail) || tail.includes("…")).toBe(true);
      expect(LONE.test(shown)).toBe(LONE.test(text));
    }),
  );
});

/** Half a sign. */
const LONE = /\p{Surrogate}/u;
