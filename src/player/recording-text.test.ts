import fc from "fast-check";
import { parseFragment } from "parse5";
import { expect, test } from "vitest";
import { recordingFromPage, recordingToPage } from "./recording-text";

const hostile = '{"title":"</script><img src=x onerror=alert(1)><!--<script>","path":"C:\\\\u003c"}';

test("nothing in a recording can begin a tag, and all of it comes back", () => {
  expect(recordingToPage(hostile)).not.toContain("<");
  expect(recordingFromPage(`\n${recordingToPage(hostile)}\n`)).toBe(hostile);
});

test("every text of a JSON line comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = JSON.stringify([text]);
      expect(recordingFromPage(recordingToPage(line))).toBe(line);
    }),
  );
});

test.each([
  ["a NUL", '[0,"c",{"text":"a\0b"}]\n\0\n[0,"p",{}]'],
  ["a carriage return", '[0,\r"c",{"text":"ab"}]\r\n[0,"c",{"text":"a\rb"}]'],
  ["a sign that is none", '[0,"c",{"text":"\uffff\u0085"}]\n\u001b'],
])("%s in a damaged recording is read in a page as it is in a file", (_, damaged) => {
  const { childNodes } = parseFragment(`<script type="x">\n${recordingToPage(damaged)}\n</script>`);
  const [script] = childNodes;
  const [text] = script && "childNodes" in script ? script.childNodes : [];
  const inPage = recordingFromPage(text && "value" in text ? text.value : "").split("\n");
  const isJson = (line: string) => {
    try {
      return JSON.stringify(JSON.parse(line));
    } catch {
      return "damaged";
    }
  };
  expect(inPage.map(isJson)).toEqual(damaged.split("\n").map(isJson));
});
