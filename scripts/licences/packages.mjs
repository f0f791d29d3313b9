import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fontLicence } from "./font-licence.mjs";

/**
 * What a package asks to be said of it.
 * @typedef {object} Notice
 * @property {string} name
 * @property {string} version
 * @property {string} licence the SPDX identifier of the licence that it is used under
 * @property {string} source where its source code is
 * @property {string} text copyright notices and licence, as they lie in the package
 */

/** Licences that ask for no more than that their text goes along. */
const FREE = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Unlicense",
]);

/**
 * Licences that also ask that whoever gets the program is told where the source code is, and that it is under this licence. What is changed
 * would have to be given away as well; Gradwire changes nothing.
 */
const OPEN = new Map([
  ["MPL-2.0", "Mozilla Public License 2.0"],
  ["EPL-2.0", "Eclipse Public License 2.0"],
]);

/** Where a package leaves the choice, what is chosen. */
const CHOSEN = new Map([["EPL-2.0 OR GPL-3.0-or-later", "EPL-2.0"]]);

/** Packages whose fonts have a licence of their own, which the package does not speak of, and where these fonts are. */
const FONTS_APART = new Map([["katex", join("dist", "fonts")]]);

/** Packages that name their licence and come without its text, each with one of the same author that has it. */
const WITHOUT_TEXT = new Map([["react-remove-scroll-bar", "react-remove-scroll"]]);

/** What packages were made of before they became packages. */
const MADE_OF = new Map([
  [
    "elkjs",
    "It is the Eclipse Layout Kernel, which is written in Java (https://github.com/eclipse-elk/elk), as JavaScript.",
  ],
]);

/**
 * The folder of the package that a file is in.
 * @param {string} file
 * @returns {string | null} null for a file of our own
 */
export function packageFolder(file) {
  const name = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0];
  return name !== undefined && existsSync(join(name, "package.json")) ? name : null;
}

/**
 * What the package in a folder asks to be said of it.
 * @param {string} folder
 * @param {boolean} hasFonts whether it is there with its fonts
 * @returns {Notice}
 * @throws Error where its licence is none that Gradwire may go along with, or its text is not to be found
 */
export function noticeOf(folder, hasFonts) {
  const { name, version, license, repository, homepage } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const licence = CHOSEN.get(license) ?? license;
  if (!FREE.has(licence) && !OPEN.has(licence))
    throw new Error(`${name} is under ${license}, which nobody has agreed to`);
  const fonts = hasFonts ? FONTS_APART.get(name) : undefined;
  const source = addressOf(repository) ?? homepage ?? "";
  const open = OPEN.get(licence);
  if (open !== undefined && source === "")
    throw new Error(`${name} is under ${licence}, and does not say where its source is`);
  const parts = [
    open === undefined
      ? ""
      : `The source code of ${name} ${version}, which Gradwire contains unchanged, is available under the ${open} from\n${source}`,
    MADE_OF.get(name) ?? "",
    ...licenceTexts(folder, name),
    fonts === undefined ? "" : fontLicence(join(folder, fonts)),
  ];
  return {
    name,
    version,
    licence: fonts === undefined ? licence : `${licence} AND OFL-1.1`,
    source,
    text: parts.filter((part) => part !== "").join("\n\n"),
  };
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {readonly string[]}
 */
function licenceTexts(folder, name) {
  const sibling = WITHOUT_TEXT.get(name);
  if (sibling !== undefined) {
    const lent = licenceTexts(join(dirname(folder), sibling), sibling);
    return [
      `${name} comes without the text of its licence; this is the one of ${sibling}, by the same author.`,
      ...lent,
    ];
  }
  const files = readdirSync(folder).filter((file) => /^(un)?licen[cs]e|^copying|^notice|^copyright/i.test(file));
  if (files.length === 0) throw new Error(`${name} has no file with its licence`);
  return files.sort().map((file) => ownLicence(readFileSync(join(folder, file), "utf8")));
}

/** Packages that contain others list theirs in the same file; of those, nothing is in what we build. @param {string} text */
function ownLicence(text) {
  return (text.split(/^# Licenses of bundled dependencies$/m)[0] ?? text).replace(/\r\n?/g, "\n").trim();
}

/** @param {unknown} repository */
function addressOf(repository) {
  const url =
    typeof repository === "string" ? repository : /** @type {{ url?: string } | undefined} */ (repository)?.url;
  if (url === undefined) return undefined;
  const plain = url
    .replace(/^git\+/, "")
    .replace(/^git:\/\//, "https://")
    .replace(/^(ssh:\/\/)?git@github\.com[:/]/, "https://github.com/");
  return (plain.includes("://") ? plain : `https://github.com/${plain.replace(/^github:/, "")}`).replace(/\.git$/, "");
}
