import { expect, test } from "vitest";
import { createFileTokens } from "./file-tokens";

test("a token says nothing of the path, and brings it back", () => {
  const tokens = createFileTokens();
  const token = tokens.issue("/home/ada/sigmoid.gradwire");
  expect(token).not.toContain("ada");
  expect(tokens.redeem(token)).toBe("/home/ada/sigmoid.gradwire");
});

test("a path has one token, and two paths have two", () => {
  const tokens = createFileTokens();
  expect(tokens.issue("/a")).toBe(tokens.issue("/a"));
  expect(tokens.issue("/a")).not.toBe(tokens.issue("/b"));
});

test("a path is not a token, and neither is another window's", () => {
  const tokens = createFileTokens();
  const other = createFileTokens().issue("/a");
  tokens.issue("/a");
  expect(tokens.redeem("/a")).toBeNull();
  expect(tokens.redeem(other)).toBeNull();
});
