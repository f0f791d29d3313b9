import { type Remote, wrap } from "comlink";
import { useCallback, useSyncExternalStore } from "react";
import type { Engine, NodeReading, Place, Reading, Run, Whole } from "../worker/protocol";
import { createRunStore } from "./run-store";
import { session, useSession } from "./session";

/** The numbers of the last run. */
export const runs = createRunStore();

const worker = new Worker(new URL("../worker/engine.ts", import.meta.url), { type: "module", name: "engine" });
const engine: Remote<Engine> = wrap<Engine>(worker);
let busy = false;

/**
 * Keeps the run in step with the graph: each edit is computed at once; edits that come while one is being computed wait and
 * only the last of them is. Returns what stops it.
 */
export function startRunning(): () => void {
  void catchUp();
  return useSession.subscribe((now, before) => {
    if (now.revision === before.revision) return;
    runs.outdate();
    void catchUp();
  });
}

async function catchUp(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    while (runs.run()?.revision !== session().revision) {
      const { history, revision } = session();
      const run = await engine.run(history.present.graph, revision);
      if (run.revision === session().revision) runs.publish(run);
    }
  } finally {
    busy = false;
  }
}

/** The whole tensors at a place, as they are in the run now shown. */
export function readWhole(place: Place): Promise<Whole | null> {
  return engine.read(place);
}

/** The run now shown, and again whenever there is another. */
export function useRun(): Run | null {
  return useSyncExternalStore(runs.subscribe, runs.run);
}

/** Whether the graph has been edited since the run now shown. */
export function useStale(): boolean {
  return useSyncExternalStore(runs.subscribe, runs.stale);
}

/** An edge's reading in the run now shown. */
export function useEdgeReading(id: string): Reading | null {
  return useSyncExternalStore(
    useCallback((listener) => runs.subscribeEdge(id, listener), [id]),
    useCallback(() => runs.edge(id), [id]),
  );
}

/** A node's reading in the run now shown. */
export function useNodeReading(id: string): NodeReading | null {
  return useSyncExternalStore(
    useCallback((listener) => runs.subscribeNode(id, listener), [id]),
    useCallback(() => runs.node(id), [id]),
  );
}
