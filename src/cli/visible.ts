/**
 * Signs that a person cannot see, and by which a terminal can be steered or a line be read in another order than it stands: all control
 * characters, those that turn the direction of writing, and those without any width but the two that scripts and emoji are joined by.
 */
const UNSEEN =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** A text of many lines in which nothing is unseen: such a sign is written as JSON writes it, `\u001b`. Inside of JSON it means the same. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (sign) => (sign === "\n" || sign === "\t" ? sign : escaped(sign)));
}

/** As `visible`, on one line: what a file says can begin no line of its own. */
export function visibleLine(text: string): string {
  return text.replace(UNSEEN, (sign) => SHORT.get(sign) ?? escaped(sign));
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function escaped(sign: string): string {
  return Array.from({ length: sign.length }, (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, "0")}`).join(
    "",
  );
}
