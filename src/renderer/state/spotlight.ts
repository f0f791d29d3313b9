import type { Analysis } from "#core/graph/analyse";
import type { Step } from "#core/tape/score";
import { createListeners, type Listener } from "./listeners";
import { session, subscribeSession } from "./session";
import { currentStep, stepping, subscribeStepping } from "./stepping";

/** What a step did to a node or an edge: gave it its value or its gradient, or moved its params. */
export type Light = "forward" | "backward" | "update";

/** What the last step worked on and changed: its entry, and the edges that it wrote to. */
interface Spotlight {
  readonly nodes: ReadonlyMap<string, Light>;
  readonly edges: ReadonlyMap<string, Light>;
}

const DARK: Spotlight = { nodes: new Map(), edges: new Map() };

let spotlight = DARK;
const nodes = createListeners();
const edges = createListeners();

/** What the last step did to this node. */
export const nodeLight = (id: string): Light | null => spotlight.nodes.get(id) ?? null;

/** What the last step did to this edge. */
export const edgeLight = (id: string): Light | null => spotlight.edges.get(id) ?? null;

/** Hears whenever a step begins or ceases to concern this node. */
export const subscribeNodeLight = (id: string, listener: Listener): Listener => nodes.listen(id, listener);

/** Hears whenever a step begins or ceases to concern this edge. */
export const subscribeEdgeLight = (id: string, listener: Listener): Listener => edges.listen(id, listener);

/** Has the light follow the steps; a step wakes only what it leaves and what it comes to. Returns what stops it. */
export function startSpotlight(): () => void {
  const stops = [subscribeStepping(follow), subscribeSession(follow)];
  return () => {
    for (const stop of stops) stop();
  };
}

let seen: readonly [unknown, Step | null, unknown] = [null, null, null];

function follow(): void {
  const now = [session().analysis, currentStep(), stepping()?.updated ?? null] as const;
  if (now.every((each, at) => each === seen[at])) return;
  seen = now;
  const before = spotlight;
  spotlight = lightOf(...now);
  for (const id of new Set([...before.nodes.keys(), ...spotlight.nodes.keys()])) nodes.wake(id);
  for (const id of new Set([...before.edges.keys(), ...spotlight.edges.keys()])) edges.wake(id);
}

function lightOf(
  { graph, runnable }: Analysis,
  step: Step | null,
  updated: NonNullable<ReturnType<typeof stepping>>["updated"],
): Spotlight {
  const lit = (ids: readonly string[], light: Light) => new Map(ids.map((id) => [id, light]));
  if (updated)
    return {
      nodes: lit(
        updated.params.map(({ node }) => node),
        "update",
      ),
      edges: DARK.edges,
    };
  if (!step) return DARK;
  if (step.phase === "seed") {
    const costs = runnable.filter(({ op }) => op.isCost).map(({ node }) => node.id);
    return { nodes: lit(costs, "backward"), edges: DARK.edges };
  }
  const { node, phase } = step;
  const written =
    phase === "forward"
      ? graph.edges.filter(({ source }) => source === node)
      : Object.values(runnable[step.place]?.feeds ?? {});
  return {
    nodes: lit([node], phase),
    edges: lit(
      written.map(({ id }) => id),
      phase,
    ),
  };
}
