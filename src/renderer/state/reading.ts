import { createReader } from "../worker/create-reader";
import type { ReadDocument, ReaderThread } from "../worker/read-protocol";
import { startThread } from "./thread";

/** A text of fewer characters is read at once: to start a thread would take longer than even the worst of them. */
const SMALL = 2000;

/**
 * Reads the text of a graph file. The page is not held up by it, however large it is and whatever is in it; what `shipped` with the app is
 * known to be small and sound, and is read at once.
 */
export async function readGraph(text: string, shipped = false): Promise<ReadDocument> {
  if (shipped || text.length < SMALL) return createReader().read(text);
  const thread = startThread<ReaderThread>(
    new Worker(new URL("../worker/reader.ts", import.meta.url), { type: "module", name: "reader" }),
  );
  const told = await thread.ask<ReadDocument>(async (reader) => reader.read(text));
  thread.end();
  if ("answer" in told) return told.answer;
  const message = "could not be read to its end: it is too large, or Gradwire is at fault";
  return { document: null, problems: [{ code: "schema", message }], count: 1 };
}
