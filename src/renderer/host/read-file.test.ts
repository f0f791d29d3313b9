import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readFile } from "./read-file";

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const packed = (content: string | Buffer) => new Uint8Array(gzipSync(content));

test("a text is read as it is, and one packed by gzip is unpacked, whatever it is called", async () => {
  expect(await readFile(file("a.gradrec", "∂C\n"))).toEqual({ kind: "done", value: "∂C\n" });
  expect(await readFile(file("a.gradrec.gz", packed("∂C\n")))).toEqual({ kind: "done", value: "∂C\n" });
  expect(await readFile(file("a.gradrec", packed("∂C\n")))).toEqual({ kind: "done", value: "∂C\n" });
});

test("what unpacks to more than the limit is refused, and so is what is cut off", async () => {
  const bomb = packed(Buffer.alloc(65 * 1024 * 1024, "a"));
  expect(bomb.length).toBeLessThan(100_000);
  expect(await readFile(file("bomb.gz", bomb))).toEqual({
    kind: "failed",
    message: "“bomb.gz” is larger than 64 MB once it is unpacked. Gradwire opens files of up to 64 MB.",
  });
  expect(await readFile(file("cut.gz", packed("a text that is long enough to be cut").slice(0, 20)))).toEqual({
    kind: "failed",
    message: "“cut.gz” could not be unpacked: it is cut off or damaged.",
  });
});
