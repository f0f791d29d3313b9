import type { MouseEvent, PointerEvent } from "react";
import type { Layout, Position } from "#core/document/document";
import type { Box } from "#core/drawing/box";
import { placesOf } from "#core/drawing/plans";
import { newGesture } from "../state/gesture";
import { currentDocument, select, session } from "../state/session";
import { camera, FAR } from "./camera";
import { canvasPoint, cardBoxes, zoomBy } from "./canvas-frame";
import { moveCards } from "./edits";
import { type Live, live } from "./live-store";

/*
 * From afar no card is mounted, so the pointer is followed here: a click selects, a drag moves what is selected, a drag with
 * Shift draws a frame round what is to be selected, and a double click goes near.
 */

/** The frame that is being drawn round cards, in canvas pixels. */
export const marquee: Live<Box | null> = live<Box | null>(null);

/** Travel, in screen pixels, before a press becomes a drag. */
const DRAG_STARTS = 3;
/** How near a double click goes. */
const NEAR = 0.9;

let holding = false;

/** A press on the canvas, before React Flow hears of it. */
export function farPress(event: PointerEvent): void {
  if (!isOnFarView(event) || event.button !== 0) return;
  const start = { x: event.clientX, y: event.clientY };
  const hit = cardAt(canvasPoint(start));
  if (hit !== null) holdCard(hit, start, event);
  else if (event.shiftKey) holdMarquee(start);
  else clearIfStill(start);
  holding = hit !== null || event.shiftKey;
  if (holding) event.stopPropagation();
}

/** The mouse's side of a press: what was taken here must not pan. */
export function farMouse(event: MouseEvent): void {
  if (holding) event.stopPropagation();
}

/** A double click from afar goes near; false where it was not from afar. */
export function farDouble(event: MouseEvent): boolean {
  if (camera.get().zoom >= FAR) return false;
  zoomBy(NEAR / camera.get().zoom, { x: event.clientX, y: event.clientY });
  return true;
}

function isOnFarView({ target }: { readonly target: EventTarget }): boolean {
  return camera.get().zoom < FAR && target instanceof Element && target.closest(".react-flow__pane") !== null;
}

/** The card at a point of the canvas; of several, the last drawn. */
function cardAt({ x, y }: Position): string | null {
  const hits = cardBoxes().filter(
    (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
  );
  return hits.at(-1)?.id ?? null;
}

function holdCard(id: string, start: Position, { shiftKey, ctrlKey, metaKey }: PointerEvent): void {
  const { selection } = session();
  const more = shiftKey || ctrlKey || metaKey;
  if (more) {
    const chosen = new Set(selection.nodes);
    if (!chosen.delete(id)) chosen.add(id);
    select(chosen, selection.edges);
  } else if (!selection.nodes.has(id)) select([id]);
  const gesture = newGesture("drag");
  const from = placesOf(currentDocument(), session().analysis);
  follow(start, ({ dx, dy }) => {
    const { zoom } = camera.get();
    const moved: Layout = Object.fromEntries(
      [...session().selection.nodes].map((node) => {
        const { x, y } = from.get(node) ?? { x: 0, y: 0 };
        return [node, { x: Math.round(x + dx / zoom), y: Math.round(y + dy / zoom) }];
      }),
    );
    moveCards(moved, gesture);
  });
}

function holdMarquee(start: Position): void {
  const from = canvasPoint(start);
  follow(
    start,
    ({ dx, dy }) => {
      const to = canvasPoint({ x: start.x + dx, y: start.y + dy });
      marquee.set({
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      });
    },
    () => {
      const box = marquee.get();
      marquee.set(null);
      if (box)
        select(
          cardBoxes()
            .filter((card) => touches(card, box))
            .map(({ id }) => id),
        );
    },
  );
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function clearIfStill(start: Position): void {
  let moved = false;
  follow(
    start,
    () => {
      moved = true;
    },
    () => {
      if (!moved) select([]);
    },
  );
}

function follow(start: Position, move: (travel: { dx: number; dy: number }) => void, end: () => void = () => {}): void {
  let dragging = false;
  const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
    const [dx, dy] = [clientX - start.x, clientY - start.y];
    dragging ||= Math.hypot(dx, dy) > DRAG_STARTS;
    if (dragging) move({ dx, dy });
  };
  const onUp = () => {
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", onUp);
    holding = false;
    end();
  };
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", onUp);
}
