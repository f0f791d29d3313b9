import { expose, transfer } from "comlink";
import { createReader } from "./create-reader";
import type { ReaderThread } from "./read-protocol";

const reader = createReader();

const exposed: ReaderThread = {
  // What was read is the page's own from here on: its tensors are handed over and not copied.
  read(text) {
    const found = reader.read(text);
    const nodes = found.document?.graph.nodes ?? [];
    const tensors = nodes.flatMap(({ params }) => Object.values(params));
    return transfer(
      found,
      tensors.map(({ data }) => data.buffer as ArrayBuffer),
    );
  },
};

expose(exposed);
