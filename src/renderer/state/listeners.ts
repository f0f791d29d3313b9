/** Hears that what it listens to may have changed. */
export type Listener = () => void;

/** Listeners, each at one id, so that a change wakes those alone whom it concerns. */
export interface Listeners {
  /** Returns what takes the listener away. */
  readonly listen: (id: string, listener: Listener) => Listener;
  readonly ids: () => Iterable<string>;
  readonly wake: (id: string) => void;
}

/** No listeners yet. */
export function createListeners(): Listeners {
  const byId = new Map<string, Set<Listener>>();
  return {
    listen(id, listener) {
      const listeners = byId.get(id) ?? new Set<Listener>();
      byId.set(id, listeners);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byId.get(id) === listeners) byId.delete(id);
      };
    },
    ids: () => byId.keys(),
    wake(id) {
      for (const listener of byId.get(id) ?? []) listener();
    },
  };
}
