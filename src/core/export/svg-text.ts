/** What an attribute may be; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of a picture as text. Attributes are escaped; `content` is elements, or a text that was escaped. */
export function element(name: string, attributes: Attributes, content = ""): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${key}="${typeof value === "number" ? coordinate(value) : escapeXml(value)}"`;
  }
  return content === "" ? `${text}/>` : `${text}>${content}</${name}>`;
}

/** A number in as few signs as a hundredth of a pixel takes; never one that is not finite. */
export function coordinate(x: number): string {
  return Number.isFinite(x) ? String(Math.round(x * 100) / 100 + 0) : "0";
}

/** A long text cut into slices of about so many signs, none of which ends within a sign or a line break. */
export function* slicesOf(text: string, length = 2 ** 16): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const end = from + length;
    const last = text.charCodeAt(end - 1);
    const to = (last >= 0xd800 && last < 0xdc00) || last === 0x0d ? end + 1 : end;
    yield text.slice(from, to);
    from = to;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A text, whatever is in it, as it may stand in XML and in HTML, between tags and in an attribute. What neither can hold is dropped:
 * controls, lone halves of a pair, and the two signs that are none; so are marks that turn the direction of what follows.
 */
export function escapeXml(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, "")
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
}

/** What can stand as it is, as nearly everything does. */
const PLAIN = /^[^\p{Cc}\p{Cs}"&'<>\u2028-\u202e\u2066-\u2069\ufffe\uffff]*$/u;

/** A text of at most so many signs. */
export function cut(text: string, most: number): string {
  // Far more halves than signs are never looked at.
  const signs = [...text.slice(0, 4 * most)];
  return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : text;
}
