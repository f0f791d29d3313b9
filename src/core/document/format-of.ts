/**
 * What a text says of itself: the `"format"` of the object that it begins with, at whatever place in it, however long it is and whether or not
 * it is whole. Null where it begins with no object, or that has no such text. So is decided everywhere whether a text is a graph or a recording.
 */
export function formatOf(text: string): string | null {
  let at = skipSpace(text, text.startsWith("\uFEFF") ? 1 : 0);
  if (text[at] !== "{") return null;
  at = skipSpace(text, at + 1);
  while (text[at] === '"') {
    const end = endOfString(text, at);
    const colon = skipSpace(text, end);
    if (text[colon] !== ":") return null;
    const value = skipSpace(text, colon + 1);
    const after = endOfValue(text, value);
    if (textAt(text, at, end) === "format") return text[value] === '"' ? textAt(text, value, after) : null;
    at = skipSpace(text, after);
    if (text[at] !== ",") return null;
    at = skipSpace(text, at + 1);
  }
  return null;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1;
  return at;
}

/** Where a string ends, its last quote with it. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; ; at += 1) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
    at = quote;
  }
}

/** Where a value ends: after its last bracket or quote, or before what follows it. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      at = endOfString(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") {
      depth -= 1;
      if (depth <= 0) return depth === 0 ? at + 1 : at;
    } else if (sign === "," && depth === 0) return at;
  }
  return text.length;
}

/** What a string says; null where it is cut off or no string. */
function textAt(text: string, from: number, end: number): string | null {
  try {
    return String(JSON.parse(text.slice(from, end)));
  } catch {
    return null;
  }
}
