import { useCallback, useSyncExternalStore } from "react";
import { create } from "zustand";
import type { Compared, Feeding } from "#core/check/compare-nodes";
import { CHECK_DEFAULTS, type CheckOptions } from "#core/check/differences";
import type { CheckProgress } from "#core/check/gradient-check";
import type { NodeVerdict } from "#core/check/graph-check";
import type { StepSweep, SweepTarget } from "#core/check/step-sweep";
import type { Checked, CheckThread } from "../worker/check-protocol";
import { startChecker } from "./check-thread";
import { createListeners, type Listener } from "./listeners";
import { currentDocument, isShownAt, session, subscribeSession } from "./session";
import type { Thread } from "./thread";

/** What a check is of: the whole graph, or one node. */
export type CheckScope = { readonly kind: "graph" } | { readonly kind: "node"; readonly node: string };

/** A check that has come to its end, and what it was of. */
export interface CheckResult {
  readonly scope: CheckScope;
  readonly options: CheckOptions;
  /** Of the session, when it was begun. */
  readonly revision: number;
  readonly checked: Checked;
}

/** The curve over step sizes, for C along random directions or for one entry. */
export interface SweepResult {
  readonly target: SweepTarget | null;
  readonly revision: number;
  readonly sweep: StepSweep | null;
}

/** The gradient check of the document that is open. */
export interface Checking {
  readonly options: CheckOptions;
  /** What is under way, and how far; null while nothing is. */
  readonly under: ({ readonly of: "check" | "sweep" } & CheckProgress) | null;
  readonly result: CheckResult | null;
  readonly sweep: SweepResult | null;
  /** How the last one ended that did not come to its end. */
  readonly ended: "stopped" | "failed" | null;
}

const useChecking = create<Checking>()(() => ({
  ...{ options: CHECK_DEFAULTS, under: null, result: null, sweep: null, ended: null },
}));

/** What `read` makes of the check, and again whenever that changes. */
export function useCheck<T>(read: (checking: Checking) => T): T {
  return useChecking(read);
}

/** How gradients are to be checked from now on. */
export function setCheckOptions(options: Partial<CheckOptions>): void {
  useChecking.setState(({ options: before }) => ({ options: { ...before, ...options } }));
}

let thread: Thread<CheckThread> | null = null;

/** Checks gradients, in a thread of its own; what was under way is given up. The curve over step sizes follows. */
export async function runCheck(scope: CheckScope): Promise<void> {
  const { revision } = session();
  const { graph } = currentDocument();
  const { options } = useChecking.getState();
  const own = begin("check");
  const node = scope.kind === "node" ? scope.node : null;
  let told = await own.ask((checker) => checker.beginCheck(graph, options, node));
  for (;;) {
    if (thread !== own) return;
    if ("ending" in told) return give(own, "failed");
    const { done, total, checked } = told.answer;
    if (checked) {
      const under = { of: "sweep", done: 0, total: 0 } as const;
      useChecking.setState({ under, result: { scope, options, revision, checked }, sweep: null });
      mark();
      // An edit that was made meanwhile has another curve.
      return isShownAt(revision) ? sweepOn(own, null) : give(own, null);
    }
    useChecking.setState({ under: { of: "check", done, total } });
    told = await own.ask((checker) => checker.check());
  }
}

/** Draws the curve over step sizes: of one entry, or with null of the whole graph. */
export function runSweep(target: SweepTarget | null): Promise<void> {
  return sweepOn(begin("sweep"), target);
}

async function sweepOn(own: Thread<CheckThread>, target: SweepTarget | null): Promise<void> {
  const { revision } = session();
  const { graph } = currentDocument();
  let told = await own.ask((checker) => checker.beginSweep(graph, target));
  for (;;) {
    if (thread !== own) return;
    if ("ending" in told) return give(own, "failed");
    const { done, total, ended, sweep } = told.answer;
    if (ended) {
      useChecking.setState({ under: null, sweep: { target, revision, sweep } });
      end(own);
      return;
    }
    useChecking.setState({ under: { of: "sweep", done, total } });
    told = await own.ask((checker) => checker.sweep());
  }
}

/** Gives up what is under way; what was found before stays. */
export function cancelCheck(): void {
  if (thread) give(thread, "stopped");
}

/** Compares two sides of the graph that is open; null where the thread broke. */
export async function runComparison(
  first: readonly string[],
  second: readonly string[],
  feeding: Feeding,
): Promise<Compared | null> {
  const { graph } = currentDocument();
  const own = startChecker();
  const told = await own.ask<Compared>(async (checker) => checker.compare(graph, first, second, feeding));
  own.end();
  return "answer" in told ? told.answer : null;
}

function begin(of: "check" | "sweep"): Thread<CheckThread> {
  thread?.end();
  const own = startChecker();
  thread = own;
  useChecking.setState({ under: { of, done: 0, total: 0 }, ended: null });
  return own;
}

function end(own: Thread<CheckThread>): void {
  own.end();
  if (thread === own) thread = null;
}

function give(own: Thread<CheckThread>, ended: Checking["ended"]): void {
  end(own);
  useChecking.setState({ under: null, ended });
}

const marked = createListeners();
let marks: ReadonlyMap<string, NodeVerdict> = new Map();

/** What the last check has found of a node; null for one that was not checked, or once the graph has been edited. */
export function useCheckMark(node: string): NodeVerdict | null {
  return useSyncExternalStore(
    useCallback((listener: Listener) => marked.listen(node, listener), [node]),
    useCallback(() => marks.get(node) ?? null, [node]),
  );
}

function mark(): void {
  const { result } = useChecking.getState();
  const before = marks;
  marks = result && result.revision === session().revision ? result.checked.verdicts : new Map();
  for (const id of marked.ids()) if (before.get(id) !== marks.get(id)) marked.wake(id);
}

/** Takes the marks from the cards when the graph changes, and forgets a check of another document. Returns what stops it. */
export function startChecking(): () => void {
  return subscribeSession((now, before) => {
    if (now.id !== before.id) forget();
    else if (now.revision !== before.revision) mark();
  });
}

function forget(): void {
  if (thread) end(thread);
  useChecking.setState({ under: null, result: null, sweep: null, ended: null });
  mark();
}
