import type { ReactFlowInstance } from "@xyflow/react";
import type { Position } from "#core/document/document";
import { type Box, boundsOf } from "#core/drawing/box";
import { HANDLE_TOP } from "#core/drawing/card-plan";
import { placesOf, planOf } from "#core/drawing/plans";
import { currentDocument, session } from "../state/session";
import { type Camera, CLOSEST, camera, cameraOn, FAR, FARTHEST, isFar, toCanvas } from "./camera";
import type { CardNode, WireEdge } from "./flow-parts";

/** The page's side of the canvas: its element, and React Flow once it is there. */
export interface Frame {
  element: HTMLElement | null;
  flow: ReactFlowInstance<CardNode, WireEdge> | null;
}

/** The one canvas that is shown. */
export const frame: Frame = { element: null, flow: null };

/** A graph shown whole is not made larger than this. */
const LARGEST_FIT = 1.25;
const FIT_MARGIN = 18;
const FLIGHT_MS = 160;

/** How long the camera and cards may fly; not at all where a person wants no motion. */
export function flightTime(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : FLIGHT_MS;
}

/** Size of the canvas on the screen, and where it lies there. */
export function frameRect(): DOMRect {
  return frame.element?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
}

/** A point of the screen in canvas pixels. */
export function canvasPoint(client: Position): Position {
  const { left, top } = frameRect();
  return toCanvas({ x: client.x - left, y: client.y - top }, camera.get());
}

/** A point of the canvas on the screen. */
export function clientPoint({ x, y }: Position): Position {
  const { left, top } = frameRect();
  const { zoom, ...origin } = camera.get();
  return { x: left + origin.x + x * zoom, y: top + origin.y + y * zoom };
}

/** The boxes of all cards, or of just these. */
export function cardBoxes(only?: ReadonlySet<string>): readonly (Box & { readonly id: string })[] {
  const { analysis } = session();
  const places = placesOf(currentDocument(), analysis);
  return analysis.graph.nodes
    .filter(({ id }) => only?.has(id) ?? true)
    .map((node) => {
      const { width, height } = planOf(node, analysis);
      return { id: node.id, ...(places.get(node.id) as Position), width, height };
    });
}

/** Moves the camera. To where cards are only drawn it goes at once: a flight would mount all that it passes on the way. */
export function fly(to: Camera, time = flightTime()): void {
  if (to.zoom < FAR && !isFar()) {
    // React Flow would mount every card that comes into view before it heard that none is wanted there.
    camera.set(to);
    requestAnimationFrame(() => void frame.flow?.setViewport(to));
    return;
  }
  void frame.flow?.setViewport(to, time > 0 ? { duration: time } : {});
}

/** Brings the whole graph, or just these nodes, into view. */
export function fitGraph(only?: ReadonlySet<string>, time = flightTime()): void {
  const { width, height } = frameRect();
  const box = boundsOf(cardBoxes(only));
  const to = box ? cameraOn(box, width, height, FIT_MARGIN, LARGEST_FIT) : { x: 0, y: 0, zoom: 1 };
  fitted = only ? null : to;
  fly(to, time);
}

/** Where the camera was when it last showed the whole graph. */
let fitted: Camera | null = null;

/** The canvas has become lower: what was shown whole, and has not been moved away from since, is again. */
export function fitAgain(): void {
  const { x, y, zoom } = camera.get();
  const isAsFitted =
    fitted && Math.abs(fitted.x - x) < 1 && Math.abs(fitted.y - y) < 1 && Math.abs(fitted.zoom - zoom) < 0.001;
  if (isAsFitted) fitGraph(undefined, 0);
}

/** Shows what somebody else saw: the same middle, and about as much of what lies around it. */
export function lookAt(
  seen: { readonly x: number; readonly y: number; readonly width: number },
  time = flightTime(),
): void {
  const { width, height } = frameRect();
  const zoom = Math.min(CLOSEST, Math.max(FARTHEST, width / seen.width));
  fly({ x: width / 2 - seen.x * zoom, y: height / 2 - seen.y * zoom, zoom }, time);
}

/** Zooms about a point of the screen, by default the middle of the canvas. */
export function zoomBy(factor: number, client?: Position): void {
  const { left, top, width, height } = frameRect();
  const at = client ? { x: client.x - left, y: client.y - top } : { x: width / 2, y: height / 2 };
  const now = camera.get();
  const zoom = Math.min(CLOSEST, Math.max(FARTHEST, now.zoom * factor));
  const held = toCanvas(at, now);
  fly({ x: at.x - held.x * zoom, y: at.y - held.y * zoom, zoom });
}

/** The middle of what is seen, in canvas pixels. */
export function middle(): Position {
  const { width, height } = frameRect();
  return toCanvas({ x: width / 2, y: height / 2 }, camera.get());
}

/** The middle of what is seen, and how wide that is, in canvas pixels: as fine as can be told from one another. */
export function seen(): { readonly x: number; readonly y: number; readonly width: number } {
  const fine = (pixels: number) => Math.round(pixels * 100) / 100;
  const { x, y } = middle();
  return { x: fine(x), y: fine(y), width: fine(frameRect().width / camera.get().zoom) };
}

/** About the size of a new card. */
export const NEW_CARD = { width: 180, height: 140 };

/** A place for a new card, at or near this top left corner and on no other card. The place is that of its output's height, as `addAt` takes it. */
export function freePlace(corner: Position): Position {
  const boxes = cardBoxes();
  const { width, height } = NEW_CARD;
  const step = 36;
  let at = corner;
  const covered = () =>
    boxes.some(
      (box) =>
        at.x < box.x + box.width + 16 &&
        box.x < at.x + width + 16 &&
        at.y < box.y + box.height + 16 &&
        box.y < at.y + height + 16,
    );
  for (let tries = 0; tries < 60 && covered(); tries += 1)
    at = { x: at.x + (tries % 6 === 5 ? step : 0), y: at.y + step };
  return { x: at.x, y: at.y + HANDLE_TOP };
}

/** Brings a box into view by the shortest way, at the zoom that there is. */
export function reveal(box: Box): void {
  const { width, height } = frameRect();
  const { x, y, zoom } = camera.get();
  const margin = 24;
  const [left, top] = [box.x * zoom + x, box.y * zoom + y];
  const [right, bottom] = [left + box.width * zoom, top + box.height * zoom];
  const dx = left < margin ? margin - left : right > width - margin ? width - margin - right : 0;
  const dy = top < margin ? margin - top : bottom > height - margin ? height - margin - bottom : 0;
  // At once and not in flight: focus follows, and a browser scrolls to what it focuses.
  if (dx !== 0 || dy !== 0) fly({ x: x + dx, y: y + dy, zoom }, 0);
}

/** Goes near enough to a box to read it. */
export function goNear(box: Box): void {
  const { width, height } = frameRect();
  fly(cameraOn(box, width, height, FIT_MARGIN, NEAR), 0);
}

/** The zoom at which a card that was far off is read. */
const NEAR = 0.9;
