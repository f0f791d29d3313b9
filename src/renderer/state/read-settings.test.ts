import { describe, expect, test } from "vitest";
import { readSettings } from "./read-settings";
import { initialSettings } from "./settings";

describe("settings that the browser has kept", () => {
  test("are read where they may be", () => {
    const kept = { theme: "dark", minimap: false, edgeStyle: "color", learningRate: 0.5, inspectorWidth: 420 };
    expect(readSettings(kept, initialSettings)).toEqual({ ...initialSettings, ...kept });
  });

  test.each([
    ["nothing", null],
    ["a list", [1]],
    ["a theme that every object has", { theme: "toString" }],
    ["a style that every object has", { edgeStyle: "__proto__" }],
    ["a number in words", { inspectorWidth: "wide", learningRate: "0.1" }],
    ["a rate of 0", { learningRate: 0 }],
    ["a name that is no setting", JSON.parse('{ "__proto__": { "theme": "dark" }, "constructor": 1, "later": true }')],
  ])("and else stay as they were: %s", (_, kept) => {
    const read = readSettings(kept, initialSettings);
    expect(read).toEqual(initialSettings);
    expect(Object.keys(read).toSorted()).toEqual(Object.keys(initialSettings).toSorted());
  });
});
