/** @typedef {import("./packages.mjs").Notice} Notice */

/**
 * One licence, with all packages that say it in the same words.
 * @typedef {object} Group
 * @property {readonly { name: string, version: string, source: string }[]} packages
 * @property {string} licence
 * @property {string} text
 */

/**
 * @param {readonly Notice[]} notices
 * @returns {readonly Group[]}
 */
export function grouped(notices) {
  /** @type {Map<string, Notice[]>} */
  const byText = new Map();
  for (const notice of notices) {
    const key = `${notice.licence}\n${notice.text}`;
    byText.set(key, [...(byText.get(key) ?? []), notice]);
  }
  return [...byText.values()].map((same) => ({
    packages: same.map(({ name, version, source }) => ({ name, version, source })),
    licence: same[0]?.licence ?? "",
    text: same[0]?.text ?? "",
  }));
}

const RULE = "-".repeat(100);

/**
 * All notices as one text: what there is, and then each licence in full.
 * @param {readonly Notice[]} notices
 * @param {string} before
 */
export function noticesText(notices, before) {
  const width = Math.max(...notices.map(({ name, version }) => name.length + version.length + 1));
  const contents = notices.map(({ name, version, licence }) => `  ${`${name} ${version}`.padEnd(width)}  ${licence}`);
  const groups = grouped(notices).map(({ packages, licence, text }) => {
    const names = packages.map(({ name, version, source }) => `${name} ${version}${source ? `  ${source}` : ""}`);
    return `${RULE}\n${names.join("\n")}\n\n${licence}\n\n${text}\n`;
  });
  return `${before}\n\n${contents.join("\n")}\n\n${groups.join("\n")}`;
}

/**
 * The notices as a comment before a script, which minifiers keep and which goes wherever the script goes.
 * @param {readonly Notice[]} notices
 * @param {string} before
 */
export function noticesComment(notices, before) {
  // Nothing in it may end the comment, nor the script that a page has it in.
  const text = noticesText(notices, before).replaceAll("*/", "* /").replaceAll("</", "< /").replaceAll("<!--", "< !--");
  return `/*!\n${text}*/\n`;
}
