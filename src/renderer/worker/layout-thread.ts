import ELK, { type ELK as Elk, type ElkNode } from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";

let elk: Elk | null = null;

/** Has ELK lay out a graph, in a thread of its own that is started when it is first needed. */
export async function layOutInThread(graph: ElkNode): Promise<ElkNode> {
  elk ??= new ELK({ workerUrl });
  return elk.layout(graph);
}

export type { ElkNode } from "elkjs/lib/elk-api.js";
