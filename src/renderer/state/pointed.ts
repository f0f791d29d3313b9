import { useCallback, useSyncExternalStore } from "react";
import { createListeners, type Listener } from "./listeners";

/** What is pointed at of a kind, by id: as a rule one thing at most. Only what begins or ceases to be so is woken. */
interface Pointer {
  readonly point: (id: string | null) => void;
  readonly pointAll: (ids: Iterable<string>) => void;
  readonly has: (id: string) => boolean;
  /** The first. */
  readonly now: () => string | null;
  readonly listen: (id: string, listener: Listener) => Listener;
  readonly listenToAny: (listener: Listener) => Listener;
}

function createPointer(): Pointer {
  let pointed: ReadonlySet<string> = new Set();
  const listeners = createListeners();
  const all = new Set<Listener>();
  function pointAll(ids: Iterable<string>) {
    const before = pointed;
    pointed = new Set(ids);
    const changed = [...before, ...pointed].filter((id) => before.has(id) !== pointed.has(id));
    for (const id of changed) listeners.wake(id);
    if (changed.length > 0) for (const listener of all) listener();
  }
  return {
    point: (id) => pointAll(id === null ? [] : [id]),
    pointAll,
    has: (id) => pointed.has(id),
    now: () => pointed.values().next().value ?? null,
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

/** The same for several edges at once, such as a path. */
export const pointOutAll = edge.pointAll;

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
    useCallback(() => pointer.has(id), [pointer, id]),
  );
}
