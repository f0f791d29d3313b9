import { readFile } from "node:fs/promises";

/** The version of this Gradwire. */
export async function versionOf(): Promise<string> {
  // As far up from the built command line as from this file.
  const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  return String(version);
}
