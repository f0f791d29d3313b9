/** What is written: whole, or piece by piece as it is made. */
export type Content = string | Uint8Array | Pieces;

/** Pieces of a text or of bytes, of any length, in their order. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Texts are gathered, and cut, to about so many characters. */
const CHUNK = 2 ** 16;

/** Content as bytes in UTF-8, a few ten kilobytes at a time however its pieces are cut. What is not asked for is not made. */
export async function* bytesOf(content: Content): AsyncGenerator<Uint8Array> {
  let text = "";
  for await (const piece of piecesOf(content)) {
    if (typeof piece !== "string") {
      if (text !== "") yield Buffer.from(text);
      text = "";
      yield piece;
      continue;
    }
    // A piece may be larger than all memory would hold twice.
    for (let at = 0; at < piece.length; at += CHUNK) {
      text += piece.slice(at, at + CHUNK);
      if (text.length < CHUNK) continue;
      const whole = endOfWhole(text);
      yield Buffer.from(text.slice(0, whole));
      text = text.slice(whole);
    }
  }
  if (text !== "") yield Buffer.from(text);
}

function piecesOf(content: Content): Pieces {
  return typeof content === "string" || content instanceof Uint8Array ? [content] : content;
}

/** Where the last sign ends of which both halves are there. */
function endOfWhole(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
}
