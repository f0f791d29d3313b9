import type { NodeReading, Reading } from "#core/tape/readings";
import type { Run } from "../worker/protocol";

/** Hears that what it listens to may have changed. */
export type Listener = () => void;

/**
 * The numbers of the last run, outside React: 500 edges can each listen for their own reading, and a new run wakes just those
 * whose reading changed. `stale` says that the graph has been edited since; then nothing may be shown as current.
 */
export interface RunStore {
  readonly run: () => Run | null;
  readonly stale: () => boolean;
  readonly edge: (id: string) => Reading | null;
  readonly node: (id: string) => NodeReading | null;
  readonly subscribe: (listener: Listener) => Listener;
  readonly subscribeEdge: (id: string, listener: Listener) => Listener;
  readonly subscribeNode: (id: string, listener: Listener) => Listener;
  readonly publish: (run: Run) => void;
  readonly outdate: () => void;
}

/** A store with no run in it. */
export function createRunStore(): RunStore {
  let run: Run | null = null;
  let stale = false;
  const all = new Set<Listener>();
  const byEdge = new Map<string, Set<Listener>>();
  const byNode = new Map<string, Set<Listener>>();
  const wake = (listeners: Iterable<Listener>) => {
    for (const listener of listeners) listener();
  };
  return {
    run: () => run,
    stale: () => stale,
    edge: (id) => run?.edges.get(id) ?? null,
    node: (id) => run?.nodes.get(id) ?? null,
    subscribe: (listener) => listen(all, listener),
    subscribeEdge: (id, listener) => listenAt(byEdge, id, listener),
    subscribeNode: (id, listener) => listenAt(byNode, id, listener),
    publish(next) {
      run = next;
      stale = false;
      for (const listeners of byEdge.values()) wake(listeners);
      for (const listeners of byNode.values()) wake(listeners);
      wake(all);
    },
    outdate() {
      if (stale || !run) return;
      stale = true;
      wake(all);
    },
  };
}

function listen(listeners: Set<Listener>, listener: Listener): Listener {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function listenAt(map: Map<string, Set<Listener>>, id: string, listener: Listener): Listener {
  const listeners = map.get(id) ?? new Set<Listener>();
  map.set(id, listeners);
  const stop = listen(listeners, listener);
  return () => {
    stop();
    if (listeners.size === 0 && map.get(id) === listeners) map.delete(id);
  };
}
