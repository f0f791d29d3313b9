import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { openLesson } from "./graph";
import { readStepTexts } from "./step-text";

/** Sizes of a window: 1280×720 stands for 1280×800, too, and the last is that at 200 %. */
const SIZES = [
  [1280, 720],
  [1024, 700],
  [1366, 768],
  [1920, 1080],
  [640, 400],
] as const;

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
      for (const [width, height] of SIZES) {
        const isKnown = height === 720;
        const where = `${file} at ${width}×${height}`;
        await page.setViewportSize({ width, height });
        await page.keyboard.press("Home");
        if (isKnown) await expect(grip, where).toHaveAttribute("aria-valuetext", "as high as the tallest step");
        const { steps, faults, heights } = await readStepTexts(page, { key: ".", slider: "Position in the pass" });
        expect(faults, where).toEqual([]);
        expect(steps).toBeGreaterThan(6);
        // The canvas above keeps its place, once it is known how high the steps are.
        if (isKnown) expect(new Set(heights).size, `${where}: ${heights}`).toBe(1);
      }
      await page.keyboard.press("Escape");
    }
  });
}
