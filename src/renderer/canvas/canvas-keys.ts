import type { KeyboardEvent } from "react";
import { place } from "#core/document/commands";
import type { Layout } from "#core/document/document";
import { inTapeOrder, placesOf } from "#core/drawing/plans";
import { nameOf, OUT } from "#core/graph/graph";
import { latinKey } from "#core/latin-key";
import { newGesture } from "../state/gesture";
import { change, currentDocument, session } from "../state/session";
import { stepping } from "../state/stepping";
import { cardBoxes } from "./canvas-frame";
import { connecting } from "./connecting";
import { beginByKeys, chooseByKeys } from "./keyboard-wires";
import { askRename } from "./renaming";
import { allStops, elementOf, goTo, stopAt } from "./stops";
import { nextStop, type Stop, travel, type Way } from "./travel";

/** How far an arrow moves a card, in canvas pixels. */
const NUDGE = 8;
const FAR_NUDGE = 32;

const WAYS: Readonly<Record<string, Way>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The run of arrow keys that goes on: its moves make one entry of the history. */
let run: string | null = null;

/** The card that arrows have led to: they lead on from it, and do not move it, until another key has been pressed on it. */
let walkedTo: string | null = null;

/** Keys on the canvas and its cards; what is not meant here goes on to the app's commands. */
export function canvasKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.defaultPrevented || !(event.target instanceof Element)) return;
  if (connecting.get()?.choice && chooseByKeys(event.key, event.shiftKey)) {
    done(event);
    return;
  }
  const stop = stopAt(event.target);
  const onStop = stop !== null && event.target === elementOf(stop);
  const way = WAYS[event.key];
  if (event.key === "Tab") {
    run = null;
    walkedTo = null;
    tab(event, stop, onStop);
  } else if (stop && !onStop) {
    if (event.key === "Escape") {
      elementOf(stop)?.focus();
      done(event);
    }
  } else if (way && stop && onStop && !isStep(event)) arrow(event, stop, way);
  else if (stop && onStop && !["Shift", "Control", "Alt", "Meta"].includes(event.key)) {
    run = null;
    walkedTo = null;
    onItem(event, stop);
  }
}

/** While a person steps through the pass, the arrows along it step, as do those with Alt at any time. */
function isStep({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  const along = key === "ArrowLeft" || key === "ArrowRight";
  return along && !ctrlKey && !metaKey && !shiftKey && (altKey || stepping() !== null);
}

function done(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Tab goes through cards and wires in the order of the tape, and inside a card through its fields once one has been entered. */
function tab(event: KeyboardEvent<HTMLElement>, stop: Stop | null, onStop: boolean): void {
  const by = event.shiftKey ? -1 : 1;
  if (stop && !onStop && hasFieldBeyond(stop, event.target as Element, by)) return;
  const onCanvas = event.target === event.currentTarget;
  // Backwards from the canvas itself leads out of it.
  if (!stop && !(onCanvas && by === 1)) return;
  if (stop && !onStop && by === -1) {
    elementOf(stop)?.focus();
    done(event);
    return;
  }
  const next = nextStop(allStops(), stop, by);
  if (next) {
    goTo(next);
    done(event);
    return;
  }
  // Past the last: the browser goes on from the end of the canvas, or back from its beginning.
  const edge =
    by === 1 ? event.currentTarget.parentElement?.querySelector<HTMLElement>("[data-end]") : event.currentTarget;
  edge?.focus({ preventScroll: true });
  if (by === -1) done(event);
}

/** Whether a card has another field to go to from this one. */
function hasFieldBeyond(stop: Stop, field: Element, by: 1 | -1): boolean {
  const fields = fieldsOf(stop);
  const at = fields.indexOf(field as HTMLElement);
  return at >= 0 && fields[at + by] !== undefined;
}

function fieldsOf(stop: Stop): readonly HTMLElement[] {
  const found = elementOf(stop)?.querySelectorAll<HTMLElement>("input, button, [role='slider']") ?? [];
  return [...found].filter(({ tabIndex }) => tabIndex >= 0);
}

function arrow(event: KeyboardEvent, stop: Stop, way: Way): void {
  const { selection, analysis } = session();
  const modified = event.altKey || event.ctrlKey || event.metaKey;
  if (
    stop.kind === "node" &&
    selection.nodes.has(stop.id) &&
    stop.id !== walkedTo &&
    !modified &&
    !session().watching
  ) {
    run ??= newGesture("nudge");
    nudge(way, event.shiftKey ? FAR_NUDGE : NUDGE, run);
  } else {
    run = null;
    const next = travel(analysis.graph, new Map(cardBoxes().map((box) => [box.id, box])), stop, way);
    if (next) {
      goTo(next);
      walkedTo = next.kind === "node" ? next.id : null;
    }
  }
  done(event);
}

function nudge(way: Way, by: number, gesture: string): void {
  const { selection, analysis } = session();
  const document = currentDocument();
  const places = placesOf(document, analysis);
  const dx = way === "left" ? -by : way === "right" ? by : 0;
  const dy = way === "up" ? -by : way === "down" ? by : 0;
  const moved: Layout = Object.fromEntries(
    [...selection.nodes].map((id) => {
      const { x, y } = places.get(id) ?? { x: 0, y: 0 };
      return [id, { x: x + dx, y: y + dy }];
    }),
  );
  const count = selection.nodes.size;
  change(place(document, moved), count === 1 ? "move a node" : `move ${count} nodes`, gesture);
}

function onItem(event: KeyboardEvent, stop: Stop): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (session().watching) {
    if (event.key !== "Enter") return;
    goTo(stop);
  } else if (event.key === "Enter") {
    goTo(stop);
    if (stop.kind === "node") {
      const fields = fieldsOf(stop);
      const first = fields.find(({ tagName }) => tagName === "INPUT") ?? fields[0];
      if (first) first.focus();
      else askRename(stop.id);
    }
  } else if (event.key === "F2" && stop.kind === "node") askRename(stop.id);
  else if (latinKey(event.nativeEvent) === "c" && stop.kind === "node") {
    const node = session().analysis.graph.nodes.find(({ id }) => id === stop.id);
    beginByKeys(
      { node: stop.id, handle: OUT, side: "source" },
      node ? nameOf(node) : stop.id,
      inTapeOrder(session().analysis).map(({ id }) => id),
    );
  } else return;
  done(event);
}
