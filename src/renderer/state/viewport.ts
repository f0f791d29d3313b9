import { useSyncExternalStore } from "react";
import type { Position } from "#core/document/document";
import type { Camera } from "#core/recording/event";

/** The place of a node's card, in canvas pixels. */
export interface CardBox extends Position {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** What commands ask of the canvas. The canvas registers itself while it is shown. */
export interface Viewport {
  /** Brings the whole graph, or just these nodes, into view. */
  readonly fit: (nodes?: ReadonlySet<string>) => void;
  /** Brings these nodes into view by the shortest way, at the zoom that there is. */
  readonly reveal: (nodes: ReadonlySet<string>) => void;
  /** Where all cards lie. */
  readonly cards: () => readonly CardBox[];
  readonly zoomBy: (factor: number) => void;
  /** The middle of what is seen, in canvas pixels. */
  readonly center: () => Position;
  /** The middle of what is seen and how wide that is, in canvas pixels. */
  readonly view: () => Camera;
  /** Opens the list of nodes to add; the chosen one lands at `at`, or beside what is selected. */
  readonly addNode: (at?: Position) => void;
  /** Adds a node of this type beside what is selected. */
  readonly add: (type: string) => void;
  /** Lays the graph out from left to right, as one entry of the history. */
  readonly layOut: () => Promise<void>;
  /** Brings into view what lies around a point, in canvas pixels, and so much of it as `width` says. */
  readonly lookAt: (seen: Position & { readonly width: number }) => void;
  /** Puts the keyboard's focus on the canvas. */
  readonly focus: () => void;
}

let current: Viewport | null = null;

/** The canvas's own call; returns what takes it back. */
export function registerViewport(viewport: Viewport): () => void {
  current = viewport;
  return () => {
    if (current === viewport) current = null;
  };
}

/** The canvas, or null while none is shown. */
export function viewport(): Viewport | null {
  return current;
}

let zoom = 1;
const zoomListeners = new Set<() => void>();

const viewListeners = new Set<() => void>();

/** Hears whenever what is seen of the canvas moves. Returns what stops it. */
export function subscribeView(listener: () => void): () => void {
  viewListeners.add(listener);
  return () => viewListeners.delete(listener);
}

/** The canvas's own call, whenever what is seen of it moves, and at which zoom it is; 1 is full size. */
export function reportView(now: number): void {
  for (const listener of viewListeners) listener();
  if (now === zoom) return;
  zoom = now;
  for (const listener of zoomListeners) listener();
}

/** The zoom that the canvas is seen at, outside React. */
export const currentZoom = (): number => zoom;

/** The zoom that the canvas is seen at. */
export function useZoom(): number {
  return useSyncExternalStore(listenToZoom, currentZoom);
}

function listenToZoom(listener: () => void): () => void {
  zoomListeners.add(listener);
  return () => zoomListeners.delete(listener);
}
