import { type DefaultTreeAdapterTypes, type ParserError, parse } from "parse5";
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

/**
 * What is wrong with a page that should be made like another: the first sign that a browser's parser stumbles over, or that it has other
 * elements or attributes than that one, so that a text has become markup; null where nothing is.
 */
export function faultOfHtml(text: string, like: string): string | null {
  let fault: string | null = null;
  const onParseError = ({ code, startLine, startCol }: ParserError) => {
    if (!HARMLESS.has(code)) fault ??= `${code} at ${startLine}:${startCol}`;
  };
  const outline = outlineOf(parse(text, { sourceCodeLocationInfo: false, onParseError }));
  if (fault !== null) return fault;
  if (outline !== outlineOf(parse(like))) return `has other elements than it should: ${outline.slice(0, 500)}`;
  // Without scripts there is one list more, of as many lines as are said.
  const plain = new Set(outlineOf(parse(text, { scriptingEnabled: false })).match(/[a-z][\w-]*/g));
  const known = new Set([...(outline.match(/[a-z][\w-]*/g) ?? []), "p", "ol", "li"]);
  const strange = [...plain].filter((name) => !known.has(name));
  return strange.length === 0 ? null : `has ${strange.join(", ")} where no script runs`;
}

type Node = DefaultTreeAdapterTypes.Node;

/** The elements of a page and the names of their attributes, as they lie in each other. */
function outlineOf(node: Node): string {
  const inner = "childNodes" in node ? node.childNodes.map(outlineOf).join("") : "";
  if (!("tagName" in node)) return inner;
  return `<${[node.tagName, ...node.attrs.map(({ name }) => name)].join(" ")}>${inner}</>`;
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
