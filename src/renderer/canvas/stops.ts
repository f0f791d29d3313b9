import type { Box } from "#core/drawing/box";
import { inTapeOrder } from "#core/drawing/plans";
import { select, session } from "../state/session";
import { isFar } from "./camera";
import { cardBoxes, frame, goNear, reveal } from "./canvas-frame";
import { type Stop, stopsInOrder } from "./travel";

/** Frames to wait for what is off the screen to be mounted once the camera is on it. */
const PATIENCE = 12;

/** The card or wire that an element is or lies in. */
export function stopAt(element: Element | null): Stop | null {
  const found = element?.closest<HTMLElement | SVGElement>(".react-flow__node, .react-flow__edge");
  const id = found?.dataset.id;
  if (!found || id === undefined) return null;
  return { kind: found.classList.contains("react-flow__node") ? "node" : "edge", id };
}

/** The element of a card or wire, while it is mounted. */
export function elementOf({ kind, id }: Stop): HTMLElement | SVGElement | null {
  return frame.element?.querySelector(`.react-flow__${kind}[data-id="${CSS.escape(id)}"]`) ?? null;
}

/** All cards and wires in the order of the tape. */
export function allStops(): readonly Stop[] {
  const { analysis } = session();
  return stopsInOrder(
    analysis.graph,
    inTapeOrder(analysis).map(({ id }) => id),
  );
}

/** Puts the keyboard on a card or wire, selects it, and brings it into view. */
export function goTo(stop: Stop): void {
  select(stop.kind === "node" ? [stop.id] : [], stop.kind === "edge" ? [stop.id] : []);
  const box = boxOf(stop);
  if (box && isFar()) goNear(box);
  else if (box) reveal(box);
  focusStop(stop);
}

/** Puts the keyboard on a card or wire as soon as it is mounted. */
export function focusStop(stop: Stop, patience = PATIENCE): void {
  const element = elementOf(stop);
  if (element) element.focus({ preventScroll: true });
  else if (patience > 0) requestAnimationFrame(() => focusStop(stop, patience - 1));
}

/** Puts the keyboard on the canvas itself. */
export function focusCanvas(): void {
  frame.element?.querySelector<HTMLElement>(".react-flow")?.focus({ preventScroll: true });
}

function boxOf({ kind, id }: Stop): Box | null {
  if (kind === "node") return cardBoxes(new Set([id]))[0] ?? null;
  const edge = session().analysis.graph.edges.find((other) => other.id === id);
  if (!edge) return null;
  // The label lies before the card that the wire leads to.
  const target = cardBoxes(new Set([edge.target]))[0];
  return target ? { x: target.x - 160, y: target.y, width: 160, height: target.height } : null;
}
