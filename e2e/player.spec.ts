import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, type Locator, type Page, type TestInfo } from "@playwright/test";
import { emptyDocument } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { startRecorder } from "#core/recording/recorder";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { readStepTexts } from "./step-text";

const lesson = `${root}/resources/lessons/03-two-paths.gradrec`;

/** Exports a recording as the command line does, and opens the page from disk where there is no network. */
async function openExported(page: Page, info: TestInfo, recording: string): Promise<void> {
  const file = info.outputPath("page.html");
  await promisify(execFile)(process.execPath, [
    `${root}/bin/gradwire.js`,
    "export",
    recording,
    "--to",
    "html",
    "-o",
    file,
  ]);
  const asked: string[] = [];
  await page.context().setOffline(true);
  await page.context().route("**", (route) => {
    const url = route.request().url();
    if (url === pathToFileURL(file).href) return route.continue();
    asked.push(url);
    return route.abort();
  });
  await page.goto(pathToFileURL(file).href);
  await expect(page.getByRole("slider", { name: "Timeline" })).toBeVisible();
  expect(asked).toEqual([]);
}

/** Records what `tell` does with a recorder, and gives the file's path. */
async function record(info: TestInfo, tell: (recorder: ReturnType<typeof startRecorder>) => void, title = "A walk") {
  const parsed = parseDocument(await readFile(`${root}/resources/lessons/04-one-neuron.gradwire`, "utf8"));
  const document = parsed.document ?? emptyDocument;
  let text = "";
  const recorder = startRecorder(
    { title, created: "", seed: 0, values: "all", requires: [], rate: null, document },
    (line) => {
      text += line;
    },
  );
  tell(recorder);
  recorder.end(1);
  const file = info.outputPath("walk.gradrec");
  await writeFile(file, text);
  return file;
}

const timeline = (page: Page) => page.getByRole("slider", { name: "Timeline" });
const stepOf = async (page: Page) => Number(await timeline(page).getAttribute("aria-valuenow"));
/** The picture says every edge in words. */
const picture = (page: Page) => page.getByRole("group", { name: "Graph" }).getByRole("img").first();
const words = (page: Page) => picture(page).locator("desc").textContent();

test("an exported lesson plays, steps back to the same numbers, and has no fault by axe", async ({ page }, info) => {
  await openExported(page, info, lesson);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two paths add");
  await expectNoAxeFaults(page);

  await page.getByRole("combobox", { name: "Speed" }).selectOption("8×");
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(4);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();

  await page.keyboard.press("Home");
  const seen: (string | null)[] = [];
  for (let at = 0; at < 8; at += 1) {
    seen.push(await words(page));
    await page.keyboard.press("ArrowRight");
  }
  expect(new Set(seen).size).toBeGreaterThan(5);
  for (const before of seen.toReversed()) {
    await page.keyboard.press("ArrowLeft");
    expect(await words(page)).toBe(before);
  }
});

test("a step is said in a sentence with its formula, and what has not come back yet is not shown", async ({
  page,
}, info) => {
  await openExported(page, info, lesson);
  await page.getByRole("combobox", { name: "Chapter" }).selectOption("Two paths back");
  await expect(page.getByText("z, backward.", { exact: true })).toBeVisible();
  await expect(page.getByRole("math").first()).toContainText("∂");
  await expect(page.getByText(/^Above, with y held still/)).toBeVisible();
  expect(await words(page)).toContain("Edge from x to x of z: value 0.6400000000000001; gradient 1.997356090899523.");
  expect(await words(page)).toContain("Edge from t to t of x: value 0.8; gradient not yet.");
  await expectNoAxeFaults(page);
  // Nothing that is told of a step is cut off, in a wide window and in one of 640×360.
  for (const [width, height] of [
    [1024, 700],
    [640, 360],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.keyboard.press("Home");
    const { steps, faults } = await readStepTexts(page, { key: "ArrowRight", slider: "Timeline" });
    expect(faults, `${width}×${height}`).toEqual([]);
    expect(steps).toBeGreaterThan(11);
  }
});

test("frames of 16:9 hold the whole player, with all of its bar and a graph of some height, down to 640×360", async ({
  page,
}, info) => {
  await openExported(page, info, lesson);
  for (const [width, height] of [
    [1280, 720],
    [960, 540],
    [854, 480],
    [640, 360],
  ] as const) {
    await page.setViewportSize({ width, height });
    const isSeen = async (locator: Locator) => {
      await expect(locator).toBeInViewport({ ratio: 1 });
    };
    for (let at = 0; at < 13; at += 1) {
      await isSeen(page.getByRole("button", { name: "Play", exact: true }));
      await isSeen(page.getByRole("button", { name: "Step forward" }));
      await isSeen(page.getByRole("button", { name: "Prove" }));
      await isSeen(timeline(page));
      await page.keyboard.press("ArrowRight");
    }
    const graph = await page.getByRole("group", { name: "Graph" }).boundingBox();
    expect(graph?.height, `${width}×${height}`).toBeGreaterThan(0.25 * height);
    const fits = await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight);
    expect(fits, `${width}×${height}`).toBe(true);
    await page.keyboard.press("Home");
  }
});

test("playing stops at a question until it is answered", async ({ page }, info) => {
  const file = await record(info, (recorder) => {
    recorder.moveTo(1, 0.1);
    recorder.tell(
      { code: "q", prompt: "What is ∂C/∂C?", choices: ["0", "1"], answer: 1, explanation: "It is itself." },
      0.1,
    );
    recorder.moveTo(2, 0.1);
    recorder.tell({ code: "q", prompt: "How large is z?", answer: 1, tolerance: 0.01 }, 0.1);
    recorder.moveTo(3, 0.1);
  });
  await openExported(page, info, file);
  await page.keyboard.press("Space");
  const question = page.getByRole("form", { name: "Question" });
  await expect(question.getByText("What is ∂C/∂C?")).toBeVisible();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await expectNoAxeFaults(page);

  await question.getByRole("radio", { name: "0" }).check();
  await question.getByRole("button", { name: "Check" }).click();
  await expect(question.getByRole("status")).toHaveText("Not quite. Try again, or have it revealed.");
  await question.getByRole("radio", { name: "1" }).check();
  await question.getByRole("button", { name: "Check" }).click();
  await expect(question.getByText("It is itself.")).toBeVisible();
  await question.getByRole("button", { name: "Continue" }).click();

  await expect(question.getByText("How large is z?")).toBeVisible();
  await expect(question.getByRole("textbox", { name: "Your number" })).toBeFocused();
  await page.keyboard.type("1,005");
  await page.keyboard.press("Enter");
  await expect(question.getByRole("status")).toHaveText("That is right.");
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect.poll(() => stepOf(page)).toBe(3);
});

test("every step is proved, and one that was tampered with is named", async ({ page }, info) => {
  await openExported(page, info, lesson);
  await page.getByRole("button", { name: "Prove" }).click();
  await expect(page.getByText("All 13 steps agree.")).toBeVisible();

  const tampered = info.outputPath("tampered.gradrec");
  const text = await readFile(lesson, "utf8");
  await writeFile(tampered, text.replace('"y","out":0.7173560908995228', '"y","out":0.7'));
  await openExported(page, info, tampered);
  await page.getByRole("button", { name: "Prove" }).click();
  await expect(
    page.getByText(/^Step 4 differs first: value of y: 0\.700 is recorded, 0\.717 is computed/),
  ).toBeVisible();
});

test("hostile texts are shown as they are and do nothing", async ({ page }, info) => {
  const attack = "</script></title><img src=x onerror=alert(1)><svg onload=alert(2)>";
  const file = await record(
    info,
    (recorder) => {
      recorder.tell({ code: "m", title: attack }, 0);
      recorder.tell({ code: "c", text: attack, node: "z" }, 0);
      recorder.moveTo(1, 0.1);
      recorder.tell({ code: "q", prompt: attack, choices: [attack, "no"], answer: 0, explanation: attack }, 0.1);
    },
    attack,
  );
  const text = await readFile(file, "utf8");
  const labelled = text.replace('"id":"z"', `"id":"z","label":${JSON.stringify(attack)}`);
  expect(labelled).not.toBe(text);
  await writeFile(file, labelled);
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    return dialog.dismiss();
  });
  await openExported(page, info, file);
  await expect(page).toHaveTitle(attack);
  await page.keyboard.press("Space");
  const question = page.getByRole("form", { name: "Question" });
  await question.getByRole("radio", { name: attack }).check();
  await question.getByRole("button", { name: "Check" }).click();
  await expect(question.getByText(attack)).toHaveCount(3);
  await expect(page.locator("img, [onload], [onerror]")).toHaveCount(0);
  await expectNoAxeFaults(page);
  expect(dialogs).toBe(0);
});

test("a course page embeds the player, begins at a chapter, and drives it", async ({ page }) => {
  await page.route("**/course.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Week 3</title><script defer src="player/gradwire-player.js"></script>
        <main><h1>Week 3</h1><gradwire-player src="lessons/03-two-paths.gradrec" start="Two paths back" theme="dark"></gradwire-player></main>`,
    }),
  );
  await page.goto("/course.html");
  await expect.poll(() => stepOf(page)).toBe(9);
  const player = page.locator("gradwire-player");
  const told = await player.evaluate(async (element) => {
    const walk = element as HTMLElement & {
      readonly step: number;
      readonly steps: number;
      readonly duration: number;
      stepForward: () => void;
      stepBack: () => void;
      seekStep: (step: number) => void;
      seekChapter: (title: string) => boolean;
    };
    const steps: number[] = [];
    walk.addEventListener("step", (event) => steps.push((event as CustomEvent<{ step: number }>).detail.step));
    walk.seekStep(2);
    walk.stepForward();
    walk.stepBack();
    return { steps, found: [walk.seekChapter("Forward"), walk.seekChapter("No such")], of: walk.steps, at: walk.step };
  });
  expect(told).toEqual({ steps: [2, 3, 2, 1], found: [true, false], of: 13, at: 1 });
  await expect(player.getByRole("img").first()).toHaveAttribute("data-theme", "dark");
  // Keys are the player's only while it has the focus.
  await page.keyboard.press("ArrowRight");
  expect(await stepOf(page)).toBe(1);
  await page.getByRole("group", { name: "Graph" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await stepOf(page)).toBe(2);
});
