import { create } from "zustand";
import type { Analysis } from "#core/graph/analyse";
import { type Graph, nameIn } from "#core/graph/graph";
import { type Score, type Step, scoreOf } from "#core/tape/score";
import { sayStray } from "#core/train/stray";
import type { Run } from "../worker/protocol";
import { endsWithUpdate, nextUpdate, type UpdateStep } from "./learning";
import { notify } from "./notices";
import { runAt } from "./run-at";
import type { Look } from "./run-store";
import { runs, useWholeRun } from "./running";
import { isShown, session, subscribeSession, undoChange, useSession } from "./session";
import { changeWork, workWith } from "./works";

/** Where a person is in the pass while stepping through it. */
export interface Stepping {
  /** Steps of the pass that are done: 0 … `score.steps.length`. */
  readonly position: number;
  readonly playing: boolean;
  /** Steps a second. */
  readonly speed: number;
  /** The update that led to this pass, while that is the last thing that happened. */
  readonly updated: UpdateStep | null;
  /** Ids of nodes that playing stops before. */
  readonly breakpoints: ReadonlySet<string>;
  /** How many of the current entry's named intermediates are shown; null while they are stepped over. */
  readonly inside: number | null;
}

/** `on` is false while the whole run is shown; breakpoints and speed outlive that. */
interface Held extends Stepping {
  readonly on: boolean;
}

const initial: Held = {
  on: false,
  position: 0,
  playing: false,
  speed: 1,
  updated: null,
  breakpoints: new Set(),
  inside: null,
};

const store = create<Held>()(() => initial);

/** Where the person is, outside React; null while the whole run is shown and every edit is computed at once. */
export const stepping = (): Stepping | null => now(store.getState());

/** Where the person is, or what `read` makes of it, and again whenever that changes. */
export function useStepping(): Stepping | null;
export function useStepping<T>(read: (stepping: Stepping | null) => T): T;
export function useStepping(read: (stepping: Stepping | null) => unknown = (stepping) => stepping): unknown {
  return store((held) => read(now(held)));
}

/** Hears of every step. Returns what stops it. */
export const subscribeStepping = (listener: () => void): (() => void) => store.subscribe(listener);

/** Nodes that playing stops before, whether or not a person steps now. */
export const breakpoints = (): ReadonlySet<string> => store.getState().breakpoints;

/** Whether playing stops before this node. */
export const useBreakpoint = (node: string): boolean => store((held) => held.breakpoints.has(node));

/** Nodes that playing stops before. */
export const useBreakpoints = (): ReadonlySet<string> => store((held) => held.breakpoints);

/** Steps a second when playing, whether or not a person steps now. */
export const useSpeed = (): number => store(({ speed }) => speed);

function now(held: Held): Stepping | null {
  return held.on ? held : null;
}

const scores = new WeakMap<Analysis, Score>();

/** The steps of one pass over the graph as it is now. */
export function currentScore(): Score {
  return scoreFor(session().analysis);
}

/** The steps of one pass over the graph as it is now, and again whenever they change. */
export const useScore = (): Score => useSession(({ analysis }) => scoreFor(analysis));

function scoreFor(analysis: Analysis): Score {
  const known = scores.get(analysis);
  if (known) return known;
  const score = scoreOf(analysis);
  scores.set(analysis, score);
  return score;
}

/** Whether the pass ends with an update of the params. */
export const canUpdate = (): boolean => endsFor(session().analysis);

/** Whether the pass ends with an update of the params, and again whenever that changes. */
export const useCanUpdate = (): boolean => useSession(({ analysis }) => endsFor(analysis));

const ends = new WeakMap<Analysis, boolean>();

function endsFor(analysis: Analysis): boolean {
  const known = ends.get(analysis) ?? endsWithUpdate(analysis);
  ends.set(analysis, known);
  return known;
}

/** The step done last: null before the first one, and while the whole run is shown. */
export function currentStep(): Step | null {
  const at = stepping();
  return at && (currentScore().steps[at.position - 1] ?? null);
}

/** The step done last, and again whenever there is another. */
export function useStep(): Step | null {
  const score = useScore();
  return useStepping((at) => at && (score.steps[at.position - 1] ?? null));
}

/** The named intermediates of the step done last, in order: what stepping into it shows one by one. */
export const namesInside = (): readonly string[] => namesOf(currentStep(), runs.whole());

/** The named intermediates of the step done last, and again whenever there is another. */
export function useNamesInside(): readonly string[] {
  const step = useStep();
  return namesOf(step, useWholeRun());
}

function namesOf(step: Step | null, run: Run | null): readonly string[] {
  return step && "node" in step ? Object.keys(run?.nodes.get(step.node)?.saved ?? {}) : [];
}

const updates = new WeakMap<Graph, UpdateStep>();

/** The training step that this graph came of; null for one that was made in any other way. */
export const updateOf = (graph: Graph): UpdateStep | null => updates.get(graph) ?? null;

/** Goes to a position of the pass; one outside it is the nearest end. */
export function goTo(position: number): void {
  const to = Math.max(0, Math.min(currentScore().steps.length, position));
  const updated = to === 0 ? (updates.get(session().history.present.graph) ?? null) : null;
  store.setState({ on: true, position: to, updated, inside: null });
}

/** One step on: past all that is inside the current one, and from the last step of a pass through the update after it. */
export function stepForward(): void {
  const at = stepping();
  if (at?.position === currentScore().steps.length && canUpdate()) void update();
  else goTo(positionNow() + 1);
}

/** One step back: first out of what is inside the current one, and from the first step of a pass through the update before it. */
export function stepBack(): void {
  const at = stepping();
  if (hideInside()) return;
  if (at?.position === 0) undoUpdate();
  else goTo((at?.position ?? currentScore().steps.length) - 1);
}

/** Shows the next of the current entry's named intermediates; false past the last, and where there are none. */
export function showInside(): boolean {
  const at = stepping();
  const shown = at?.inside ?? 0;
  if (!at || shown >= namesInside().length) return false;
  store.setState({ inside: shown + 1 });
  return true;
}

/** Takes away the last of the intermediates that are shown; false where none is. */
export function hideInside(): boolean {
  const inside = stepping()?.inside ?? null;
  if (inside === null) return false;
  store.setState({ inside: inside > 1 ? inside - 1 : null });
  return true;
}

/** Before the first step, where nothing is computed yet. */
export function toFirst(): void {
  goTo(0);
}

/** After the last step. */
export function toLast(): void {
  goTo(currentScore().steps.length);
}

/** Goes to a part of the pass, from 0 to 1. */
export function goToPart(part: number): void {
  goTo(Math.round(part * currentScore().steps.length));
}

/** Has steps follow each other by themselves; `playing.ts` takes them. */
export function play(): void {
  if (!stepping()) goTo(0);
  store.setState({ playing: true });
}

/** Has steps wait for a person again. */
export function pause(): void {
  store.setState({ playing: false });
}

/** Says how many steps are played a second. */
export function setSpeed(speed: number): void {
  store.setState({ speed });
}

/** Has playing stop before a node, or no longer. */
export function toggleBreakpoint(node: string): void {
  const chosen = new Set(breakpoints());
  if (!chosen.delete(node)) chosen.add(node);
  store.setState({ breakpoints: chosen });
}

/** Shows the whole run again. */
export function stopStepping(): void {
  store.setState({ on: false, playing: false, position: 0, updated: null, inside: null });
}

let updating = false;

/** Moves the params as the pass says, as one change of the document, and goes to the beginning of the next pass. */
async function update(): Promise<void> {
  if (updating) return;
  updating = true;
  const { id } = session();
  const step = await nextUpdate().finally(() => {
    updating = false;
  });
  const work = workWith(id);
  // Whoever has gone elsewhere meanwhile no longer wants it.
  if (!step || !isAtEnd(id) || !work) return;
  if ("to" in step) {
    store.setState({ playing: false });
    const { graph } = work.analysis;
    notify(`No further: with a step of this size ${sayStray(step, nameIn(graph, step.node))}.`, "problem");
    return;
  }
  if (work.analysis.graph !== step.before) return;
  updates.set(step.after, step);
  changeWork(id, { ...work.history.present, graph: step.after }, "take a training step");
  toFirst();
}

/** Whether this work is on screen, with all steps of its pass done. */
function isAtEnd(id: string): boolean {
  return isShown(id) && stepping()?.position === currentScore().steps.length;
}

/** Back through the update that led to this pass, to the end of the pass before; nothing where a later change stands between. */
function undoUpdate(): void {
  const { past, present } = session().history;
  const update = updates.get(present.graph);
  if (!update || past.at(-1)?.document.graph !== update.before) return;
  undoChange();
  toLast();
}

/** The position that the next step starts from: the first step key shows the pass from its beginning. */
function positionNow(): number {
  return stepping()?.position ?? -1;
}

/**
 * Has what is shown of a run follow the position, and the position follow the graph: an edit leaves it where it is as far as there are
 * so many steps, another document shows its whole run. Returns what stops it.
 */
export function startStepping(): () => void {
  runs.lookAt(look);
  const stops = [
    store.subscribe((held, before) => {
      if (held.on !== before.on || held.position !== before.position) runs.lookAt(look);
    }),
    subscribeSession((after, before) => {
      if (after.work.id !== before.work.id) store.setState({ breakpoints: new Set() });
      // While a recording is shown, it says where in the pass one is.
      if (after.watching) return;
      if (after.id !== before.id) stopStepping();
      else if (stepping() && after.analysis !== before.analysis) goTo(positionNow());
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** By the nodes of a run, the steps that it was made of: a run that the graph has been edited since is still read by its own. */
const scoreOfRun = new WeakMap<Run["nodes"], Score>();

const look: Look = (run, before) => {
  const score = scoreOfRun.get(run.nodes) ?? currentScore();
  scoreOfRun.set(run.nodes, score);
  const at = stepping();
  return at ? runAt(run, score, at.position, before) : run;
};
