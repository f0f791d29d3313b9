/** The type of the script element that holds a recording in a page; a browser neither runs nor shows it. */
export const RECORDING_TYPE = "application/x-gradwire-recording";

/**
 * A recording's text as it may stand in a script element, whatever is in it: nothing in it can begin a tag or a comment. A NUL and a
 * carriage return, which a page's parser would exchange for a letter and for a line break, become what JSON allows at the same places.
 */
export function recordingToPage(text: string): string {
  return text
    .replaceAll("<", "\\u003c")
    .replaceAll("\0", "\u0001")
    .replace(/\r(?!\n)/g, "\t");
}

/** The text that `recordingToPage` was given. An escaped backslash before `u003c` stays what it is. */
export function recordingFromPage(text: string): string {
  return text.replace(/\\(?:u003c|[\s\S])/g, (sign) => (sign === "\\u003c" ? "<" : sign)).trim();
}
