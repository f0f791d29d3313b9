import { expect, test } from "vitest";
import { MAX_FILE_BYTES, refuseSize } from "./file-size";

test("a file of the limit is read, and one of a byte more is refused with its size", () => {
  expect(refuseSize("a.gradwire", MAX_FILE_BYTES)).toBeNull();
  expect(refuseSize("a.gradwire", MAX_FILE_BYTES + 1)).toBe(
    "“a.gradwire” is 64.1 MB. Gradwire opens files of up to 64 MB.",
  );
});
