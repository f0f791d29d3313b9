import { useCallback, useSyncExternalStore } from "react";

let pointed: string | null = null;
const listeners = new Set<() => void>();

/** The edge that a panel speaks of and the pointer or the keyboard is on there; the canvas shows which one it is. */
export function pointOut(edge: string | null): void {
  if (edge === pointed) return;
  pointed = edge;
  for (const listener of listeners) listener();
}

/** Whether a panel points out this edge. */
export function usePointedOut(edge: string): boolean {
  return useSyncExternalStore(
    listen,
    useCallback(() => pointed === edge, [edge]),
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
