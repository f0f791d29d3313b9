import type { Remote } from "comlink";
import { useCallback, useSyncExternalStore } from "react";
import type { Graph } from "#core/graph/graph";
import { paramEdits } from "#core/graph/param-edits";
import { passOperations, secondsOf } from "#core/graph/work";
import type { NodeReading, Reading } from "#core/tape/readings";
import type { Seed } from "#core/tape/tape";
import type { Engine, LearnableGrads, Place, Run, Whole } from "../worker/protocol";
import { type Ending, type EngineThread, startEngine } from "./engine-thread";
import type { Listener } from "./listeners";
import { createRunStore } from "./run-store";
import { isShown, isShownAt, session, subscribeSession } from "./session";

/** The numbers of the last run. */
export const runs = createRunStore();

/** A run that takes longer than this is said to be under way, and can be stopped. */
const SLOW = 300;

/** A run that is reckoned to take longer than this, in seconds, is begun once a person says so. */
const LONG = 10;

/**
 * What the engine is at: `slow` once a run has taken a while, `asking` where the next is so much work that a person has to say whether it is
 * worth it, `stopped` when a person ended one, `failed` when the engine broke.
 */
export type Progress = "ready" | "working" | "slow" | "asking" | "stopped" | "failed";

/** Started when it is first asked, so that a module can be read where there are no threads. */
let started: EngineThread | null = null;
/** The graph that the engine holds; null while it holds none. */
let held: Graph | null = null;
/** What the engine was last given to run: what it is asked after that is asked of it. */
let given: { readonly id: string; readonly revision: number } | null = null;
/** What is to be differentiated in place of C, and what the engine differentiates. */
let seed: Seed | null = null;
let heldSeed: Seed | null = null;
let progress: Progress = "ready";
/** What the run of the graph on screen is reckoned to take, in seconds. */
let expected = 0;
/** A person has said that the graph of this work may take so many seconds. */
let allowed: { readonly id: string; readonly seconds: number } | null = null;
const progressListeners = new Set<Listener>();

/**
 * Keeps the run in step with the graph: each edit is computed at once; edits that come while one is being computed wait and
 * only the last of them is. Returns what stops it.
 */
export function startRunning(): () => void {
  void catchUp();
  return subscribeSession((now, before) => {
    if (now.revision === before.revision) return;
    runs.outdate();
    void catchUp();
  });
}

/**
 * Ends the run that is under way: its thread is replaced by a new one, so that no graph can hold the app up. The graph stays
 * uncomputed until it is edited again.
 */
export function stopRun(): void {
  if (progress === "working" || progress === "slow") started?.end();
}

/** Begins the run that was asked about, and from now on all of this work that take no longer. */
export function computeAnyway(): void {
  if (progress !== "asking") return;
  allowed = { id: session().id, seconds: expected };
  void catchUp();
}

/** What is differentiated in place of C; null for C. */
export const seedNow = (): Seed | null => seed;

/** Differentiates something else from now on, C for null; what is shown is computed anew. */
export function setSeed(next: Seed | null): void {
  if (next === seed) return;
  seed = next;
  runs.outdate();
  void catchUp();
}

async function catchUp(): Promise<void> {
  if (progress === "working" || progress === "slow") return;
  let outcome: Progress = "ready";
  setProgress("working");
  while (outcome === "ready" && (runs.run()?.revision !== session().revision || heldSeed !== seed))
    outcome = await runOnce();
  setProgress(outcome);
}

async function runOnce(): Promise<"ready" | "asking" | Ending> {
  const { id, history, revision, analysis } = session();
  expected = secondsOf(passOperations(analysis));
  if (expected > LONG && !(allowed?.id === id && expected <= allowed.seconds)) return "asking";
  const { graph } = history.present;
  const wanted = seed;
  const edits = held && heldSeed === wanted && paramEdits(held, graph);
  given = { id, revision };
  const slow = setTimeout(() => setProgress("slow"), SLOW);
  const answer = await thread().ask((engine) =>
    edits ? engine.edit(edits, revision) : engine.run(graph, revision, wanted),
  );
  clearTimeout(slow);
  if (typeof answer === "object") {
    held = graph;
    heldSeed = wanted;
    setProgress("working");
    if (isShownAt(answer.revision) && wanted === seed) runs.publish(answer);
    return "ready";
  }
  started?.end();
  started = null;
  held = null;
  // An edit made meanwhile deserves its own run; only the graph that was given up on is left alone.
  return isShownAt(revision) ? answer : "ready";
}

function thread(): EngineThread {
  started ??= startEngine();
  return started;
}

function setProgress(next: Progress): void {
  if (next === progress) return;
  progress = next;
  for (const listener of progressListeners) listener();
}

/** What the engine is at. */
export function useProgress(): Progress {
  return useSyncExternalStore(listenToProgress, () => progress);
}

/** What the run of the graph on screen is reckoned to take, in seconds; it changes no sooner than what the engine is at. */
export const expectedSeconds = (): number => expected;

function listenToProgress(listener: Listener): Listener {
  progressListeners.add(listener);
  return () => progressListeners.delete(listener);
}

/**
 * Asks the engine about the last run of what is on screen; null where it has no answer, where its thread ends before it gives one, and
 * where something else has come on the screen by then.
 */
export async function askEngine<T extends object | null>(
  question: (engine: Remote<Engine>) => Promise<T>,
): Promise<T | null> {
  const { id, revision } = session();
  // Of another work that has not made room for this one yet.
  if (given?.id !== id && given?.revision !== revision) return null;
  const answer = await thread().ask(question);
  return typeof answer === "object" && isShown(id) ? answer : null;
}

/** The whole tensors at a place, as they are in the last run. */
export function readWhole(place: Place): Promise<Whole | null> {
  return askEngine((engine) => engine.read(place));
}

/** The gradients that a training step goes by, as they are in the last run. */
export function readGrads(): Promise<LearnableGrads | null> {
  return askEngine((engine) => engine.grads());
}

/** The run now shown, and again whenever there is another. */
export function useRun(): Run | null {
  return useSyncExternalStore(runs.subscribe, runs.run);
}

/** The whole of the last run, whatever is shown of it, and again whenever there is another. */
export function useWholeRun(): Run | null {
  return useSyncExternalStore(runs.subscribe, runs.whole);
}

/** Whether the graph has been edited since the run now shown. */
export function useStale(): boolean {
  return useSyncExternalStore(runs.subscribe, runs.stale);
}

/** An edge's reading in the run now shown. */
export function useEdgeReading(id: string): Reading | null {
  return useSyncExternalStore(
    useCallback((listener) => runs.subscribeEdge(id, listener), [id]),
    useCallback(() => runs.edge(id), [id]),
  );
}

/** A node's reading in the run now shown. */
export function useNodeReading(id: string): NodeReading | null {
  return useSyncExternalStore(
    useCallback((listener) => runs.subscribeNode(id, listener), [id]),
    useCallback(() => runs.node(id), [id]),
  );
}
