import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { setParam } from "../src/core/document/commands";
import { parseDocument } from "../src/core/document/parse";
import { startRecorder } from "../src/core/recording/recorder";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { card, middleOf, openLesson, wire } from "./graph";

/** So many steps has a pass of the neuron. */
const PASS = 9;

/**
 * A teacher's walk through the lesson of one neuron: ten seconds of a second each, a caption on z, a pause once the cost is known,
 * the chapter "Backward", an edit that makes the weight 3, and a question.
 */
function walk(caption = "z is w times x"): string {
  const lesson = new URL("../resources/lessons/04-one-neuron.gradwire", import.meta.url);
  const { document } = parseDocument(readFileSync(lesson, "utf8"));
  if (!document) throw new Error("the lesson cannot be opened");
  const lines: string[] = [];
  const header = {
    title: "The teacher’s walk",
    created: "2026-11-23T00:00:00.000Z",
    seed: 0,
    requires: [],
    rate: null,
  };
  const recorder = startRecorder({ ...header, values: "all", document }, (line) => lines.push(line));
  recorder.tell({ code: "m", title: "Forward" }, 0);
  for (let step = 1; step <= 3; step += 1) recorder.moveTo(step, 0.5);
  recorder.tell({ code: "c", text: caption, node: "z" }, 0);
  recorder.moveTo(4, 0.5);
  recorder.tell({ code: "p" }, 0.1);
  recorder.tell({ code: "m", title: "Backward" }, 0);
  for (let step = 5; step <= PASS; step += 1) recorder.moveTo(step, 0.5);
  recorder.tell({ code: "c", text: "The weight is 3 now" }, 0.1);
  recorder.edit(setParam(document, "z", "weight", { shape: [1, 1], data: Float64Array.of(3) }), PASS, 0);
  recorder.tell({ code: "m", title: "Your turn" }, 0.2);
  const explanation = "∂C/∂z = 1.5 − 0.25.";
  recorder.tell(
    { code: "q", prompt: "What is ∂C/∂z now?", answer: 1.25, tolerance: 0.01, node: "z", explanation },
    0.2,
  );
  recorder.end(0.2);
  return lines.join("");
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  await expect(page.getByRole("textbox", { name: "Title of the document" })).toBeVisible();
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await choosing).setFiles({ name, mimeType: "application/octet-stream", buffer });
}

async function watch(page: Page, text = walk()): Promise<void> {
  await openLesson(page, "03-two-paths");
  await open(page, "walk.gradrec", Buffer.from(text));
  await expect(banner(page)).toBeVisible();
}

const banner = (page: Page) => page.getByRole("region", { name: "Recording", exact: true });
const bar = (page: Page) => page.getByRole("region", { name: "Steps of the recording" });
const timeline = (page: Page) => page.getByRole("slider", { name: "Position in the recording" });
const caption = (page: Page) => page.getByRole("status", { name: "Caption" });
const verdict = (page: Page) => page.getByRole("status", { name: "Verdict" });
const question = (page: Page) => page.getByRole("form", { name: "Question" });
const at = (page: Page, words: RegExp | string) => expect(timeline(page)).toHaveAttribute("aria-valuetext", words);
const press = async (page: Page, key: string, times = 1) => {
  for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
};
/** The gradient of the neuron's output was −0.75 + 1 … = 0.75 while the weight was 2, and is 1.25 once it is 3. */
const gradient = (page: Page, number: string) =>
  expect(wire(page, "z", "prediction", "C")).toHaveAccessibleName(new RegExp(`gradient ${number}$`));

test("a recording is opened and sought back and forth, and reads the gradients that it was recorded with", async ({
  page,
}) => {
  await watch(page);
  await expect(banner(page)).toContainText("Recording: The teacher’s walk");
  await at(page, "Step 0 of 9, 0:00 of 0:05, chapter Forward");
  await expect(wire(page, "z", "prediction", "C")).toHaveAccessibleName(/no value yet/);
  await press(page, ".", 3);
  await at(page, /^Step 3 of 9/);
  await expect(caption(page)).toHaveText("z is w times x");
  await expect(wire(page, "z", "prediction", "C")).toHaveAccessibleName(/value 1; gradient not yet/);
  await press(page, "]");
  await at(page, /chapter Backward$/);
  await press(page, "End");
  await at(page, /^Step 9 of 9, 0:05 of 0:05, chapter Your turn/);
  await gradient(page, "1\\.25");
  await press(page, "[");
  await press(page, "[");
  await at(page, /chapter Backward$/);
  await press(page, "ArrowRight", 5);
  await gradient(page, "0\\.75");
  await press(page, "ArrowLeft", 5);
  await expect(wire(page, "z", "prediction", "C")).toHaveAccessibleName(/gradient not yet/);
  await press(page, "9");
  await gradient(page, "1\\.25");
  await timeline(page).focus();
  await press(page, "Home");
  await at(page, /^Step 0 of 9/);
  await press(page, "ArrowUp", 2);
  await at(page, /^Step 2 of 9/);
  const box = await timeline(page).boundingBox();
  if (!box) throw new Error("there is no timeline");
  const { y } = await middleOf(timeline(page));
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  await at(page, /^Step 0 of 9/);
  await page.mouse.move(box.x + box.width * 0.9, y);
  await at(page, /^Step 9 of 9/);
  await page.mouse.up();
  await press(page, "Escape");
  await expect(banner(page)).toBeVisible();
});

test("playing stops at a pause and at a question, which is answered wrongly and then rightly by keys alone", async ({
  page,
}) => {
  await watch(page);
  await bar(page).getByRole("combobox", { name: "Speed" }).click();
  await page.getByRole("option", { name: "8×" }).click();
  await bar(page).getByRole("button", { name: "Play" }).press("Space");
  await expect(page.getByText("Paused by the recording – press Space to go on")).toBeVisible();
  await at(page, /^Step 4 of 9/);
  await page.keyboard.press("Space");
  await expect(question(page)).toBeVisible();
  await expect(page.getByText("Paused by the recording – press")).toBeHidden();
  await expect(bar(page).getByRole("button", { name: "Play" })).toBeVisible();
  const field = question(page).getByRole("textbox", { name: "Your answer" });
  await field.focus();
  await page.keyboard.type("about one");
  await page.keyboard.press("Enter");
  await expect(verdict(page)).toHaveText("Write a number, such as −0.5 or 1/3.");
  await field.fill("0.75");
  await page.keyboard.press("Enter");
  await expect(verdict(page)).toHaveText("Not yet: 0.75 is too small by 0.500.");
  await field.fill("5/4");
  await page.keyboard.press("Enter");
  await expect(verdict(page)).toHaveText("Right.");
  await expect(question(page)).toContainText("∂C/∂z = 1.5 − 0.25.");
  await expect(question(page).getByRole("button", { name: "Continue" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question(page)).toBeHidden();
  await expect(bar(page).getByRole("button", { name: "Play" })).toBeVisible();
  await expect(timeline(page)).toHaveAttribute("aria-valuenow", "5.3");
  // Whoever goes back is asked again, and may have it told.
  await press(page, ",");
  await press(page, ",");
  await press(page, ".");
  await question(page).getByRole("button", { name: "Reveal" }).click();
  await expect(verdict(page)).toHaveText("The answer is 1.25.");
});

test("a chapter is chosen from the menu and looped, and the loop's ends are moved by keys", async ({ page }) => {
  await watch(page);
  await bar(page).getByRole("button", { name: "Chapters: Forward" }).click();
  await page.getByRole("menuitem", { name: /2\. Backward/ }).click();
  await at(page, /chapter Backward$/);
  await timeline(page).focus();
  await page.getByRole("main").click({ position: { x: 20, y: 20 } });
  await page.keyboard.press("l");
  const from = page.getByRole("slider", { name: "Loop from" });
  await expect(from).toHaveAttribute("aria-valuenow", "2.1");
  await page.getByRole("slider", { name: "Loop to" }).press("Shift+ArrowLeft");
  await from.press("ArrowLeft");
  await expect(from).toHaveAttribute("aria-valuenow", "1.1");
  await bar(page).getByRole("button", { name: "Play on without a loop" }).click();
  await expect(from).toBeHidden();
});

test("what is watched is not edited, until one continues from here", async ({ page }) => {
  await watch(page);
  await press(page, ".", 3);
  await expect(page.getByRole("navigation", { name: "Nodes to add" })).toBeHidden();
  await expect(page.getByRole("main").getByRole("spinbutton", { name: "value of x" })).toHaveAttribute("readonly", "");
  await expect(page.getByRole("button", { name: "Lay out" })).toBeDisabled();
  await card(page, "x").click({ position: { x: 60, y: 12 } });
  await page.keyboard.press("Delete");
  await expect(card(page, "x")).toBeVisible();
  await banner(page).getByRole("button", { name: "Continue from here" }).click();
  await expect(banner(page)).toBeHidden();
  await expect(page.getByRole("slider", { name: "Position in the pass" })).toHaveAttribute(
    "aria-valuetext",
    /^Step 3 of 10/,
  );
  await expect(page.getByRole("img", { name: "Changes not saved" })).toBeVisible();
  await card(page, "x").click({ position: { x: 60, y: 12 } });
  await page.keyboard.press("Delete");
  await expect(card(page, "x")).toBeHidden();
});

test("closing a recording brings back the work that was open, with its changes", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await page.getByRole("textbox", { name: "Title of the document" }).fill("Mine");
  await page.keyboard.press("Enter");
  await open(page, "walk.gradrec", Buffer.from(walk()));
  await expect(page.getByRole("textbox", { name: "Title of the document" })).toHaveValue("The teacher’s walk");
  await banner(page).getByRole("button", { name: "Close the recording" }).click();
  await expect(page.getByRole("textbox", { name: "Title of the document" })).toHaveValue("Mine");
  await expect(card(page, "t")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo rename the document" })).toBeEnabled();
});

test("a recording is proved, and one that was tampered with names the step that differs and leads there", async ({
  page,
}) => {
  await watch(page);
  await banner(page).getByRole("button", { name: "Prove" }).click();
  await expect(banner(page)).toContainText("All 9 steps agree");
  const lines = walk().split("\n");
  const line = lines.findIndex((text) => text.includes('"step":3,'));
  lines[line] = (lines[line] ?? "").replace(/"out":\[[^\]]*\]/, '"out":[7]');
  await open(page, "tampered.gradrec", Buffer.from(lines.join("\n")));
  await expect(banner(page).getByRole("note")).toContainText("has been changed since it was written");
  await banner(page).getByRole("button", { name: "Prove" }).click();
  await banner(page)
    .getByRole("button", { name: /^Step 3 differs: the value of z is 7 in the recording and 1/ })
    .click();
  await at(page, /^Step 3 of 9/);
});

test("a recording that was cut off opens with a note, a packed one opens, and a broken one is refused", async ({
  page,
}) => {
  await watch(page, walk().slice(0, -60));
  await expect(banner(page).getByRole("note")).toContainText("It was cut off before its end");
  await open(page, "walk.gradrec.gz", gzipSync(walk()));
  await expect(banner(page).getByRole("note")).toBeHidden();
  await at(page, /^Step 0 of 9/);
  await open(page, "newer.gradrec", Buffer.from(walk().replace('"version":1', '"version":9')));
  const dialog = page.getByRole("dialog", { name: "“newer.gradrec” was not opened" });
  await expect(dialog.getByRole("listitem")).toContainText("version 9");
  await page.keyboard.press("Enter");
  await expect(banner(page)).toContainText("The teacher’s walk");
});

test("a hostile caption is text", async ({ page }) => {
  const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
  await watch(page, walk(hostile));
  await press(page, ".", 3);
  await expect(page.getByRole("main").getByText(hostile).first()).toBeVisible();
  await expect(page.getByRole("main").locator("img[src='x']")).toHaveCount(0);
  await expect(page).toHaveTitle(/The teacher’s walk/);
});

test("a lesson's walk is watched from its card, by its address and by a command", async ({ page }) => {
  await page.goto("/#start");
  await page.getByRole("link", { name: "Watch the walk: One neuron, no activation" }).click();
  await expect(banner(page)).toContainText("One neuron, no activation");
  await banner(page).getByRole("button", { name: "Close the recording" }).click();
  await expect(page.getByRole("heading", { name: "Lessons" })).toBeVisible();
  await page.goto("/#walk=03-two-paths");
  await expect(banner(page)).toContainText("Two paths add");
  await openLesson(page, "04-one-neuron");
  await expect(banner(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("watch this lesson");
  await page.keyboard.press("Enter");
  await expect(banner(page)).toContainText("One neuron, no activation");
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });
    test("a caption, a loop and a question have no fault that axe finds", async ({ page }) => {
      await watch(page);
      await press(page, ".", 3);
      await expect(caption(page)).toHaveText("z is w times x");
      await press(page, "l");
      await expectNoAxeFaults(page);
      await press(page, "End");
      await press(page, ",");
      await expect(question(page)).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}
