import type { NodeReading, Reading } from "#core/tape/readings";
import type { Run } from "../worker/protocol";
import { createListeners, type Listener, type Listeners } from "./listeners";

/** What is to be seen of a run. `before` is what was seen last: what did not change since should be the same object again. */
export type Look = (run: Run, before: Run | null) => Run;

/**
 * The numbers of the last run, outside React: 500 edges can each listen for their own reading, and a new run wakes just those
 * whose reading changed. `stale` says that the graph has been edited since; then nothing may be shown as current.
 * While a person steps through the run, `run` and the readings are what is computed so far, and `whole` is all of it.
 */
export interface RunStore {
  readonly run: () => Run | null;
  readonly whole: () => Run | null;
  readonly stale: () => boolean;
  readonly edge: (id: string) => Reading | null;
  readonly node: (id: string) => NodeReading | null;
  /** Whether the run holds a gradient of this edge whose step has not come yet. */
  readonly isAwaited: (edge: string) => boolean;
  readonly subscribe: (listener: Listener) => Listener;
  readonly subscribeEdge: (id: string, listener: Listener) => Listener;
  readonly subscribeNode: (id: string, listener: Listener) => Listener;
  readonly publish: (run: Run) => void;
  /** From now on runs are looked at in this way, the present one too. */
  readonly lookAt: (look: Look) => void;
  readonly outdate: () => void;
}

/** A store with no run in it. */
export function createRunStore(): RunStore {
  let whole: Run | null = null;
  let run: Run | null = null;
  let look: Look = (all) => all;
  let stale = false;
  const all = new Set<Listener>();
  const edges = createListeners();
  const nodes = createListeners();
  const wakeAll = () => {
    for (const listener of all) listener();
  };
  return {
    run: () => run,
    whole: () => whole,
    stale: () => stale,
    edge: (id) => run?.edges.get(id) ?? null,
    node: (id) => run?.nodes.get(id) ?? null,
    isAwaited: (edge) => whole?.edges.get(edge)?.grad != null && !run?.edges.get(edge)?.grad,
    subscribe(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    subscribeEdge: edges.listen,
    subscribeNode: nodes.listen,
    publish(next) {
      whole = next;
      run = look(next, run);
      stale = false;
      // Even those without a reading: why there is none may have changed.
      for (const id of edges.ids()) edges.wake(id);
      for (const id of nodes.ids()) nodes.wake(id);
      wakeAll();
    },
    lookAt(next) {
      look = next;
      if (!whole || !run) return;
      const before = run;
      run = look(whole, before);
      if (run === before) return;
      wakeChanged(edges, before.edges, run.edges);
      wakeChanged(nodes, before.nodes, run.nodes);
      wakeAll();
    },
    outdate() {
      if (stale || !run) return;
      stale = true;
      wakeAll();
    },
  };
}

function wakeChanged<T>(listeners: Listeners, before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): void {
  for (const id of listeners.ids()) if (before.get(id) !== after.get(id)) listeners.wake(id);
}
