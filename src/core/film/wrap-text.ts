/** A text in lines. */
export interface Wrapped {
  readonly lines: readonly string[];
  /** In pixels. */
  readonly size: number;
}

/** About how wide a sign is in Inter, as a part of the type's size; rather too wide than too narrow. */
function signWidth(sign: string): number {
  if (/[ilIj.,:;'’|!·]/.test(sign)) return 0.3;
  if (/[frt()[\]"“” -]/.test(sign)) return 0.39;
  if (/[mwMW@%—…]/.test(sign)) return 0.92;
  if (/[A-Z]/.test(sign)) return 0.71;
  if (/[a-zà-ÿ0-9]/.test(sign)) return 0.6;
  // Signs of mathematics and Greek letters; those of the East are square.
  return /[\u1100-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]|\p{Extended_Pictographic}/u.test(sign) ? 1.05 : 0.68;
}

/** About how wide a text is when it is set in Inter at this size, in pixels: counted, as there may be no page to measure it. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const sign of text) width += signWidth(sign);
  return width * size;
}

/**
 * Breaks a text into lines of at most this width, at the largest of these sizes at which it takes no more than the lines that its
 * size allows. Where even the smallest is too large, the last line ends in three dots. A word that is wider than a line is cut.
 */
export function wrapText(
  text: string,
  width: number,
  fits: readonly { readonly size: number; readonly lines: number }[],
): Wrapped {
  let last: Wrapped = { lines: [], size: 0 };
  for (const { size, lines: most } of fits) {
    const lines = linesOf(text, width, size);
    if (lines.length <= most) return { lines, size };
    const kept = lines.slice(0, most);
    const end = kept.pop() ?? "";
    last = { lines: [...kept, ellipsis(end, width, size)], size };
  }
  return last;
}

function linesOf(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = piecesOf(word, width, size);
    line = pieces.pop() ?? "";
    lines.push(...pieces);
  }
  if (line !== "") lines.push(line);
  return lines;
}

function piecesOf(word: string, width: number, size: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const sign of word) {
    if (piece !== "" && textWidth(piece + sign, size) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += sign;
  }
  return [...pieces, piece];
}

function ellipsis(line: string, width: number, size: number): string {
  let signs = [...line];
  while (signs.length > 0 && textWidth(`${signs.join("")}…`, size) > width) signs = signs.slice(0, -1);
  return `${signs.join("").trimEnd()}…`;
}
