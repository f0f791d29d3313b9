import { describe, expect, test } from "vitest";
import { type Migration, migrate, migrations, VERSION } from "./migrate";

const steps: readonly Migration[] = [
  { name: "call edges edges", from: 1, up: ({ wires, ...file }) => ({ ...file, edges: wires ?? [] }) },
  { name: "add a title", from: 2, up: (file) => ({ ...file, title: "untitled" }) },
];

describe("an older file", () => {
  test("is brought up step by step, and each step is named", () => {
    expect(migrate({ version: 1, wires: [7] }, 1, steps)).toEqual({
      file: { version: 3, edges: [7], title: "untitled" },
      taken: ["call edges edges", "add a title"],
    });
  });

  test("takes only the steps that it needs", () => {
    expect(migrate({ version: 2, edges: [] }, 2, steps).taken).toEqual(["add a title"]);
  });

  test("there is a step from every version before the present one", () => {
    expect(migrations.map(({ from }) => from)).toEqual(Array.from({ length: VERSION - 1 }, (_, at) => at + 1));
  });
});
