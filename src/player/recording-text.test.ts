import fc from "fast-check";
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
