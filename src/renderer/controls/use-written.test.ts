import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const renderer = join(import.meta.dirname, "..");
const files = readdirSync(renderer, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));

/** Fields whose text is nobody's until a button takes it, or that hold none. What stands in a dialog, the dialog asks about. */
const OTHERS: Readonly<Record<string, string>> = {
  "controls/SearchField.tsx": "only seeks",
  "controls/TextField.tsx: TextArea": "holds what its owner keeps",
  "fields/CsvPanel.tsx": "chooses a file and columns",
  "record/QuestionDialog.tsx": "of a dialog that says what is edited",
  "share/ExportChoices.tsx": "chooses",
  "shell/Overlays.tsx": "of a dialog that says what is edited",
  "shell/TextDialog.tsx": "is only read",
  "watch/QuestionCard.tsx": "an answer that is not kept",
  "why/GradientsOf.tsx": "chooses",
};

test("whatever can be written in on the page holds what is written until a command takes it, or is known not to need it", () => {
  const strangers = files.flatMap((file) => {
    const text = readFileSync(join(renderer, file), "utf8");
    const fields = text.match(/<(input|textarea)\b|contentEditable/g)?.length ?? 0;
    const held = text.match(/\buseWritten(<\w+>)?\(/g)?.length ?? 0;
    const others = Object.keys(OTHERS).filter((other) => other.replace(/:.*/, "") === file);
    return fields <= held || others.length > 0 ? [] : [file];
  });
  expect(strangers).toEqual([]);
});

test("of the fields that are known not to need it, each is there", () => {
  for (const file of Object.keys(OTHERS)) {
    expect(readFileSync(join(renderer, file.replace(/:.*/, "")), "utf8")).toMatch(/<(input|textarea)\b/);
  }
});

test("every dialog in which something can be written says whether it has edits", () => {
  const silent = files.filter((file) => {
    const text = readFileSync(join(renderer, file), "utf8");
    const isDialog = /<Dialog$/m.test(text) || /<Dialog\s/.test(text);
    return isDialog && /<(TextArea|TablePanel|PastePanel|input)\b/.test(text) && !/\bedited=/.test(text);
  });
  expect(silent.filter((file) => file !== "gallery.tsx")).toEqual([]);
});
