import type { Document } from "#core/document/document";
import type { Aside, Camera } from "#core/recording/event";
import { changeBetween } from "../worker/recorder-change";
import type { DocumentChange } from "../worker/recorder-protocol";
import { currentDocument, session, subscribeSession } from "./session";
import { currentScore, stepping, subscribeStepping, updateOf } from "./stepping";
import { subscribeView, viewport } from "./viewport";
import type { Selection } from "./work";

/** What is told of what a person does. `at` is in seconds of the recording's clock. */
export interface Hearer {
  readonly now: () => number;
  /** Whether the person has stopped the clock: what is done meanwhile is told when it runs again, as one change. */
  readonly held: () => boolean;
  /** Whether there is time for another edit of those that come one upon the other. */
  readonly idle: () => boolean;
  readonly moveTo: (position: number, at: number) => void;
  readonly update: (rate: number, change: DocumentChange, at: number) => void;
  readonly edit: (change: DocumentChange, position: number, at: number) => void;
  readonly tell: (aside: Aside, at: number) => void;
  /** Another document has taken the place of the one that is recorded. */
  readonly lost: () => void;
}

/** What follows a person's work for a recording. */
export interface Follower {
  /** Tells now whatever has not been told yet. */
  readonly catchUp: () => void;
  readonly stop: () => void;
}

/** Edits that belong to one gesture, such as of a slider, are told no more often than this, in milliseconds; the last always is. */
const EDIT_PACE = 100;
/** How long the camera must rest before it is told, in milliseconds. */
const CAMERA_REST = 300;

interface State {
  readonly document: Document;
  readonly position: number;
}

/** Tells what a person does to the document, in the pass and on the canvas, from the document as it is now, before the first step. */
export function followWork(hearer: Hearer): Follower {
  let told: State = { document: currentDocument(), position: 0 };
  let toldSelection: Selection = { nodes: new Set(), edges: new Set() };
  let toldCamera: Camera | null = null;
  /** The last of the edits that wait for their turn. */
  let waiting: (State & { readonly at: number }) | null = null;
  let lastEdit = Number.NEGATIVE_INFINITY;
  let pace: ReturnType<typeof setTimeout> | undefined;
  let cameraRest: ReturnType<typeof setTimeout> | undefined;
  let cameraMoved = 0;
  let noted = false;
  let stopped = false;

  /** Looks once all that belongs together has been done: an edit, and where in the pass it leaves the person. */
  function note() {
    if (noted) return;
    noted = true;
    queueMicrotask(() => {
      noted = false;
      if (!stopped && !hearer.held()) look();
    });
  }

  function look() {
    const document = currentDocument();
    const position = positionNow();
    const at = hearer.now();
    const from = waiting ?? told;
    if (document !== from.document) {
      if (isUpdate(from, document)) tellUpdate(document, at);
      else {
        waiting = { document, position, at };
        tellEditInTime();
      }
    } else if (waiting && position !== waiting.position) tellEdit();
    if (!waiting && position !== told.position) {
      hearer.moveTo(position, at);
      told = { document, position };
    }
    tellSelection(at);
  }

  function tellUpdate(document: Document, at: number) {
    tellEdit();
    const { rate } = updateOf(document.graph) ?? { rate: 0 };
    hearer.update(rate, changeBetween(told.document, document), at);
    told = { document, position: currentScore().steps.length };
  }

  function tellEdit() {
    clearTimeout(pace);
    pace = undefined;
    if (!waiting) return;
    const { document, position, at } = waiting;
    waiting = null;
    lastEdit = performance.now();
    hearer.edit(changeBetween(told.document, document), position, at);
    told = { document, position };
  }

  function tellEditInTime() {
    const rest = lastEdit + EDIT_PACE - performance.now();
    if (rest <= 0 && hearer.idle()) return tellEdit();
    pace ??= setTimeout(
      () => {
        pace = undefined;
        tellEditInTime();
      },
      Math.max(rest, EDIT_PACE / 4),
    );
  }

  function tellSelection(at: number) {
    const { selection } = session();
    if (sameIds(selection.nodes, toldSelection.nodes) && sameIds(selection.edges, toldSelection.edges)) return;
    tellEdit();
    toldSelection = selection;
    hearer.tell({ code: "s", nodes: [...selection.nodes], edges: [...selection.edges] }, at);
  }

  function noteCamera() {
    cameraMoved = hearer.now();
    clearTimeout(cameraRest);
    cameraRest = setTimeout(() => {
      if (!hearer.held()) tellCamera();
    }, CAMERA_REST);
  }

  function tellCamera() {
    clearTimeout(cameraRest);
    const camera = viewport()?.view();
    if (!camera) return;
    const { x, y, width } = toldCamera ?? { x: Number.NaN, y: 0, width: 0 };
    if (camera.x === x && camera.y === y && camera.width === width) return;
    toldCamera = camera;
    hearer.tell({ code: "s", camera }, cameraMoved);
  }

  function stop() {
    stopped = true;
    clearTimeout(pace);
    clearTimeout(cameraRest);
    for (const each of stops) each();
  }

  const stops = [
    subscribeSession((now, before) => {
      if (now.id === before.id) return note();
      stop();
      hearer.lost();
    }),
    subscribeStepping(note),
    subscribeView(noteCamera),
  ];
  return {
    catchUp() {
      look();
      tellEdit();
      tellCamera();
    },
    stop,
  };
}

/** How many steps of the pass are done: all of them, while the whole run is shown. */
function positionNow(): number {
  return stepping()?.position ?? currentScore().steps.length;
}

/** Whether a document comes of the one before by a training step at the end of its pass, and by nothing else. */
function isUpdate({ document: before, position }: State, { graph, layout, meta }: Document): boolean {
  return (
    updateOf(graph)?.before === before.graph &&
    layout === before.layout &&
    meta === before.meta &&
    position === currentScore().steps.length
  );
}

function sameIds(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
