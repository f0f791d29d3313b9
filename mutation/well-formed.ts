import { parse } from "parse5";
import { SaxesParser } from "saxes";

/** What keeps a text from being XML; null where it is. */
export function faultOfXml(text: string): string | null {
  let fault: string | null = null;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    fault ??= error.message;
  });
  parser.write(text).close();
  return fault;
}

/** Signs that HTML would rather not have, and keeps as they are. */
const HARMLESS: ReadonlySet<string> = new Set(["noncharacter-in-input-stream", "control-character-in-input-stream"]);

/** The first thing that a browser's parser would have to mend in a page; null where there is none. */
export function faultOfHtml(text: string): string | null {
  let fault: string | null = null;
  parse(text, {
    sourceCodeLocationInfo: false,
    onParseError: ({ code, startLine, startCol }) => {
      if (!HARMLESS.has(code)) fault ??= `${code} at ${startLine}:${startCol}`;
    },
  });
  return fault;
}

/** What keeps a text from being one JSON object; null where it is one. */
export function faultOfJson(text: string): string | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && !Array.isArray(json) ? null : "is no object";
  } catch (error) {
    return String(error);
  }
}

/** What is wrong with a LaTeX document as far as brackets and environments go; null where they close. */
export function faultOfLatex(text: string): string | null {
  let depth = 0;
  for (const [sign] of text
    .replace(/\\[\\{}%]/g, "")
    .replace(/(^|[^\\])%.*$/gm, "$1")
    .matchAll(/[{}]/g)) {
    depth += sign === "{" ? 1 : -1;
    if (depth < 0) return "closes a bracket that is not open";
  }
  if (depth !== 0) return "leaves a bracket open";
  const open: string[] = [];
  for (const [, word, name = ""] of text.matchAll(/\\(begin|end)\{(\w+\*?)\}/g)) {
    if (word === "begin") open.push(name);
    else if (open.pop() !== name) return `ends ${name}, which did not begin`;
  }
  return open.length === 0 ? null : `leaves ${open.join(", ")} open`;
}
