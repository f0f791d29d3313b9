import { useCallback, useSyncExternalStore } from "react";
import { createListeners, type Listener } from "./listeners";

/** An entry of a tensor as it is shown on the canvas: on a lane of a wire, or on a card. */
export type ShownEntry =
  | { readonly on: "edge"; readonly id: string; readonly lane: "value" | "gradient"; readonly at: number }
  | { readonly on: "card"; readonly id: string; readonly param: string | null; readonly at: number };

let lit: readonly ShownEntry[] = [];
const listeners = createListeners();

/** Lights what a panel speaks of, wherever on the canvas it is shown; what was lit before goes out. */
export function lightEntries(entries: readonly ShownEntry[]): void {
  const before = lit;
  lit = entries;
  for (const key of new Set([...before, ...entries].map(keyOf))) listeners.wake(key);
}

/** The place on a lane that is lit; null where none is. */
export function litOnLane(edge: string, lane: "value" | "gradient"): number | null {
  return lit.find((each) => each.on === "edge" && each.id === edge && each.lane === lane)?.at ?? null;
}

/** Hears whenever what is lit on a wire may have changed. */
export const subscribeLitEdge = (edge: string, listener: Listener): Listener =>
  listeners.listen(`edge ${edge}`, listener);

/** The entry of a card's param, or of its output where `param` is null, that is lit; null where none is. */
export function useLitOnCard(node: string, param: string | null): number | null {
  return useSyncExternalStore(
    useCallback((listener) => listeners.listen(`card ${node}`, listener), [node]),
    () => lit.find((each) => each.on === "card" && each.id === node && each.param === param)?.at ?? null,
  );
}

const keyOf = ({ on, id }: ShownEntry): string => `${on} ${id}`;
