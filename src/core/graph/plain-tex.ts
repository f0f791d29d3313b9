import { LETTER_OF } from "./tex-name";

/** Commands that stand for one sign, with the spaces that belong around it. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["times", " · "],
  ["cdot", " · "],
  ["odot", " · "],
  ["partial", "∂"],
  ["infty", "∞"],
  ["top", "ᵀ"],
  ["pm", " ± "],
  ["le", " ≤ "],
  ["ge", " ≥ "],
]);
/** Commands that a reader of plain text needs nothing for. */
const SILENT: ReadonlySet<string> = new Set(["left", "right", "Bigl", "Bigr", "quad"]);
const FUNCTIONS = new Set("ln log exp sin cos tan arcsin arccos arctan sinh cosh tanh min max".split(" "));
const WRAPPERS: ReadonlySet<string> = new Set(["text", "mathrm", "mathit", "operatorname"]);

const TOKEN = /\\[A-Za-z]+\s*|\\.|\s+|\d+(?:\.\d+)?|./gsu;
const RAISED: ReadonlyMap<string, string> = new Map(
  [..."0123456789−ᵀ"].map((sign, at) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ"][at] ?? sign]),
);

/**
 * A line of TeX as plain text that can be read out: `0.5 \times \sigma(-1)` is 0.5 · σ(−1), with a true minus sign. Null where
 * plain text would not do it justice, such as a matrix, a case or a long sum.
 */
export function plainTex(tex: string): string | null {
  const tokens = tex.match(TOKEN) ?? [];
  let at = 0;
  let lost = false;
  const upTo = (end: string | undefined): string => {
    let text = "";
    while (at < tokens.length && tokens[at] !== end) text += one();
    if (end !== undefined && tokens[at] !== end) lost = true;
    at += 1;
    return text.replace(/\s+/g, " ").trim();
  };
  const group = (): string => {
    while (/^\s+$/.test(tokens[at] ?? "")) at += 1;
    return one();
  };
  const one = (): string => {
    const token = tokens[at] ?? "";
    at += 1;
    if (token === "{") return upTo("}");
    if (token === "^") return raised(group());
    if (token === "_") return group();
    if (token === "-") return "−";
    if (token === "'") return "′";
    if (/^\\[,!; ]$/.test(token)) return " ";
    if (token.startsWith("\\")) return command(token.slice(1).trim());
    lost ||= token === "" || token === "}" || token === "&";
    return token;
  };
  const command = (name: string): string => {
    const sign = SIGNS.get(name) ?? LETTER_OF.get(name);
    if (sign !== undefined) return sign;
    if (SILENT.has(name)) return "";
    if (FUNCTIONS.has(name)) return /^([({^]|\\left)/.test(tokens[at] ?? "") ? name : `${name} `;
    if (WRAPPERS.has(name)) return group();
    if (name === "sqrt") return `√${atom(group(), true)}`;
    if (name === "frac") {
      const over = atom(group());
      return `${over}/${atom(group())}`;
    }
    lost = true;
    return "";
  };
  const plain = upTo(undefined);
  return lost || plain === "" ? null : plain;
}

function raised(text: string): string {
  const signs = [...text].map((sign) => RAISED.get(sign));
  if (!signs.includes(undefined)) return signs.join("");
  return text === "′" ? text : `^${atom(text, [...text].length > 1)}`;
}

/** Text with brackets round it, unless it is one piece without them. */
function atom(text: string, always = false): string {
  return (/[ /·+^]/.test(text) || always) && !/^\([^()]*\)$/.test(text) ? `(${text})` : text;
}
