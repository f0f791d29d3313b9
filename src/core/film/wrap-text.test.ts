import fc from "fast-check";
import { expect, test } from "vitest";
import { textWidth, wrapText } from "./wrap-text";

test("a text is set as large as it fits", () => {
  const fits = [
    { size: 20, lines: 1 },
    { size: 10, lines: 2 },
  ];
  expect(wrapText("one two", 200, fits)).toEqual({ lines: ["one two"], size: 20 });
  expect(wrapText("one two three four five", 80, fits)).toEqual({ lines: ["one two three", "four five"], size: 10 });
});

test("what does not fit at any size ends in three dots", () => {
  const { lines } = wrapText("word ".repeat(100), 100, [{ size: 10, lines: 2 }]);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/word…$/);
});

test("no line is wider than it may be, and no word is lost where there is room", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 40, max: 400 }), (text, width) => {
      const { lines } = wrapText(text, width, [{ size: 16, lines: 1000 }]);
      for (const line of lines) expect(textWidth(line, 16)).toBeLessThanOrEqual(width);
      expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }),
  );
});

test("a text of nothing takes no line", () => {
  expect(wrapText("  ", 100, [{ size: 10, lines: 1 }]).lines).toEqual([]);
});
