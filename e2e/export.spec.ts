import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { parseDocument } from "#core/document/parse";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { expectSize, openLesson, openText } from "./graph";

test("what is exported is the document, number by number, and opens as such", async ({ page }) => {
  await openLesson(page, "09-penguin-mlp");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Gradwire" }).click();
  await page.getByRole("menuitem", { name: /^Export graph as JSON/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("which-penguin-is-it.json");
  const text = await readFile(await download.path(), "utf8");
  const exported = parseDocument(text);
  expect(exported.problems).toEqual([]);
  const lesson = await readFile(`${root}/resources/lessons/09-penguin-mlp.gradwire`, "utf8");
  expect(exported.document).toEqual(parseDocument(lesson).document);

  await page.keyboard.press("Alt+n");
  await expectSize(page, 0, 0);
  await openText(page, "which-penguin-is-it.json", text);
  await expect(page.getByLabel("Title of the document")).toHaveValue("Which penguin is it?");
});
