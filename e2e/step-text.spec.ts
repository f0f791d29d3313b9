import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { openLesson, wire } from "./graph";
import { readStepTexts } from "./step-text";

/**
 * Sizes of a window, with how wide the text is in that and others. Two real ones, of which the height and the fit of the canvas are seen,
 * are for lessons of which the most is told; 640×400 is 1280×800 at 200 %, where most steps are scrolled.
 */
const SIZES = [
  { width: 1280, height: 720, widths: [616, 1000, 1256, 1342, 1896], isForAll: true },
  { width: 1024, height: 700, widths: [], isForAll: false },
  { width: 640, height: 400, widths: [], isForAll: false },
] as const;

/** Where the most is told of a step. */
const FULLEST: readonly string[] = ["06-penguin-batch.gradwire", "12-temperature-filter.gradwire"];

const lessons: readonly { readonly file: string; readonly title: string }[] = JSON.parse(
  readFileSync(`${root}/resources/lessons/index.json`, "utf8"),
);

const middle = lessons.length / 2;
for (const [which, some] of [
  ["first", lessons.slice(0, middle)],
  ["last", lessons.slice(middle)],
] as const) {
  test(`no word and no formula of any step of the ${which} lessons is hidden, at all sizes`, async ({ page }) => {
    test.setTimeout(180_000);
    const grip = page.getByRole("separator", { name: "Height of the step's text" });
    expect(some.length).toBeGreaterThan(5);
    for (const { file, title } of some) {
      await page.setViewportSize({ width: 1280, height: 720 });
      await openLesson(page, file.replace(".gradwire", ""));
      await expect(page.getByRole("textbox", { name: "Title of the document" })).toHaveValue(title);
      for (const { width, height, widths, isForAll } of SIZES) {
        if (!isForAll && !FULLEST.includes(file)) continue;
        const isKnown = height === 720;
        const where = `${file} at ${width}×${height}`;
        await page.setViewportSize({ width, height });
        await page.keyboard.press("Home");
        if (isKnown) await expect(grip, where).toHaveAttribute("aria-valuetext", "as high as the tallest step");
        const { steps, faults, heights } = await readStepTexts(page, {
          key: ".",
          slider: "Position in the pass",
          widths,
        });
        expect(faults, where).toEqual([]);
        expect(steps).toBeGreaterThan(6);
        // The canvas above keeps its place, once it is known how high the steps are.
        if (isKnown) expect(new Set(heights).size, `${where}: ${heights}`).toBe(1);
      }
      await page.keyboard.press("Escape");
    }
  });
}

test("a number of a step lights its entry and leads to its why, and a person chooses which entry is told", async ({
  page,
}) => {
  await openLesson(page, "08-xor");
  await page.keyboard.press("Home");
  for (let at = 0; at < 11; at += 1) await page.keyboard.press(".");
  const text = page.getByRole("group", { name: "What this step does" });
  const lines = text.getByRole("list", { name: "Formulas of this step" }).getByRole("listitem");
  await expect(lines).toHaveCount(3);
  const mark = (lane: string) => wire(page, "z_1", "x", "a").locator(`[data-lane="${lane}"] [data-part="mark"]`);

  const factor = lines.first().getByRole("button", { name: /^∂C\/∂z_1, entry 1 = 0\.0838.*why\?$/ });
  await expect(mark("gradient")).toBeHidden();
  await factor.focus();
  await expect(mark("gradient")).toBeVisible();
  await expect(mark("value")).toBeHidden();
  await page.keyboard.press("ArrowRight");
  await expect(lines.first().getByRole("button", { name: /^W, entry 1 = 1\.2/ })).toBeFocused();
  await expect(mark("gradient")).toBeHidden();
  await expectNoAxeFaults(page);
  await factor.click();
  await expect(page.getByRole("heading", { name: /^Why is/ })).toBeVisible();

  // The last cell of what comes back to x.
  await page.mouse.move(5, 300);
  await expect(lines.first()).toContainText("1, 1");
  const cells = wire(page, "x", "x", "z_1").locator('[data-lane="gradient"] [data-part="heat"]');
  const box = await cells.boundingBox();
  if (!box) throw new Error("there is no picture on the wire");
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 1);
  await expect(lines.first()).toContainText("4, 2");
  await expect(lines.nth(1)).toContainText("1, 1");
  await page.mouse.move(5, 300);
  await expect(lines.first()).toContainText("1, 1");

  await page.getByRole("button", { name: "Tell the largest entry" }).click();
  await expect(lines.first()).toContainText("4, 1");
  await expect(lines.nth(2)).toContainText("1");
});
