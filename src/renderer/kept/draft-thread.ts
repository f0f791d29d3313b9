import { expose } from "comlink";
import type { Document } from "#core/document/document";
import { serialiseDocument } from "#core/document/serialise";
import { changed } from "./document-change";
import type { DraftThread } from "./draft-thread-protocol";

let held: Document | null = null;

const thread: DraftThread = {
  text(change) {
    held = changed(held, change);
    return new Blob([serialiseDocument(held)]);
  },
};

expose(thread);
