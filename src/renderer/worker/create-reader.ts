import { parseDocument } from "#core/document/parse";
import { MOST_LISTED } from "#core/problem";
import type { ReaderThread } from "./read-protocol";

/** What reads files for the page, in a thread of its own: a file may be large, and have more problems than anyone would read. */
export function createReader(): ReaderThread {
  return {
    read(text) {
      const { document, problems } = parseDocument(text);
      const count = problems.length;
      return { document: count === 0 ? document : null, problems: problems.slice(0, MOST_LISTED), count };
    },
  };
}
