import type { Document } from "#core/document/document";
import { serialiseDocument } from "#core/document/serialise";
import { startThread, type Thread } from "../state/thread";
import { changeBetween } from "./document-change";
import type { DraftThread } from "./draft-thread-protocol";
import { within } from "./within";

/** A document of more than this, in numbers and in nodes of so many numbers each, is written in a thread: here it takes 5 ms. */
const LARGE = 10_000;
const NODE = 50;
/** How long the thread may take for a text, in milliseconds. */
const PATIENCE = 10_000;

/** Whether the text of a document takes long enough to be felt. */
export function isLarge({ graph: { nodes } }: Document): boolean {
  let numbers = nodes.length * NODE;
  for (const { params } of nodes) for (const { data } of Object.values(params)) numbers += data.length;
  return numbers > LARGE;
}

/** Writes the text of large documents while the page goes on. */
export interface LargeTexts {
  readonly textOf: (document: Document) => Promise<string | Blob>;
  readonly end: () => void;
}

/** Begins with no thread: it is started for the first text. */
export function startLargeTexts(): LargeTexts {
  let thread: Thread<DraftThread> | null = null;
  let told: Document | null = null;
  let fails = false;

  function end() {
    thread?.end();
    thread = null;
    told = null;
  }
  return {
    async textOf(document) {
      if (fails) return serialiseDocument(document);
      thread ??= startThread<DraftThread>(
        new Worker(new URL("./draft-thread.ts", import.meta.url), { type: "module", name: "drafts" }),
      );
      const change = changeBetween(told, document);
      told = document;
      const asked = thread.ask((held) => held.text(change));
      const outcome = await within(PATIENCE, asked, { ending: "failed" } as const);
      if ("answer" in outcome) return outcome.answer;
      end();
      // A thread that never answers, or breaks, would do so again: better a page that halts than work that is lost.
      fails = outcome.ending === "failed";
      return serialiseDocument(document);
    },
    end,
  };
}
