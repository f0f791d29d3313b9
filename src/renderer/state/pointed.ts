import { useCallback, useSyncExternalStore } from "react";
import { createListeners, type Listener } from "./listeners";

/** At most one thing of a kind that is pointed at, by id; only what begins or ceases to be it is woken. */
interface Pointer {
  readonly point: (id: string | null) => void;
  readonly now: () => string | null;
  readonly listen: (id: string, listener: Listener) => Listener;
  readonly listenToAny: (listener: Listener) => Listener;
}

function createPointer(): Pointer {
  let pointed: string | null = null;
  const listeners = createListeners();
  const all = new Set<Listener>();
  return {
    point(id) {
      if (id === pointed) return;
      const before = pointed;
      pointed = id;
      for (const each of [before, id]) if (each !== null) listeners.wake(each);
      for (const listener of all) listener();
    },
    now: () => pointed,
    listen: listeners.listen,
    listenToAny(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
}

const edge = createPointer();
const node = createPointer();
const card = createPointer();

/** The edge that a panel speaks of and the pointer or the keyboard is on there; the canvas shows which one it is. */
export const pointOut = edge.point;

/** The same for a node. */
export const pointOutNode = node.point;

/** The node whose card the pointer is on, for panels to show which of their lines it is. */
export const pointAtCard = card.point;

/** Whether a panel points out this edge. */
export const usePointedOut = (id: string): boolean => useIsPointed(edge, id);

/** Whether a panel points out this node. */
export const useNodePointedOut = (id: string): boolean => useIsPointed(node, id);

/** The node whose card the pointer is on. */
export const useCardPointedAt = (): string | null => useSyncExternalStore(card.listenToAny, card.now);

function useIsPointed(pointer: Pointer, id: string): boolean {
  return useSyncExternalStore(
    useCallback((listener) => pointer.listen(id, listener), [pointer, id]),
    useCallback(() => pointer.now() === id, [pointer, id]),
  );
}
