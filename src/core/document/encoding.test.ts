import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutText, type Decode, notUtf8, textOf } from "./encoding";

const decode: Decode = (bytes, encoding, isStrict) => new TextDecoder(encoding, { fatal: isStrict }).decode(bytes);
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isBig: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i += 1) new DataView(bytes.buffer).setUint16(2 * i, text.charCodeAt(i), !isBig);
  return bytes;
}

const GRAPH = '{"title":"für Anfänge ∂C/∂x 𝜎"}';
const RECORDING = '{"format":"gradwire-recording","title":"für"}\n[0,"c",{}]\n';

describe("the text of a file", () => {
  test.each([
    ["UTF-8", utf8(GRAPH)],
    ["UTF-8 with a mark", utf8(`\uFEFF${GRAPH}`)],
    ["UTF-16 with a mark", utf16(`\uFEFF${GRAPH}`, false)],
    ["UTF-16 the other way round", utf16(`\uFEFF${GRAPH}`, true)],
    ["UTF-16 without a mark", utf16(GRAPH, false)],
  ])("in %s is read", (_, bytes) => {
    expect(textOf(bytes, decode)).toEqual({ text: GRAPH });
  });

  test("in Latin-1 is refused, with the byte and its line, and nothing of it is replaced", () => {
    const bytes = Uint8Array.from('{\n"title": "f\u00fcr"\n}', (sign) => sign.charCodeAt(0));
    expect(textOf(bytes, decode)).toEqual({
      refused: "is not in UTF-8 (byte FC in line 2): save it as UTF-8, for otherwise letters would be lost",
    });
  });

  test("that is cut off within a letter lacks that letter alone", () => {
    const bytes = utf8("[1, ∂");
    expect(textOf(bytes.subarray(0, bytes.length - 1), decode)).toEqual({ text: "[1, " });
  });

  test("of a recording is read though a byte is hurt, for its lines tell of it", () => {
    const bytes = utf8(RECORDING);
    bytes[bytes.length - 12] = 0xfc;
    expect(textOf(bytes, decode)).toMatchObject({ text: expect.stringContaining("gradwire-recording") });
  });

  test("that was packed and is cut off is there for a recording, and not for a graph", () => {
    expect(cutText(utf8(RECORDING.slice(0, -4)), decode)).toBe(RECORDING.slice(0, -4));
    expect(cutText(utf8(GRAPH), decode)).toBeNull();
  });
});

test("what is UTF-8 is what the decoder reads", () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.string({ unit: "binary" }).map(utf8));
  const isRead = (each: Uint8Array) => {
    try {
      decode(each, "utf-8", true);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(bytes, (each) => (notUtf8(each) === null) === isRead(each)),
    { numRuns: 3000 },
  );
});
