import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { readRecording } from "#core/recording/read";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { card, openLesson, openText } from "./graph";

const graph = {
  format: "gradwire-graph",
  version: 1,
  meta: { title: "Fields" },
  nodes: [
    { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: [0.5] } },
    { id: "z", type: "Linear", position: { x: 208, y: 0 }, params: { weight: [[2]] } },
    { id: "f", type: "Expression", position: { x: 420, y: 0 }, config: { expression: "z^2" } },
    { id: "r", type: "Loss", position: { x: 660, y: 0 } },
  ],
  edges: [
    { id: "x-z.x", source: "x", sourceHandle: "out", target: "z", targetHandle: "x" },
    { id: "z-f.z", source: "z", sourceHandle: "out", target: "f", targetHandle: "z" },
  ],
};

const title = (page: Page) => page.getByRole("textbox", { name: "Title of the document" });
const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });
const weight = (page: Page) => page.getByRole("main").getByRole("spinbutton", { name: /^weight of z/ });
const said = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text });
const walkText = () => readFile(join(root, "resources", "lessons", "04-one-neuron.gradrec"), "utf8");

async function begin(page: Page): Promise<void> {
  await page.goto("/#new");
  await openText(page, "fields.gradwire", JSON.stringify(graph));
  await expect(title(page)).toHaveValue("Fields");
}

/** Writes over what is in a field, and leaves it there. */
async function writeOver(page: Page, field: Locator, text: string): Promise<void> {
  await field.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Presses the keys that save, and gives what has been written. */
async function save(page: Page): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  return readFile(await (await downloading).path(), "utf8");
}

const inInspector = async (page: Page, node: string, field: (panel: Locator) => Locator): Promise<Locator> => {
  await card(page, node).click({ position: { x: 12, y: 12 } });
  await inspector(page).getByRole("tab", { name: "Node" }).click();
  return field(inspector(page));
};

/** Each kind of field of a document: where it is, what is written in it, and what the file is to hold then. */
const FIELDS: readonly (readonly [
  kind: string,
  reach: (page: Page) => Promise<Locator>,
  text: string,
  held: Record<string, unknown>,
])[] = [
  ["a number on a card", async (page) => weight(page), "0.9", { id: "z", params: { weight: [[0.9]] } }],
  [
    "a number in the inspector",
    (page) => inInspector(page, "z", (panel) => panel.getByRole("spinbutton", { name: /^weight/ })),
    "0.9",
    { id: "z", params: { weight: [[0.9]] } },
  ],
  [
    "a setting that is a number",
    (page) => inInspector(page, "r", (panel) => panel.getByRole("spinbutton").first()),
    "0.3",
    { id: "r", config: { weight: 0.3 } },
  ],
  [
    "an expression on a card",
    async (page) => page.getByRole("main").getByRole("textbox", { name: "expression of f" }),
    "z^3",
    { id: "f", config: { expression: "z^3" } },
  ],
  [
    "an expression in the inspector",
    (page) => inInspector(page, "f", (panel) => panel.getByRole("textbox", { name: "Expression", exact: true })),
    "z^3",
    { id: "f", config: { expression: "z^3" } },
  ],
  [
    "a derivative by hand",
    (page) => inInspector(page, "f", (panel) => panel.getByRole("textbox", { name: /by hand: by z/ })),
    "2 z",
    { id: "f", config: expect.objectContaining({ partials: { z: "2 z" } }) },
  ],
  [
    "a name on a card",
    async (page) => {
      await card(page, "z").click({ position: { x: 12, y: 12 } });
      await page.keyboard.press("F2");
      return page.getByRole("textbox", { name: "Name of z" });
    },
    "sum",
    { id: "z", label: "sum" },
  ],
  [
    "a name in the inspector",
    async (page) => {
      const rename = await inInspector(page, "z", (panel) => panel.getByRole("button", { name: "Rename" }).first());
      await rename.click();
      return inspector(page).getByRole("textbox", { name: "Name" });
    },
    "sum",
    { id: "z", label: "sum" },
  ],
];

for (const [kind, reach, text, held] of FIELDS) {
  test(`a command runs with what is written in ${kind}, and one undo takes it back`, async ({ page }) => {
    await begin(page);
    await writeOver(page, await reach(page), text);
    const file = JSON.parse(await save(page));
    expect(file.nodes).toContainEqual(expect.objectContaining(held));
    const undo = page.getByRole("button", { name: /^Undo/ });
    await expect(undo).toBeEnabled();
    await undo.click();
    await expect(undo).toBeDisabled();
  });
}

test("a command runs with the title that is being written", async ({ page }) => {
  await begin(page);
  await writeOver(page, title(page), "Half a ti");
  expect(JSON.parse(await save(page)).meta.title).toBe("Half a ti");
});

test("a number asked for in a question is taken by the keys that ask it", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.keyboard.press("Alt+q");
  await page.keyboard.type("How much?");
  await writeOver(page, page.getByRole("dialog").getByRole("spinbutton", { name: "Answer" }), "7.25");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Alt+r");
  await expect(page.getByRole("slider", { name: "Position in the recording" })).toBeVisible();
  expect(await save(page)).toContain('"answer":7.25');
});

test("leaving asks about what is being written", async ({ page }) => {
  await begin(page);
  await writeOver(page, weight(page), "0.9");
  await expect(page).toHaveTitle(/^• /);
  await page.keyboard.press("Alt+n");
  const question = page.getByRole("dialog", { name: "Save the changes to “Fields”?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(weight(page)).toHaveAttribute("aria-valuetext", "0.9");
});

test("a command waits for what is no number, and says so, by keys and by the menu", async ({ page }) => {
  await begin(page);
  await writeOver(page, weight(page), "two");
  await page.keyboard.press("Alt+n");
  await expect(said(page, "“two” is not a number")).toBeVisible();
  await expect(title(page)).toHaveValue("Fields");
  await expect(weight(page)).toBeFocused();
  await page.getByRole("button", { name: "Dismiss" }).click();

  await page.getByRole("button", { name: "Gradwire" }).click();
  await page.getByRole("menuitem", { name: /^New/ }).click();
  await expect(said(page, "“two” is not a number")).toBeVisible();
  await expect(title(page)).toHaveValue("Fields");
  await expect(weight(page)).toBeFocused();
  await expect(weight(page)).toHaveValue("two");

  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+n");
  await expect(title(page)).toHaveValue("Untitled");
});

test("a command waits for a faulty expression, and says what is wrong with it", async ({ page }) => {
  await begin(page);
  const field = page.getByRole("main").getByRole("textbox", { name: "expression of f" });
  await writeOver(page, field, "z^");
  await page.keyboard.press("Alt+n");
  await expect(said(page, /^expression of f: /)).toBeVisible();
  await expect(field).toBeFocused();
  await expect(title(page)).toHaveValue("Fields");
  await page.keyboard.type("2");
  await page.keyboard.press("Alt+n");
  await expect(title(page)).toHaveValue("Untitled");
});

test("the keys of undoing undo the document's change right after Enter in a field", async ({ page }) => {
  await begin(page);
  const field = page.getByRole("main").getByRole("textbox", { name: "expression of f" });
  await writeOver(page, field, "z^3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Undo change expression" })).toBeEnabled();
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("z^2");
  await page.keyboard.press("Control+Shift+z");
  await expect(field).toHaveValue("z^3");
  // While something is being written, they are the field's own.
  await page.keyboard.type("4");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "Undo change expression" })).toBeEnabled();
});

test("what is written on a card that goes out of sight is taken", async ({ page }) => {
  await begin(page);
  await writeOver(page, weight(page), "0.9");
  await page.keyboard.press("Control+s");
  await writeOver(page, weight(page), "0.7");
  await page.evaluate(() => {
    location.hash = "#start";
  });
  await expect(page.getByRole("heading", { name: "Lessons" })).toBeVisible();
  await page.getByRole("button", { name: "Back to the graph" }).click();
  await expect(weight(page)).toHaveAttribute("aria-valuetext", "0.7");
});

test("stopping keeps a caption that is half written", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await page.getByRole("button", { name: "Record", exact: true }).click();
  const bar = page.getByRole("region", { name: "Recording" });
  await expect(bar).toBeVisible();
  await page.keyboard.press("Alt+c");
  await page.keyboard.type("Half a capt");
  await bar.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("slider", { name: "Position in the recording" })).toBeVisible();
  const { recording } = readRecording(await save(page));
  expect(recording?.events).toContainEqual(
    expect.objectContaining({ what: expect.objectContaining({ code: "c", text: "Half a capt" }) }),
  );
});

/** Each kind of field of a recording that is edited, and what the file is to hold then. */
const TOLD: readonly (readonly [
  kind: string,
  field: (panel: Locator) => Promise<Locator>,
  text: string,
  held: RegExp,
])[] = [
  [
    "a caption",
    async (panel) => panel.getByRole("textbox", { name: /^Caption at/ }).first(),
    "Look here",
    /"c",\{"text":"Look here"/,
  ],
  [
    "a question",
    async (panel) => panel.getByRole("textbox", { name: /^Question at/ }).first(),
    "And now?",
    /"prompt":"And now\?"/,
  ],
  [
    "its title",
    async (panel) => panel.getByRole("textbox", { name: "Title of the recording" }),
    "My walk",
    /"My walk"/,
  ],
  [
    "a new marker",
    async (panel) => {
      await panel.getByRole("button", { name: "Marker", exact: true }).click();
      return panel.getByRole("textbox", { name: "Title of the chapter" });
    },
    "Halfway",
    /"title":"Halfway"/,
  ],
];

for (const [kind, field, text, held] of TOLD) {
  test(`a recording is saved with ${kind} of it that is being written`, async ({ page }) => {
    await page.goto("/#new");
    await openText(page, "walk.gradrec", await walkText());
    await inspector(page).getByRole("tab", { name: "Recording" }).click();
    await writeOver(page, await field(inspector(page)), text);
    expect(await save(page)).toMatch(held);
    await expect(page.getByRole("img", { name: "Changes not saved" })).toBeHidden();
  });
}

test.describe("a dialog with edits", () => {
  const dialog = (page: Page) => page.getByRole("dialog", { name: /^Edit weight/ });
  test.beforeEach(async ({ page }) => {
    await begin(page);
    await page
      .getByRole("main")
      .getByRole("button", { name: /^Edit weight of z/ })
      .first()
      .click();
    await writeOver(page, dialog(page).getByRole("spinbutton").first(), "0.9");
  });

  test("asks at a press beside it, and goes on or is left as one says", async ({ page }) => {
    await page.mouse.click(5, 400);
    const asking = dialog(page).getByRole("group", { name: "Throw away your edits?" });
    await asking.getByRole("button", { name: "Keep editing" }).click();
    await expect(dialog(page).getByRole("spinbutton").first()).toHaveAttribute("aria-valuetext", "0.9");
    await page.keyboard.press("Escape");
    await expect(asking).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(asking).toBeHidden();
    await page.mouse.click(5, 400);
    await asking.getByRole("button", { name: "Throw away" }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(weight(page)).toHaveAttribute("aria-valuetext", "2");
  });

  test("gives up what is written in a cell with one Esc, and asks for nothing then", async ({ page }) => {
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeVisible();
    await expect(dialog(page).getByRole("spinbutton").first()).toHaveValue("2");
    await page.mouse.click(5, 400);
    await expect(dialog(page)).toBeHidden();
  });

  test("holds up what would throw its edits away", async ({ page }) => {
    await page.evaluate(() => {
      location.hash = "#lesson=03-two-paths";
    });
    await expect(said(page, /^Finish “Edit weight of z” first$/)).toBeVisible();
    await expect(page.getByLabel("Title of the document")).toHaveValue("Fields");
  });
});
