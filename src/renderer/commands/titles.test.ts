import { expect, test } from "vitest";
import { emptyDocument } from "#core/document/document";
import { fileNameOf, titleOf } from "./titles";

test("work is called by its title, else by its file, else Untitled", () => {
  const file = { name: "my net.gradwire", token: null };
  const titled = { ...emptyDocument, meta: { ...emptyDocument.meta, title: " A neuron " } };
  expect(titleOf(titled, file)).toBe("A neuron");
  expect(titleOf(emptyDocument, file)).toBe("my net");
  expect(titleOf(emptyDocument, null)).toBe("Untitled");
  expect(titleOf(emptyDocument, { name: ".json", token: null })).toBe("Untitled");
});

test.each([
  ["A sigmoid layer", "a-sigmoid-layer.gradwire"],
  ["Faltung über 2 Kerne", "faltung-uber-2-kerne.gradwire"],
  ["σ(z) / ∂C", "σ-z-c.gradwire"],
  ["../../etc/passwd", "etc-passwd.gradwire"],
  ["  ", "untitled.gradwire"],
])("%s is saved as %s", (title, name) => {
  expect(fileNameOf(title, ".gradwire")).toBe(name);
});

test("a long title gives a file name that any system takes", () => {
  expect(fileNameOf("very ".repeat(100), ".json").length).toBeLessThanOrEqual(65);
});
