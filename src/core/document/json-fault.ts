/** Where a text stops being JSON, and why: `at` counts from 0. */
export interface JsonFault {
  readonly at: number;
  readonly why: string;
}

/** What other languages write, and what JSON has for it. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["NaN", 'NaN is no number in JSON: write "NaN", with the quotes'],
  ["nan", 'nan is no number in JSON: write "NaN", with the quotes'],
  ["Infinity", 'Infinity is no number in JSON: write "Infinity", with the quotes'],
  ["-Infinity", '-Infinity is no number in JSON: write "-Infinity", with the quotes'],
  ["inf", 'inf is no number in JSON: write "Infinity", with the quotes'],
  ["-inf", '-inf is no number in JSON: write "-Infinity", with the quotes'],
  ["None", "None is Python's: write null"],
  ["True", "True is Python's: write true"],
  ["False", "False is Python's: write false"],
  ["undefined", "undefined is JavaScript's: write null"],
]);

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what may not stand in a JSON text.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const WORD = /-?[A-Za-z_][A-Za-z0-9_]*/y;

/** The first place at which a text is not JSON, found by reading it as JSON's grammar has it; null where it is JSON. Never overflows a stack. */
export function jsonFaultIn(text: string): JsonFault | null {
  let at = 0;
  const open: ("{" | "[")[] = [];
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  const fault = (why: string): JsonFault => ({ at, why: at >= text.length ? "it breaks off" : why });
  /** A value that is no list and no object. */
  const scalar = (): JsonFault | null => {
    if (text[at] === '"') return string();
    const start = at;
    const word = skip(WORD);
    if (word === "true" || word === "false" || word === "null") return null;
    if (word !== "") {
      at = start;
      return fault(WORDS.get(word) ?? `“${word.slice(0, 20)}” is no value`);
    }
    if (skip(NUMBER) === "") return fault(strange("a value"));
    // 01 and 1. are numbers in other languages.
    return /[\w.]/.test(text[at] ?? "") ? fault("this is no number as JSON writes them") : null;
  };
  const string = (): JsonFault | null => {
    skip(STRING);
    if (text[at] === '"') {
      at += 1;
      return null;
    }
    return fault(
      text[at] === "\\"
        ? "this is no escape that JSON knows"
        : "a line break or control character in a text is written as an escape, such as \\n",
    );
  };
  const strange = (due: string): string => {
    const sign = text[at] ?? "";
    if (sign === "'") return "texts stand in double quotes";
    if (sign === "/" || sign === "#") return "JSON has no comments";
    if ((sign === "]" || sign === "}") && text[at - 1] !== sign)
      return `${due} is missing before “${sign}”, or a comma too many`;
    return `${due} is due, and here is “${sign}”`;
  };
  const key = (): JsonFault | null => {
    if (text[at] !== '"') return fault(strange("a name in double quotes"));
    const wrong = string();
    if (wrong) return wrong;
    skip(SPACE);
    if (text[at] !== ":") return fault(strange("a colon"));
    at += 1;
    skip(SPACE);
    return null;
  };

  skip(SPACE);
  for (;;) {
    // A value is due.
    const sign = text[at];
    let isDone = true;
    if (sign === "{" || sign === "[") {
      open.push(sign);
      at += 1;
      skip(SPACE);
      if (text[at] === (sign === "{" ? "}" : "]")) {
        at += 1;
        open.pop();
      } else {
        const wrong = sign === "{" ? key() : null;
        if (wrong) return wrong;
        isDone = false;
      }
    } else {
      const wrong = scalar();
      if (wrong) return wrong;
    }
    while (isDone) {
      skip(SPACE);
      const inside = open.at(-1);
      if (inside === undefined) return at >= text.length ? null : fault("there is more after the end");
      if (text[at] === ",") {
        at += 1;
        skip(SPACE);
        const wrong = inside === "{" ? key() : null;
        if (wrong) return wrong;
        isDone = false;
      } else if (text[at] === (inside === "{" ? "}" : "]")) {
        at += 1;
        open.pop();
      } else return fault(strange(`a comma or “${inside === "{" ? "}" : "]"}”`));
    }
  }
}
