import { useCallback, useSyncExternalStore } from "react";
import type { Finding } from "#core/check/finding";
import { createListeners, type Listener } from "./listeners";
import { askEngine, runs } from "./running";

const NONE: readonly Finding[] = [];

let findings: readonly Finding[] = NONE;
let byNode: ReadonlyMap<string, readonly Finding[]> = new Map();
let byEdge: ReadonlyMap<string, Finding> = new Map();
const nodes = createListeners();
const edges = createListeners();
const all = new Set<Listener>();

/** Where gradients of the run that is shown fall ill; none while the graph has been edited since, or a person steps through the pass. */
export function useFindings(): readonly Finding[] {
  return useSyncExternalStore(listenToAll, () => findings);
}

/** Those that begin at a node. */
export function useNodeFindings(node: string): readonly Finding[] {
  return useSyncExternalStore(
    useCallback((listener: Listener) => nodes.listen(node, listener), [node]),
    useCallback(() => byNode.get(node) ?? NONE, [node]),
  );
}

/** The one that an edge brings back. */
export function useEdgeFinding(edge: string): Finding | null {
  return useSyncExternalStore(
    useCallback((listener: Listener) => edges.listen(edge, listener), [edge]),
    useCallback(() => byEdge.get(edge) ?? null, [edge]),
  );
}

/** Looks at the gradients of each run once it is there; of runs that come fast, at the last. Returns what stops it. */
export function startHealth(): () => void {
  let looking = false;
  let again = false;
  const look = async () => {
    again = looking;
    if (looking) return;
    looking = true;
    const run = runs.whole();
    const found = run && !runs.stale() && runs.run() === run ? await askEngine((engine) => engine.health()) : null;
    looking = false;
    const isOfNow = run !== null && runs.run() === run && !runs.stale() && found?.revision === run.revision;
    publish(isOfNow && found ? found.findings : NONE);
    if (again) void look();
  };
  void look();
  return runs.subscribe(() => void look());
}

function publish(next: readonly Finding[]): void {
  if (next.length === 0 && findings.length === 0) return;
  const [nodesBefore, edgesBefore] = [byNode, byEdge];
  findings = next.length === 0 ? NONE : next;
  const grouped = new Map<string, Finding[]>();
  for (const finding of findings) grouped.set(finding.node, [...(grouped.get(finding.node) ?? []), finding]);
  byNode = grouped;
  byEdge = new Map(findings.flatMap((finding) => (finding.edge === undefined ? [] : [[finding.edge, finding]])));
  for (const id of new Set([...nodesBefore.keys(), ...byNode.keys()])) nodes.wake(id);
  for (const id of new Set([...edgesBefore.keys(), ...byEdge.keys()])) edges.wake(id);
  for (const listener of all) listener();
}

function listenToAll(listener: Listener): Listener {
  all.add(listener);
  return () => all.delete(listener);
}
