import { expect, test } from "vitest";
import { joinPieces, type Piece } from "./recording-store";

const piece = (text: string, at?: number): Piece => ({ recording: "r", text, ...(at === undefined ? {} : { at }) });

test.each([
  ["in order", [piece("ab\n", 0), piece("cd\n", 3)], "ab\ncd\n"],
  ["kept later, as the first try failed", [piece("cd\n", 3), piece("ab\n", 0)], "ab\ncd\n"],
  ["kept twice", [piece("ab\n", 0), piece("cd\n", 3), piece("ab\n", 0)], "ab\ncd\n"],
  ["up to a gap", [piece("ab\n", 0), piece("ef\n", 6)], "ab\n"],
  ["of an older Gradwire", [piece("ab\n"), piece("cd\n")], "ab\ncd\n"],
  ["none", [], ""],
])("pieces make a text: %s", (_, pieces, text) => {
  expect(joinPieces(pieces)).toBe(text);
});
