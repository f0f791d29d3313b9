import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test as bare, expect, type Locator, type Page } from "@playwright/test";
import { killHosts, launchBrowser } from "../scripts/kill-hosts.mjs";
import { killRun, randomFrom } from "../scripts/kill-run.mjs";
import { breakingTest, test, withoutPickers } from "./app";
import { documentText, test as onDisk } from "./disk";
import { card, expectSize, openLesson, openText } from "./graph";
import { draftsOf, emptyGraph, putDrafts } from "./kept";

const DAY = 86_400_000;

/** Told on the desktop, too. */
const IN_BOTH = { tag: "@both" };

const url = () => process.env.GRADWIRE_URL ?? "";
const title = (page: Page) => page.getByRole("textbox", { name: "Title of the document" });
const unsavedWork = (page: Page) => page.getByRole("region", { name: "Unsaved work" });
const rows = (page: Page) => unsavedWork(page).getByRole("listitem");
const bringBack = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: `Bring back unsaved work: ${name}`, exact: true });
const notKept = (page: Page) => page.getByRole("status").filter({ hasText: "Not kept on this machine" });

async function retitle(page: Page, text: string): Promise<void> {
  await title(page).fill(text);
  await title(page).press("Enter");
}

/** Selects a card that stands at 0, 0, so that arrows move it. */
async function takeCard(page: Page, name: string): Promise<void> {
  await card(page, name).click({ position: { x: 30, y: 12 } });
  await expect(card(page, name)).toBeFocused();
}

/** Where the drafts that are kept have a node, along x. */
async function keptAt(page: Page, node: string): Promise<number> {
  const [draft] = await draftsOf(page);
  const nodes: readonly { id: string; position: { x: number } }[] = draft ? JSON.parse(draft.text).nodes : [];
  return nodes.find(({ id }) => id === node)?.position.x ?? 0;
}

/** Leaves the page as a person does who says that its changes may be lost. */
async function leave(page: Page): Promise<void> {
  page.once("dialog", (dialog) => dialog.accept());
  await page.goto("about:blank");
}

test("edits that never rest are kept all the same", IN_BOTH, async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await takeCard(page, "x");
  let made = 0;
  let behind = 0;
  const editAndLook = async () => {
    await page.keyboard.press("ArrowRight");
    made += 8;
    const kept = await keptAt(page, "x");
    behind = made - kept;
    return kept;
  };
  await expect.poll(editAndLook, { intervals: [100], timeout: 30_000 }).toBeGreaterThan(30 * 8);
  // Two seconds of them at most.
  expect(behind).toBeLessThanOrEqual(20 * 8);
});

for (const [host, seed, again] of [
  ["browser", 1, false],
  ["browser", 3, true],
  ["desktop", 2, false],
] as const) {
  const more = again ? ", and once more right after it was brought back," : "";
  bare(
    `of work in the ${host} that is killed${more} two seconds at most are lost (seed ${seed})`,
    async ({ browserName: _ }, testInfo) => {
      bare.skip(process.platform === "win32", "processes are found and killed by ps");
      const launch = killHosts[host];
      if (launch === undefined) throw new Error(`There is no host ${host}`);
      const options = { folder: testInfo.outputPath("profile"), url: url(), random: randomFrom(seed), again };
      expect((await killRun(launch, options)).lost).toBeLessThanOrEqual(2);
    },
  );
}

onDisk("work that is closed while it is being saved is kept until a file holds it", async ({ page, disk }) => {
  const titles = async () => (await draftsOf(page)).map((draft) => draft.title).toSorted();
  await page.goto("/#new");
  await disk.write("a.gradwire", documentText("A"));
  await disk.write("b.gradwire", documentText("B"));
  const open = async (name: string) => {
    await disk.choose("open", name);
    await page.keyboard.press("Control+o");
  };
  await open("a.gradwire");
  await expect(title(page)).toHaveValue("A");
  await retitle(page, "A1");
  await expect.poll(titles).toEqual(["A1"]);
  await disk.hold("writing");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await open("b.gradwire");
  await page.getByRole("dialog", { name: "“A1” is being saved" }).getByRole("button", { name: "Don’t wait" }).click();
  await expect(title(page)).toHaveValue("B");
  await retitle(page, "B1");
  await expect.poll(titles).toEqual(["A1", "B1"]);
  await disk.letGo("writing");
  await expect.poll(titles).toEqual(["B1"]);
});

test("the last edit before a page is left is kept", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await takeCard(page, "x");
  for (let at = 0; at < 5; at += 1) await page.keyboard.press("ArrowRight");
  await leave(page);
  await page.goto("/");
  await bringBack(page, "One neuron, no activation").click();
  await expect.poll(() => keptAt(page, "x")).toBe(40);
  await expect(title(page)).toHaveValue("One neuron, no activation");
});

test("the last edit of a large graph before its page is left is kept", async ({ page }) => {
  const nodes = Array.from({ length: 400 }, (_, at) => ({
    id: `n${at}`,
    type: "Input",
    position: { x: 200 * (at % 20), y: 200 * Math.floor(at / 20) },
    params: { value: at },
  }));
  const text = JSON.stringify({ format: "gradwire-graph", version: 1, meta: { title: "Large" }, nodes, edges: [] });
  await page.goto("/#new");
  await openText(page, "large.gradwire", text);
  await expectSize(page, 400, 0);
  await retitle(page, "Larger");
  await expect.poll(() => draftsOf(page).then((drafts) => drafts.map((draft) => draft.title))).toEqual(["Larger"]);
  await retitle(page, "Largest");
  await leave(page);
  await page.goto("/");
  await bringBack(page, "Largest").click();
  await expectSize(page, 400, 0);
  const [draft] = await draftsOf(page);
  expect(JSON.parse(draft?.text ?? "")).toEqual({ ...JSON.parse(text), meta: { title: "Largest" } });
});

test("the last edit before a page is frozen is kept", async ({ page, context }) => {
  await openLesson(page, "04-one-neuron");
  await takeCard(page, "x");
  const other = await context.newPage();
  await other.goto("/icon.svg");
  const browser = await context.newCDPSession(page);
  await page.keyboard.press("ArrowRight");
  await browser.send("Page.setWebLifecycleState", { state: "frozen" });
  await expect.poll(() => keptAt(other, "x")).toBe(8);
  await browser.send("Page.setWebLifecycleState", { state: "active" });
});

test("storage that is full is said, tried again, and no more said once there is room", async ({ page, context }) => {
  await openLesson(page, "04-one-neuron");
  await takeCard(page, "x");
  const browser = await context.newCDPSession(page);
  const { origin } = new URL(url());
  await browser.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await page.keyboard.press("ArrowRight");
  await expect(notKept(page)).toHaveText("Not kept on this machine: storage is full. Save the file");
  expect(await draftsOf(page)).toEqual([]);
  await browser.send("Storage.overrideQuotaForOrigin", { origin });
  await expect(notKept(page)).toBeHidden();
  expect(await keptAt(page, "x")).toBe(8);
});

bare(
  "a browser that allows no storage keeps nobody from working, and is told of",
  async ({ browserName: _ }, testInfo) => {
    const folder = testInfo.outputPath("profile");
    await mkdir(join(folder, "Default"), { recursive: true });
    const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
    await writeFile(join(folder, "Default", "Preferences"), JSON.stringify(settings));
    const browser = await launchBrowser(folder, url());
    const errors: string[] = [];
    browser.page.on("pageerror", (error) => errors.push(error.message));
    try {
      await browser.open("");
      await expect(title(browser.page)).toHaveValue("A sigmoid layer");
      await retitle(browser.page, "Mine");
      await expect(notKept(browser.page)).toHaveText(
        "Not kept on this machine: the browser allows no storage. Save the file",
      );
      expect(await browser.saved()).toMatchObject({ meta: { title: "Mine" } });
      await expect(notKept(browser.page)).toBeHidden();
      expect(errors).toEqual([]);
    } finally {
      await browser.end();
    }
  },
);

/** Has the database open only once `release` is called in the page; until then nothing answers. */
function holdStorage(): void {
  const open = IDBFactory.prototype.open;
  const held: (() => void)[] = [];
  IDBFactory.prototype.open = function (...args) {
    const asked = { onupgradeneeded: null, onsuccess: null, onerror: null } as unknown as IDBOpenDBRequest;
    held.push(() => {
      const real = open.apply(this, args);
      const pass = (name: "onupgradeneeded" | "onsuccess" | "onerror") => (event: Event) => {
        const { transaction, error } = real;
        Object.assign(asked, { transaction, ...(name === "onerror" ? { error } : { result: real.result }) });
        (asked[name] as ((event: Event) => void) | null)?.(event);
      };
      for (const name of ["onupgradeneeded", "onsuccess", "onerror"] as const) real[name] = pass(name);
    });
    return asked;
  };
  Object.assign(window, {
    release() {
      IDBFactory.prototype.open = open;
      for (const each of held) each();
    },
  });
}

const release = (page: Page) => page.evaluate(() => (window as unknown as { release: () => void }).release());

test("storage that does not answer does not keep the app from starting, and what it says late is shown", async ({
  page,
  context,
}) => {
  await openLesson(page, "04-one-neuron");
  await retitle(page, "Left behind");
  await expect.poll(async () => (await draftsOf(page)).length).toBe(1);
  const next = await context.newPage();
  await page.close();

  await next.addInitScript(holdStorage);
  await next.goto("/");
  await expect(next.getByRole("button", { name: "Start from nothing" })).toBeVisible({ timeout: 5000 });
  await expect(unsavedWork(next)).toContainText("Looking for it: storage has not answered yet.");
  await release(next);
  await bringBack(next, "Left behind").click();
  await expect(title(next)).toHaveValue("Left behind");
});

test("storage that does not answer while one works is said to, and used once it does", async ({ page }) => {
  await page.addInitScript(holdStorage);
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  await retitle(page, "Not kept yet");
  await expect(notKept(page)).toHaveText("Not kept on this machine: storage does not answer. Save the file");
  await release(page);
  await expect(notKept(page)).toBeHidden();
  expect(await draftsOf(page)).toMatchObject([{ title: "Not kept yet" }]);
});

test("locks and workers that never answer do not keep the app from starting, nor drafts from being offered", async ({
  page,
  context,
}) => {
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  await putDrafts(page, [{ id: "gone", title: "Left behind", kept: Date.now(), text: emptyGraph("Left behind") }]);
  const next = await context.newPage();
  await next.addInitScript(() => {
    const silence = () => new Promise<never>(() => {});
    Object.assign(LockManager.prototype, { query: silence, request: silence });
    Object.assign(Worker.prototype, { postMessage: () => {} });
  });
  await next.goto("/#lesson=04-one-neuron");
  await expectSize(next, 4, 3);
  await next.goto("/#start");
  await bringBack(next, "Left behind").click();
  await expect(title(next)).toHaveValue("Left behind");
});

breakingTest(
  "work that breaks the window when it is brought back is offered again, as text and as a copy too",
  async ({ page }) => {
    await withoutPickers(page);
    await openLesson(page, "01-sigmoid-layer");
    await retitle(page, "Breaks");
    await expect.poll(async () => (await draftsOf(page)).length).toBe(1);
    await leave(page);
    await page.goto("/");
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Open as text: Breaks" })).toBeHidden();
    await page.evaluate(() => {
      Number.prototype.toPrecision = () => {
        throw new Error("Something of ours broke");
      };
    });
    await bringBack(page, "Breaks").click();
    await expect(page.getByRole("alert")).toContainText("Something of ours broke");

    await leave(page);
    await page.goto("/");
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("Bringing it back failed");
    await page.getByRole("button", { name: "Open as text: Breaks" }).click();
    const text = page.getByRole("dialog", { name: "“Breaks” as text" }).getByRole("textbox", { name: "Text" });
    await expect(text).toBeFocused();
    await expect(text).toHaveValue(/^\{\n {2}"format": "gradwire-graph"/);
    await page.keyboard.press("Escape");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save a copy of Breaks…" }).click();
    const copy: unknown = JSON.parse(await readFile(await (await download).path(), "utf8"));
    expect(copy).toMatchObject({ format: "gradwire-graph", meta: { title: "Breaks" } });

    await bringBack(page, "Breaks").click();
    await expect(title(page)).toHaveValue("Breaks");
    await expect.poll(async () => (await draftsOf(page)).map(({ attempt }) => attempt)).toEqual([null]);
    await leave(page);
    await page.goto("/");
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).not.toContainText("failed");
  },
);

breakingTest("work whose page crashes as it is brought back is offered again", async ({ page, context }) => {
  await page.goto("/");
  await expect(title(page)).toBeVisible();
  await putDrafts(page, [{ id: "gone", title: "Crashes", kept: Date.now(), text: emptyGraph("Crashes") }]);
  await page.reload();
  await bringBack(page, "Crashes").click();
  await expect(title(page)).toHaveValue("Crashes");
  const crash = page.waitForEvent("crash");
  const browser = await context.newCDPSession(page);
  void browser.send("Page.crash").catch(() => {});
  await crash;

  const next = await context.newPage();
  await next.goto("/");
  await expect(rows(next)).toHaveCount(1);
  await expect(rows(next)).toContainText("Bringing it back failed");
});

test("a draft that is no graph any more says so, and can be read and saved", IN_BOTH, async ({ page }) => {
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  await putDrafts(page, [{ id: "gone", title: "Odd", kept: Date.now(), text: '{ "format": "gradwire-graph" ' }]);
  await page.goto("/#start");
  await page.reload();
  await bringBack(page, "Odd").click();
  const refused = page.getByRole("dialog", { name: "“Odd” was not opened" });
  await expect(refused).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(rows(page)).toContainText("Bringing it back failed: it is not JSON");
  await page.getByRole("button", { name: "Open as text: Odd" }).click();
  await expect(page.getByRole("textbox", { name: "Text" })).toHaveValue('{ "format": "gradwire-graph" ');
});

test("every draft of a month is offered, and what is thrown away can be had back", async ({ page }) => {
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  const ages = [...Array.from({ length: 14 }, (_, at) => at), 29, 31];
  await putDrafts(
    page,
    ages.map((days) => ({
      id: `gone-${days}`,
      title: `Work of ${days} days`,
      kept: Date.now() - days * DAY,
      text: emptyGraph(`Work of ${days} days`),
    })),
  );
  await page.goto("/#start");
  await page.reload();
  await expect(rows(page)).toHaveCount(15);
  await expect(rows(page).first()).toContainText("Work of 0 days");
  await expect(rows(page).last()).toContainText("Work of 29 days");

  await page.getByRole("button", { name: "Throw away Work of 3 days" }).click();
  await expect(bringBack(page, "Work of 3 days")).toBeHidden();
  await expect(page.getByRole("button", { name: "Undo throwing away Work of 3 days" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(bringBack(page, "Work of 3 days")).toBeVisible();
  await page.getByRole("button", { name: "Throw away Work of 5 days" }).click();
  await expect(page.getByRole("button", { name: "Undo throwing away Work of 5 days" })).toBeVisible();

  await page.reload();
  await expect(rows(page)).toHaveCount(14);
  await expect(bringBack(page, "Work of 3 days")).toBeVisible();
  await expect(bringBack(page, "Work of 5 days")).toBeHidden();
  expect((await draftsOf(page)).map((draft) => draft.id)).not.toContain("gone-31");
});

test("work of a window that goes is offered in one that shows the list already", async ({ page, context }) => {
  await openLesson(page, "04-one-neuron");
  await retitle(page, "In another window");
  await expect.poll(async () => (await draftsOf(page)).length).toBe(1);
  const other = await context.newPage();
  await other.goto("/#start");
  await expect(other.getByRole("button", { name: "Start from nothing" })).toBeVisible();
  await expect(bringBack(other, "In another window")).toBeHidden();
  await page.close();
  await expect(bringBack(other, "In another window")).toBeVisible();
});
