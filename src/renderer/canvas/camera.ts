import type { Position } from "#core/document/document";
import type { Box } from "#core/drawing/box";
import { type Live, live } from "./live-store";

/** How the canvas is seen: the screen position of its origin, and the zoom. */
export interface Camera extends Position {
  readonly zoom: number;
}

/** Below this zoom nothing on a card could be read: cards are drawn, not mounted. */
export const FAR = 0.35;
export const CLOSEST = 3;
export const FARTHEST = 0.005;

/** The camera, outside React: what follows it while panning paints itself and renders nothing. */
export const camera: Live<Camera> = live<Camera>({ x: 0, y: 0, zoom: 1 });

/** Whether the camera is too far off for cards to be read. */
export const isFar = (): boolean => camera.get().zoom < FAR;

/** The camera that shows all of a box, in its middle, with a margin in screen pixels, and not larger than `largest`. */
export function cameraOn(box: Box, width: number, height: number, margin: number, largest: number): Camera {
  const fits = Math.min((width - 2 * margin) / Math.max(1, box.width), (height - 2 * margin) / Math.max(1, box.height));
  const zoom = Math.min(largest, Math.max(FARTHEST, fits));
  return {
    x: (width - box.width * zoom) / 2 - box.x * zoom,
    y: (height - box.height * zoom) / 2 - box.y * zoom,
    zoom,
  };
}

/** A point of the screen, from the canvas's top left corner, as a point of the canvas. */
export function toCanvas(point: Position, { x, y, zoom }: Camera): Position {
  return { x: (point.x - x) / zoom, y: (point.y - y) / zoom };
}
