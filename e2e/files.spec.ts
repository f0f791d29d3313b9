import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { test } from "./app";

const neuron = {
  format: "gradwire-graph",
  version: 1,
  meta: { title: "A small neuron" },
  nodes: [
    { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: [2] } },
    { id: "a", type: "Sigmoid", position: { x: 260, y: 0 } },
  ],
  edges: [{ id: "x-a.x", source: "x", sourceHandle: "out", target: "a", targetHandle: "x" }],
};

/** Opens a file by the menu's command, as a person who is asked for one would. */
async function open(page: Page, name: string, text: string): Promise<void> {
  await expect(title(page)).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

const title = (page: Page) => page.getByRole("textbox", { name: "Title of the document" });
const unsaved = (page: Page) => page.getByRole("img", { name: "Changes not saved" });

async function retitle(page: Page, text: string): Promise<void> {
  await title(page).fill(text);
  await title(page).press("Enter");
}

test("the first start shows the first lesson running, and the lessons are one press away", async ({ page }) => {
  await page.goto("/");
  await expect(title(page)).toHaveValue("A sigmoid layer");
  await expect(page.getByLabel(/^Cost C = 0\.55/)).toBeVisible();
  await page.getByRole("button", { name: "Lessons" }).click();
  await expect(page.getByRole("heading", { name: "Lessons" })).toBeVisible();
  await page.getByRole("button", { name: "Back to the graph" }).click();
  await expect(title(page)).toHaveValue("A sigmoid layer");
});

test("a graph is opened, changed, saved, and opened again as it was saved", async ({ page }) => {
  await page.goto("/#new");
  await expect(title(page)).toHaveValue("Untitled");
  await open(page, "neuron.gradwire", JSON.stringify(neuron));
  await expect(title(page)).toHaveValue("A small neuron");
  await expect(page.getByText("2 nodes, 1 edge", { exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/^A small neuron /);
  await expect(unsaved(page)).toBeHidden();

  await retitle(page, "Renamed");
  await expect(unsaved(page)).toBeVisible();
  await expect(page).toHaveTitle(/^• Renamed /);

  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("neuron.gradwire");
  await expect(unsaved(page)).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "Saved neuron.gradwire" })).toBeVisible();

  const text = await readFile(await saved.path(), "utf8");
  await page.keyboard.press("Alt+n");
  await expect(title(page)).toHaveValue("Untitled");
  await open(page, "again.gradwire", text);
  await expect(title(page)).toHaveValue("Renamed");
  await expect(page.getByText("2 nodes, 1 edge", { exact: true })).toBeVisible();
});

test("leaving with changes asks first, and each answer does what it says", async ({ page }) => {
  await page.goto("/#lesson=02-chain-rule");
  await retitle(page, "Mine");
  const question = page.getByRole("dialog", { name: "Save the changes to “Mine”?" });

  await page.keyboard.press("Alt+n");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(title(page)).toHaveValue("Mine");

  await page.keyboard.press("Alt+n");
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(title(page)).toHaveValue("Mine");

  const download = page.waitForEvent("download");
  await page.keyboard.press("Alt+n");
  await question.getByRole("button", { name: "Save", exact: true }).click();
  expect((await download).suggestedFilename()).toBe("mine.gradwire");
  await expect(title(page)).toHaveValue("Untitled");

  await retitle(page, "Thrown away");
  await page.getByRole("button", { name: "Lessons" }).click();
  await page.getByRole("link", { name: "Two paths add", exact: true }).click();
  await page.getByRole("button", { name: "Don’t save" }).click();
  await expect(title(page)).toHaveValue("Two paths add");
});

for (const [what, name, text, words, code] of [
  ["a truncated file", "half.gradwire", JSON.stringify(neuron).slice(0, 120), /is not JSON/, "not-json"],
  ["a file of another kind", "package.json", '{"name":"x"}', /is not a Gradwire graph/, "not-gradwire"],
  [
    "a newer version",
    "new.gradwire",
    JSON.stringify({ ...neuron, version: 7 }),
    /version 7.*version 1/,
    "newer-version",
  ],
  [
    "ids that are there twice",
    "twice.gradwire",
    JSON.stringify({ ...neuron, nodes: [...neuron.nodes, ...neuron.nodes] }),
    /Node “x”/,
    "duplicate-id",
  ],
] as const) {
  test(`${what} is not opened: all that is wrong is said, and what is open stays`, async ({ page }) => {
    await page.goto("/#lesson=02-chain-rule");
    await retitle(page, "What is open");
    await open(page, name, text);
    const dialog = page.getByRole("dialog", { name: `“${name}” was not opened` });
    await expect(dialog.getByRole("listitem").filter({ hasText: words })).toBeVisible();
    await expect(dialog.getByText(code, { exact: true }).first()).toBeVisible();
    expect(await dialog.getByRole("listitem").count()).toBe(what === "ids that are there twice" ? 2 : 1);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(title(page)).toHaveValue("What is open");
    await expect(unsaved(page)).toBeVisible();
  });
}

test("a file of 200 MB is refused by its size, unread", async ({ page }) => {
  await page.goto("/#lesson=02-chain-rule");
  await expect(title(page)).toHaveValue("The chain rule, blown out");
  await page.evaluate(() => {
    const file = new File(["{}"], "huge.gradwire");
    Object.defineProperty(file, "size", { value: 200 * 2 ** 20 });
    Object.defineProperty(file, "text", { value: () => Promise.reject(new Error("The file was read")) });
    const transfer = { types: ["Files"], files: [file] };
    const event = new Event("drop", { bubbles: true, cancelable: true });
    document.body.dispatchEvent(Object.assign(event, { dataTransfer: transfer }));
  });
  await expect(page.getByRole("status").filter({ hasText: "“huge.gradwire” is 200 MB" })).toBeVisible();
  await expect(title(page)).toHaveValue("The chain rule, blown out");
});

test("a file that is dropped on the window is opened", async ({ page }) => {
  await page.goto("/#new");
  await expect(title(page)).toHaveValue("Untitled");
  const transfer = await page.evaluateHandle((text) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([text], "dropped.gradwire"));
    return dropped;
  }, JSON.stringify(neuron));
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await expect(page.getByText("Drop to open the graph")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await expect(title(page)).toHaveValue("A small neuron");
});

test("a graph with problems opens, runs as far as it can, and lists them", async ({ page }) => {
  await page.goto("/#new");
  await expect(title(page)).toHaveValue("Untitled");
  const half = { ...neuron, nodes: [...neuron.nodes, { id: "C", type: "Loss" }, { id: "u", type: "Unheard" }] };
  await open(page, "half.gradwire", JSON.stringify(half));
  const problems = page.getByRole("contentinfo").getByRole("button", { name: "3 problems" });
  await problems.click();
  const list = page.getByRole("list", { name: "Problems" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await expect(page.getByLabel("Cost C: no Loss can be computed yet")).toBeVisible();
});

test("the graph is exported as JSON that opens again", async ({ page }) => {
  await page.goto("/#lesson=02-chain-rule");
  await expect(title(page)).toHaveValue("The chain rule, blown out");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("radio", { name: "Graph (JSON)" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
  const exported = await download;
  expect(exported.suggestedFilename()).toBe("the-chain-rule-blown-out.json");
  const json: unknown = JSON.parse(await readFile(await exported.path(), "utf8"));
  expect(json).toMatchObject({ format: "gradwire-graph", version: 1 });
  await expect(unsaved(page)).toBeHidden();
});

test("work that was not saved when the window went is offered again, and kept until it is", async ({ page }) => {
  await page.goto("/#new");
  await retitle(page, "Not saved yet");
  await expect.poll(() => page.evaluate(countDrafts)).toBe(1);
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.getByRole("button", { name: "Bring back unsaved work: Not saved yet" }).click();
  await expect(title(page)).toHaveValue("Not saved yet");
  await expect(unsaved(page)).toBeVisible();
});

/** How many drafts the page keeps. Looks first whether there is a store at all, as opening one would make it. */
async function countDrafts(): Promise<number> {
  const stores = await indexedDB.databases();
  if (!stores.some(({ name }) => name === "gradwire")) return 0;
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gradwire");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const count = database.transaction("drafts").objectStore("drafts").count();
      count.onsuccess = () => {
        database.close();
        resolve(count.result);
      };
    };
  });
}
