import { fontNotice } from "./font-licences";

/** A face of the app, as its style sheets tell of it. */
interface Face {
  readonly family: string;
  readonly style: string;
  readonly weight: string;
  readonly range: string;
  readonly url: string;
}

/** The rules that a picture needs to be set in the app's faces wherever it is shown, with the faces in them. */
export type Faces = (svg: string) => Promise<string>;

/**
 * Reads the app's own faces. What comes back gives, for a picture, `@font-face` rules of just those faces that its letters are in;
 * each face is loaded once.
 */
export function appFaces(): Faces {
  const faces = [...document.styleSheets].flatMap(facesIn);
  const loaded = new Map<string, Promise<string>>();
  return async (svg) => {
    const used = faces.filter((face) => isUsed(face, svg));
    const rules = used.map((face) => {
      const data = loaded.get(face.url) ?? load(face.url);
      loaded.set(face.url, data);
      return ruleOf(face, data);
    });
    return (await Promise.all(rules)).join("");
  };
}

/** The picture with these rules in it, and whose the faces are, as the first things that it says. */
export function withFaces(svg: string, rules: string): string {
  if (rules === "") return svg;
  const at = svg.indexOf(">") + 1;
  return `${svg.slice(0, at)}${fontNotice(rules)}<style>${rules}</style>${svg.slice(at)}`;
}

function facesIn(sheet: CSSStyleSheet): readonly Face[] {
  return [...sheet.cssRules].flatMap((rule): readonly Face[] => {
    if (rule instanceof CSSImportRule) return rule.styleSheet ? facesIn(rule.styleSheet) : [];
    if (!(rule instanceof CSSFontFaceRule)) return [];
    const { style } = rule;
    const read = (name: string, otherwise: string) => style.getPropertyValue(name) || otherwise;
    const address = /url\("?([^")]+\.woff2)"?\)/.exec(read("src", ""))?.[1];
    if (address === undefined) return [];
    return [
      {
        family: read("font-family", "").replace(/["']/g, ""),
        style: read("font-style", "normal"),
        weight: read("font-weight", "400"),
        range: read("unicode-range", "U+0-10FFFF"),
        url: new URL(address, sheet.href ?? document.baseURI).href,
      },
    ];
  });
}

function isUsed({ family, style, weight, range }: Face, svg: string): boolean {
  // KaTeX has a face for each weight; pictures use the regular ones.
  if (weight === "700" || weight === "bold" || (style === "italic" && family !== "KaTeX_Math")) return false;
  const text = textIn(svg, family);
  return text !== "" && rangesOf(range).some(([from, to]) => [...text].some((sign) => within(sign, from, to)));
}

/** What a picture says in a family, as far as that can be told: the sans is on all that says nothing else. */
function textIn(svg: string, family: string): string {
  if (!svg.includes(family)) return "";
  const pieces: string[] = [];
  for (const [, attributes = "", said = ""] of svg.matchAll(/<(?:text|tspan)([^>]*)>([^<]*)/g)) {
    const own = /font-family="([^"]*)"/.exec(attributes)?.[1];
    if (own === undefined || own.includes(family)) pieces.push(said);
  }
  return [...new Set(pieces.join(""))].join("");
}

function within(sign: string, from: number, to: number): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return code >= from && code <= to;
}

function rangesOf(range: string): readonly (readonly [from: number, to: number])[] {
  return range.split(",").map((part) => {
    const [from = "0", to = from] = part.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from.replaceAll("?", "0"), 16), Number.parseInt(to.replaceAll("?", "F"), 16)];
  });
}

async function ruleOf({ family, style, weight, range }: Face, data: Promise<string>): Promise<string> {
  return `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};unicode-range:${range};src:url(${await data}) format("woff2")}`;
}

async function load(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The app has no face ${url} (${response.status})`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:font/woff2;base64,${btoa(text)}`;
}
