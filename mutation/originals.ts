import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serialiseDocument } from "#core/document/serialise";
import { hostileDocument, hostileTexts } from "../src/core/export/fixtures/hostile";
import { halfBuilt, lesson, squared, written } from "../src/core/recording/fixtures/recordings";

/** What a campaign is about. */
export type Kind = "document" | "recording";

/** Texts that are as they should be, which are to be hurt. `root` is the folder of the checkout. */
export function originals(root: string): Readonly<Record<Kind, readonly string[]>> {
  const filesOf = (folder: string, end: string) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(end))
      .sort()
      .map((name) => readFileSync(join(root, folder, name), "utf8"));
  const conformance = filesOf("src/core/tape/fixtures/conformance", ".json").map((text) =>
    JSON.stringify(JSON.parse(text).graph),
  );
  const named = hostileTexts
    .filter((text) => text.length < 100)
    .map((text) => serialiseDocument(hostileDocument(text)));
  return {
    document: [
      ...filesOf("resources/lessons", ".gradwire"),
      ...conformance.filter((text) => text.length < 15_000),
      ...[squared, halfBuilt].map(serialiseDocument),
      ...named,
    ],
    recording: [
      ...filesOf("resources/lessons", ".gradrec").filter((text) => text.length < 60_000),
      written(lesson),
      written(lesson, { values: "keyframes" }),
    ],
  };
}
