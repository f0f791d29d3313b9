import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { Aside, Recording } from "#core/recording/event";
import { readRecording } from "#core/recording/read";
import { verifyRecording } from "#core/recording/verify";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { card, openLesson, openText, wire } from "./graph";

const bar = (page: Page) => page.getByRole("region", { name: "Recording" });
const told = <C extends Aside["code"]>({ events }: Recording, code: C) =>
  events.flatMap(({ what }) => (what.code === code ? [what as Extract<Aside, { code: C }>] : []));
const count = ({ events }: Recording, code: string) => events.filter(({ what }) => what.code === code).length;

/** Waits until the recording has this many steps: each is written before it is counted. */
const expectSteps = (page: Page, steps: number) =>
  expect(bar(page).getByText(steps === 1 ? "1 step" : `${steps} steps`, { exact: true })).toBeVisible();

async function startRecording(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Recording$/ })).toBeAttached();
}

/** Waits until a recording is watched: what is shown in it cannot be recorded again. */
async function expectWatching(page: Page): Promise<void> {
  await expect(page.getByRole("main", { name: "Graph" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Record", exact: true, disabled: false })).toHaveCount(0);
}

/** Saves the recording that is watched, and gives what a program reads in its file. */
async function save(page: Page) {
  await expectWatching(page);
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.gradrec$/);
  const text = await readFile(await download.path(), "utf8");
  const { recording, problems, flaws } = readRecording(text);
  if (!recording) throw new Error("The recording cannot be read");
  return { text, recording, problems, flaws };
}

/** Takes so many steps, and waits for each to be written. */
async function step(page: Page, from: number, to: number): Promise<void> {
  for (let steps = from + 1; steps <= to; steps += 1) {
    await page.keyboard.press(".");
    await expectSteps(page, steps);
  }
}

test("a walk is recorded with all that is told beside it, saved, and proves itself", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  const place = await card(page, "z").boundingBox();
  await startRecording(page);
  await expect.poll(async () => (await bar(page).boundingBox())?.height).toBeGreaterThan(40);
  expect(await card(page, "z").boundingBox()).toEqual(place);
  await page.keyboard.press("Home");
  await step(page, 0, 2);

  // A caption at what is selected, by keys alone.
  await card(page, "z").click();
  await page.keyboard.press("Alt+c");
  await expect(bar(page).getByText("at z", { exact: true })).toBeVisible();
  await page.keyboard.type("It weighs and sums");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+m");
  await page.keyboard.type("The way back");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+p");

  await page.keyboard.press("Alt+q");
  const dialog = page.getByRole("dialog", { name: "Ask a question" });
  await page.keyboard.type("What does z come to?");
  const answer = Number((await dialog.getByRole("spinbutton", { name: "Answer" }).getAttribute("aria-valuenow")) ?? "");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  // To the end of the pass, through the update, and one step of the next pass.
  const timeline = page.getByRole("slider", { name: "Position in the pass" });
  await page.keyboard.press("End");
  await expect(timeline).not.toHaveAttribute("aria-valuenow", "2");
  await page.keyboard.press(".");
  await expectSteps(page, 3);
  await expect(timeline).toHaveAttribute("aria-valuetext", /update/i);
  await step(page, 3, 4);

  // An edit of a number, and its undoing.
  const value = card(page, "x").getByRole("spinbutton").first();
  await value.click();
  await page.keyboard.type("0.25");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");

  await page.keyboard.press("Alt+r");
  await expect(bar(page)).toBeHidden();
  const { recording, problems, flaws } = await save(page);
  expect([problems, flaws]).toEqual([[], []]);
  expect(verifyRecording(recording)).toEqual({ steps: 4, firstMismatch: null });
  expect(recording.header).toMatchObject({ values: "all", seed: 0, rate: 0.1 });
  expect(told(recording, "c")).toEqual([{ code: "c", text: "It weighs and sums", node: "z" }]);
  expect(told(recording, "m")).toEqual([{ code: "m", title: "The way back" }]);
  expect(count(recording, "p")).toBe(1);
  expect(told(recording, "q")).toMatchObject([{ prompt: "What does z come to?", answer, node: "z" }]);
  expect([count(recording, "u"), count(recording, "e")]).toEqual([1, 2]);
  expect(told(recording, "s").some(({ nodes }) => nodes?.includes("z"))).toBe(true);
  expect(told(recording, "s").some(({ camera }) => camera && camera.width > 100)).toBe(true);
});

test("a question with choices is asked, and what is missing is said", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await startRecording(page);
  await bar(page).getByRole("button", { name: "Question…" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask a question" });
  await dialog.getByRole("button", { name: "Ask here" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Say what is asked.");
  await dialog.getByRole("textbox", { name: "Question" }).fill("Which way is steeper?");
  await dialog.getByRole("tab", { name: "One of several" }).click();
  await dialog.getByRole("textbox", { name: "Choice 1" }).fill("By x");
  await dialog.getByRole("textbox", { name: "Choice 2" }).fill("By y");
  await dialog.getByRole("button", { name: "Add a choice" }).click();
  await dialog.getByRole("button", { name: "Ask here" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Fill in every choice");
  await dialog.getByRole("textbox", { name: "Choice 3" }).fill("Neither");
  await dialog.getByRole("radio", { name: "Choice 2 is right" }).check();
  await dialog.getByRole("textbox", { name: /^Explanation/ }).fill("Its slope is larger");
  await expectNoAxeFaults(page);
  await dialog.getByRole("button", { name: "Ask here" }).click();
  await page.keyboard.press("Alt+r");
  await expect(bar(page)).toBeHidden();
  const { recording } = await save(page);
  expect(told(recording, "q")).toEqual([
    {
      code: "q",
      prompt: "Which way is steeper?",
      choices: ["By x", "By y", "Neither"],
      answer: 1,
      explanation: "Its slope is larger",
    },
  ]);
});

test("Escape in the bar in which something is told leaves the step where it is, however long it is held", async ({
  page,
}) => {
  await openLesson(page, "03-two-paths");
  await startRecording(page);
  await page.keyboard.press("Home");
  await step(page, 0, 2);
  const timeline = page.getByRole("slider", { name: "Position in the pass" });
  const befores = [
    () => card(page, "x").click(),
    () => timeline.focus(),
    () => page.getByRole("button", { name: "Play", exact: true }).focus(),
  ];
  for (const before of befores) {
    for (const keys of ["Alt+c", "Alt+m"]) {
      await before();
      await page.keyboard.press(keys);
      await expect(bar(page).locator("input:focus")).toBeVisible();
      await page.keyboard.type("a");
      for (let held = 0; held < 4; held += 1) await page.keyboard.down("Escape");
      await page.keyboard.up("Escape");
      await expect(bar(page).locator("input:focus")).toHaveCount(0);
      await expect(timeline).toHaveAttribute("aria-valuenow", "2");
    }
  }
  await page.keyboard.press("Escape");
  await expect(card(page, "x")).not.toHaveAttribute("aria-selected", "true");
  const hold = bar(page).getByRole("button", { name: "Hold" });
  await hold.focus();
  // The first may close a hint.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await expect(hold).not.toBeFocused({ timeout: 500 });
  }).toPass();
  await expect(timeline).toHaveAttribute("aria-valuenow", "2");
});

test("the clock waits while something is written, and while the recording is held", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await startRecording(page);
  await page.keyboard.press("Alt+c");
  await expect(bar(page).getByText("Waiting", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar(page).getByText("Recording", { exact: true })).toBeVisible();
  await bar(page).getByRole("button", { name: "Hold" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Recording on hold" })).toBeAttached();
  // What is done meanwhile is told as one change, not step by step.
  await page.keyboard.press("Home");
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await expectSteps(page, 0);
  await bar(page).getByRole("button", { name: "Resume" }).click();
  await step(page, 0, 1);
  await expectNoAxeFaults(page);
});

test("opening something else asks what becomes of the recording", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await startRecording(page);
  await page.keyboard.press("Alt+n");
  const question = page.getByRole("dialog", { name: "Save the recording of “Two paths add”?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(bar(page)).toBeVisible();
  await page.keyboard.press("Alt+n");
  await question.getByRole("button", { name: "Don’t save" }).click();
  await expect(page.getByRole("textbox", { name: "Title of the document" })).toHaveValue("Untitled");
  await expect(bar(page)).toBeHidden();

  // Whoever thinks better of it has it back, as far as it had come.
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByRole("slider", { name: "Position in the recording" })).toBeVisible();
  expect((await save(page)).problems).toEqual([]);
});

test("a recording whose window went is offered, and opens up to the last that was told", async ({ page, context }) => {
  await openLesson(page, "03-two-paths");
  await startRecording(page);
  await page.keyboard.press("Home");
  await step(page, 0, 5);
  await page.keyboard.press("Alt+m");
  await page.keyboard.type("Half way");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(keptText)).toContain('"m",{"title":"Half way"}]\n');
  await page.close();

  await context.addInitScript(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const next = await context.newPage();
  await next.goto("/");
  await next.getByRole("button", { name: "Open the recording: Recording of Two paths add, 5 steps" }).click();
  const { recording, problems, flaws } = await save(next);
  expect(problems).toEqual([]);
  expect(flaws.filter(({ kind }) => kind !== "cut")).toEqual([]);
  expect(verifyRecording(recording)).toEqual({ steps: 5, firstMismatch: null });
  expect(told(recording, "m")).toEqual([{ code: "m", title: "Half way" }]);
  // A file holds it now, so it is not offered again.
  await expect.poll(() => next.evaluate(keptText)).toBe("");
});

test("a recording that storage has no room for is said not to be kept, and is once there is", async ({
  page,
  context,
}) => {
  await openLesson(page, "03-two-paths");
  const browser = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await browser.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await startRecording(page);
  await page.keyboard.press("Home");
  await step(page, 0, 3);
  const trouble = page.getByRole("status").filter({ hasText: "Not kept on this machine: storage is full" });
  await expect(trouble).toBeVisible();
  await browser.send("Storage.overrideQuotaForOrigin", { origin });
  await expect(trouble).toBeHidden({ timeout: 20_000 });
  await page.close();

  const next = await context.newPage();
  await next.goto("/");
  await next.getByRole("button", { name: "Open the recording: Recording of Two paths add, 3 steps" }).click();
  await expect(next.getByText("Space plays, arrows step, [ and ] go by chapters")).toBeVisible();
});

test("a walk opened in another window says the same, however it is gone through", async ({ page, context }) => {
  await openLesson(page, "03-two-paths");
  await startRecording(page);
  await page.keyboard.press("Home");
  await step(page, 0, 13);
  const recorded = await wire(page, "t", "t", "x").getAttribute("aria-label");
  expect(recorded).toMatch(/gradient/i);
  await page.keyboard.press("Alt+r");
  await expect(bar(page)).toBeHidden();
  const { text } = await save(page);
  await page.close();

  const next = await context.newPage();
  // As the story's first page does: caught from the start, so that a quick key is not too quick.
  next.on("filechooser", () => {});
  await next.addInitScript(() => Object.assign(window, { showOpenFilePicker: undefined }));
  await openLesson(next, "01-sigmoid-layer");
  await openText(next, "two-paths.gradrec", text);
  const gradient = wire(next, "t", "t", "x");
  await expect(gradient).not.toHaveAttribute("aria-label", recorded ?? "");
  for (const _ of ["once", "and again"]) {
    await next.keyboard.press("End");
    await expect(gradient).toHaveAttribute("aria-label", recorded ?? "");
    await next.keyboard.press("ArrowLeft");
    await next.keyboard.press("Home");
    await expect(gradient).not.toHaveAttribute("aria-label", recorded ?? "");
  }
});

test("a draft that was kept before there were recordings is still offered", async ({ page }) => {
  // A page of the same origin that keeps nothing itself.
  const body = '<!doctype html><link rel="icon" href="icon.svg">';
  await page.route("**/before.html", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("/before.html");
  await page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("gradwire", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "id" });
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const transaction = database.transaction("drafts", "readwrite");
          transaction.objectStore("drafts").put({ id: "gone", title: "Kept long ago", text, kept: Date.now() });
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    JSON.stringify({ format: "gradwire-graph", version: 1, meta: { title: "Kept long ago" }, nodes: [], edges: [] }),
  );
  await page.goto("/");
  await page.getByRole("button", { name: "Bring back unsaved work: Kept long ago" }).click();
  await expect(page.getByRole("textbox", { name: "Title of the document" })).toHaveValue("Kept long ago");
});

/** The lines of all recordings that the page keeps. */
async function keptText(): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gradwire");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const lines = database.transaction("lines").objectStore("lines").getAll();
      lines.onsuccess = () => {
        database.close();
        resolve(lines.result.map(({ text }: { readonly text: string }) => text).join(""));
      };
    };
  });
}
