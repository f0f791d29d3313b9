import { place } from "#core/document/commands";
import type { Document, Layout, Position } from "#core/document/document";
import { placesOf, planOf } from "#core/drawing/plans";
import type { Analysis } from "#core/graph/analyse";
import { newGesture } from "../state/gesture";
import { currentDocument, isShown, session } from "../state/session";
import { changeWork, completeWork, workWith } from "../state/works";
import { layOutInThread } from "../worker/layout-thread";
import { elkGraphOf, layoutFrom } from "./arrange";
import { fitGraph, flightTime } from "./canvas-frame";

/** Where every card goes, from left to right. */
async function arranged(analysis: Analysis): Promise<Layout> {
  const nodes = new Map(analysis.graph.nodes.map((node) => [node.id, node]));
  const graph = elkGraphOf(analysis, (id) => planOf(nodes.get(id) as (typeof analysis.graph.nodes)[number], analysis));
  return layoutFrom(await layOutInThread(graph), analysis);
}

/** Lays the graph out, as one entry of the history; the cards fly to their places. */
export async function layOut(): Promise<void> {
  const { id, analysis } = session();
  if (analysis.graph.nodes.length === 0) return;
  const from = placesOf(currentDocument(), analysis);
  const to = await arranged(analysis);
  const gesture = newGesture("lay out");
  const time = flightTime();
  const began = performance.now();
  let placed: Document | null = null;
  const step = () => {
    const work = workWith(id);
    // Edited meanwhile: the places would not fit any more. Edited or undone while the cards fly: that is what is wanted now.
    if (work?.analysis !== analysis || (placed && work.history.present !== placed)) return;
    const t = time === 0 ? 1 : Math.min(1, (performance.now() - began) / time);
    placed = place(work.history.present, between(from, to, 1 - (1 - t) ** 3));
    changeWork(id, placed, "lay out", gesture);
    if (isShown(id)) fitGraph(undefined, 0);
    if (t < 1) requestAnimationFrame(step);
  };
  step();
}

function between(from: ReadonlyMap<string, Position>, to: Layout, t: number): Layout {
  return Object.fromEntries(
    Object.entries(to).map(([id, end]) => {
      const start = from.get(id) ?? end;
      if (t === 1) return [id, end];
      return [id, { x: Math.round(start.x + (end.x - start.x) * t), y: Math.round(start.y + (end.y - start.y) * t) }];
    }),
  );
}

/**
 * Gives cards that a file left without a place one, in a document that has just been opened. That is no change of the document:
 * there is nothing to undo and nothing to save.
 */
export async function placeUnplaced(): Promise<void> {
  const { id, history, analysis } = session();
  const { layout, graph } = history.present;
  const missing = graph.nodes.filter(({ id }) => !Object.hasOwn(layout, id));
  if (missing.length === 0) return;
  const whole = await arranged(analysis);
  if (workWith(id)?.history !== history) return;
  const placed =
    missing.length === graph.nodes.length ? whole : belowTheRest(whole, layout, new Set(missing.map(({ id }) => id)));
  completeWork(id, place(history.present, placed));
  if (isShown(id)) fitGraph(undefined, 0);
}

/** Where some have a place, the others keep their places to each other and go below. */
function belowTheRest(whole: Layout, layout: Layout, missing: ReadonlySet<string>): Layout {
  const lowest = Math.max(...Object.values(layout).map(({ y }) => y));
  const left = Math.min(...Object.values(layout).map(({ x }) => x));
  const moved = Object.entries(whole).filter(([id]) => missing.has(id));
  const top = Math.min(...moved.map(([, { y }]) => y));
  const start = Math.min(...moved.map(([, { x }]) => x));
  return Object.fromEntries(moved.map(([id, { x, y }]) => [id, { x: x - start + left, y: y - top + lowest + BELOW }]));
}

const BELOW = 280;
