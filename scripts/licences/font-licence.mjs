import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build.mjs";

/** The place in a TrueType font's table of names that has its licence. */
const LICENCE = 13;

/**
 * What the fonts of a folder say of their licence in themselves, where the package says nothing of them.
 * @param {string} folder
 */
export function fontLicence(folder) {
  const fonts = readdirSync(folder).filter((name) => name.endsWith(".ttf"));
  const said = fonts.map((name) =>
    nameIn(readFileSync(join(folder, name)), LICENCE)
      .replace(/\r\n?/g, "\n")
      .trim(),
  );
  // They differ in nothing but the name of each.
  const names = [...new Set(said.flatMap((text) => /Reserved Font Name (\w+)/.exec(text)?.[1] ?? []))].sort();
  const common = [
    ...new Set(said.map((text) => text.replace(/Reserved Font Name \w+/, `Reserved Font Names ${names.join(", ")}`))),
  ];
  if (names.length === 0 || common.length !== 1)
    throw new Error(`The fonts in ${folder} do not say their licence as they used to`);
  return `The fonts that come with it say of themselves:\n\n${common[0]}\n\n${openFontLicence()}`;
}

/** The licence itself, as another package with a font has it. */
function openFontLicence() {
  const text = readFileSync(join(root, "node_modules", "@fontsource-variable", "inter", "LICENSE"), "utf8");
  const from = text.search(/^-+\s*SIL OPEN FONT LICENSE Version 1\.1/m);
  if (from < 0) throw new Error("The licence of the fonts is not where it used to be");
  return text.slice(from).trim();
}

/**
 * @param {Buffer} font
 * @param {number} wanted
 * @returns {string} empty where it says nothing
 */
function nameIn(font, wanted) {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + 16 * at);
  const entry = tables.find((at) => font.toString("latin1", at, at + 4) === "name");
  if (entry === undefined) return "";
  const table = font.subarray(font.readUInt32BE(entry + 8));
  const strings = table.readUInt16BE(4);
  for (let at = 6, left = table.readUInt16BE(2); left > 0; at += 12, left -= 1) {
    const [platform, name] = [table.readUInt16BE(at), table.readUInt16BE(at + 6)];
    if (platform !== 3 || name !== wanted) continue;
    const from = strings + table.readUInt16BE(at + 10);
    return Buffer.from(table.subarray(from, from + table.readUInt16BE(at + 8)))
      .swap16()
      .toString("utf16le");
  }
  return "";
}
