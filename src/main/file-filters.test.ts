import { expect, test } from "vitest";
import { OPENED, savedAs } from "./file-filters";

test("a text is saved as what its name says", () => {
  expect(savedAs("two-paths.gradrec").name).toBe("Gradwire recording");
  expect(savedAs("two-paths.gradwire").name).toBe("Gradwire graph");
  expect(savedAs("gradrec").name).toBe("Gradwire graph");
});

test("graphs and recordings are opened from the same dialog, without choosing between them first", () => {
  expect(OPENED[0]?.extensions).toEqual(["gradwire", "json", "gradrec", "gz"]);
});
