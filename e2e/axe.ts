import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Finds nothing that axe calls a fault by WCAG 2.2 A and AA or by its best practices. */
export async function expectNoAxeFaults(page: Page): Promise<void> {
  // Evaluated, not added as an element: the page's own policy runs no inline script, and stays in force.
  await page.evaluate(source);
  const faults = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  });
  expect(faults).toEqual([]);
}
