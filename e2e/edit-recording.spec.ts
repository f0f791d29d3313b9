import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { readRecording } from "#core/recording/read";
import { verifyRecording } from "#core/recording/verify";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { openText } from "./graph";

const walkText = () => readFile(join(root, "resources", "lessons", "04-one-neuron.gradrec"), "utf8");
const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });
const told = (page: Page) => inspector(page).getByRole("list", { name: "What is told" });
const timeline = (page: Page) => page.getByRole("slider", { name: "Position in the recording" });
const length = async (page: Page) => Number(await timeline(page).getAttribute("aria-valuemax"));

/** Opens a recording, and the panel in which it is edited. */
async function openWalk(page: Page): Promise<void> {
  await page.goto("/#new");
  await openText(page, "walk.gradrec", await walkText());
  await expect(timeline(page)).toBeVisible();
  await inspector(page).getByRole("tab", { name: "Recording" }).click();
  await expect(told(page)).toBeVisible();
}

async function write(page: Page, name: string, text: string): Promise<void> {
  const field = inspector(page).getByRole("spinbutton", { name });
  await field.click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

test("a caption is rewritten, a marker added, both undone and done again, and saved as a recording that verifies", async ({
  page,
}) => {
  await openWalk(page);
  const first = told(page)
    .getByRole("textbox", { name: /^Caption at 0:0/ })
    .first();
  const before = await first.inputValue();
  await first.fill("Watch x.");
  await first.press("Enter");
  await expect(page.getByRole("button", { name: "Undo change a caption" }).first()).toBeEnabled();
  await timeline(page).press("End");
  await inspector(page).getByRole("button", { name: "Marker", exact: true }).click();
  await inspector(page).getByRole("textbox", { name: "Title of the chapter" }).fill("The end");
  await page.keyboard.press("Enter");
  const marker = told(page).getByRole("textbox", { name: /^Marker at 1:1\d$/ });
  await expect(marker).toHaveValue("The end");

  await timeline(page).focus();
  await page.keyboard.press("Control+z");
  await expect(marker).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(first).toHaveValue(before);
  await page.keyboard.press("Control+y");
  await page.keyboard.press("Control+y");
  await expect(marker).toHaveValue("The end");

  const downloading = page.waitForEvent("download");
  await inspector(page).getByRole("button", { name: "Save" }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  const { recording, flaws } = readRecording(text);
  expect(flaws).toEqual([]);
  if (!recording) throw new Error("what was saved cannot be read");
  expect(verifyRecording(recording).firstMismatch).toBeNull();
  const said = recording.events.flatMap(({ what }) => (what.code === "c" ? [what.text] : []));
  expect(said).toContain("Watch x.");
  expect(recording.events.some(({ what }) => what.code === "m" && what.title === "The end")).toBe(true);
});

test("a stretch is chosen, cut out and brought back, trimmed to and given another length", async ({ page }) => {
  await openWalk(page);
  const all = await length(page);
  await write(page, "Stretch from, seconds", "5");
  await write(page, "Stretch to, seconds", "25");
  await inspector(page).getByRole("button", { name: "Cut it out" }).click();
  await expect.poll(() => length(page)).toBeLessThan(all - 10);
  await timeline(page).focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => length(page)).toBe(all);

  await write(page, "Stretch from, seconds", "5");
  await write(page, "Stretch to, seconds", "25");
  await inspector(page).getByRole("button", { name: "Trim to it" }).click();
  await expect.poll(() => length(page)).toBeLessThan(25);

  const trimmed = await length(page);
  await inspector(page).getByRole("combobox", { name: "Pace" }).click();
  await page.getByRole("option", { name: "2× as fast" }).click();
  await inspector(page).getByRole("button", { name: "Set", exact: true }).last().click();
  await expect.poll(() => length(page)).toBeLessThan(trimmed * 0.6);
});

test("time in which nothing happens is cut out, trimmed away at both ends, and shortened everywhere", async ({
  page,
}) => {
  await openWalk(page);
  const text = await walkText();
  const read = readRecording(text).recording;
  if (!read) throw new Error("the walk cannot be read");
  const times = [0];
  for (const { dt } of read.events) times.push((times.at(-1) as number) + dt);
  const at = times.findIndex((time, frame) => (times[frame + 1] ?? 0) - time > 1.5);
  const from = Math.ceil((times[at] as number) * 10 + 2) / 10;
  const all = await length(page);
  await write(page, "Stretch from, seconds", String(from));
  await write(page, "Stretch to, seconds", (from + 1).toFixed(1));
  await inspector(page).getByRole("button", { name: "Cut it out" }).click();
  await expect.poll(() => length(page)).toBeCloseTo(all - 1, 5);
  await timeline(page).focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => length(page)).toBe(all);

  await write(page, "Stretch from, seconds", String(from));
  await write(page, "Stretch to, seconds", (from + 1).toFixed(1));
  await write(page, "Length of the stretch, seconds", "20");
  await inspector(page).getByRole("button", { name: "Set", exact: true }).first().click();
  await expect.poll(() => length(page)).toBeCloseTo(all + 19, 5);

  await write(page, "Longest pause, seconds", "0.5");
  await inspector(page).getByRole("button", { name: "Shorten pauses" }).click();
  const short = read.events.reduce((sum, { dt }) => sum + Math.min(dt, 0.5), 0);
  await expect.poll(() => length(page)).toBeCloseTo(short, 0);
  await expect(page.getByRole("button", { name: "Undo shorten pauses" }).first()).toBeEnabled();

  await write(page, "Stretch from, seconds", "0.1");
  await write(page, "Stretch to, seconds", "0.5");
  await inspector(page).getByRole("button", { name: "Trim to it" }).click();
  await expect.poll(() => length(page)).toBeCloseTo(0.4, 5);
});

test("Escape in a field in which something is told leaves the recording and its step where they are", async ({
  page,
}) => {
  await openWalk(page);
  await timeline(page).press("End");
  const at = await timeline(page).getAttribute("aria-valuetext");
  for (const kind of ["Caption", "Marker"] as const) {
    await inspector(page).getByRole("button", { name: kind, exact: true }).click();
    const name = kind === "Caption" ? /^(New caption|Caption at \D)/ : "Title of the chapter";
    await inspector(page).getByRole("textbox", { name }).fill("Half");
    await page.keyboard.press("Escape");
    await expect(inspector(page).getByRole("button", { name: kind, exact: true })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(timeline(page)).toHaveAttribute("aria-valuetext", at ?? "");
  }
});

test("what is told moves by the keyboard, and goes", async ({ page }) => {
  await openWalk(page);
  const seconds = told(page)
    .getByRole("spinbutton", { name: /^Seconds of the caption/ })
    .nth(1);
  const before = Number(await seconds.getAttribute("aria-valuenow"));
  await seconds.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Undo move in time" }).first()).toBeEnabled();
  await expect(seconds).not.toHaveAttribute("aria-valuenow", String(before));
  const count = await told(page).getByRole("listitem").count();
  await told(page)
    .getByRole("button", { name: /^Delete the/ })
    .first()
    .click();
  await expect(told(page).getByRole("listitem")).toHaveCount(count - 1);
});

test("another recording is joined behind the end", async ({ page }) => {
  await openWalk(page);
  const all = await length(page);
  const choosing = page.waitForEvent("filechooser");
  await inspector(page).getByRole("button", { name: "Join another recording…" }).click();
  const buffer = Buffer.from(await walkText());
  await (await choosing).setFiles({ name: "other.gradrec", mimeType: "application/json", buffer });
  await expect.poll(() => length(page)).toBeGreaterThan(1.8 * all);
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });
    test("the panel has no fault that axe finds", async ({ page }) => {
      await openWalk(page);
      await expectNoAxeFaults(page);
    });
  });
}

test("changes to a recording that were not saved are brought back", async ({ page }) => {
  await openWalk(page);
  const field = inspector(page).getByRole("textbox", { name: "Title of the recording" });
  await field.fill("My walk");
  await field.press("Enter");
  await expect(page.getByRole("img", { name: "Changes not saved" })).toBeVisible();
  await page.getByRole("button", { name: "Close the recording" }).click();
  await page.getByRole("button", { name: "Don’t save" }).click();
  await expect(timeline(page)).toBeHidden();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByRole("textbox", { name: "Title of the document" })).toHaveValue("My walk");
  await expect(page.getByRole("img", { name: "Changes not saved" })).toBeVisible();
});
