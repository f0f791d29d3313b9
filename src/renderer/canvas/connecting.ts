import { useSyncExternalStore } from "react";
import type { Analysis } from "#core/graph/analyse";
import { type Connection, connectionsFrom, type Refusal } from "#core/graph/connect";
import { OUT } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import { type Live, live } from "./live-store";

/** The end of a wire that stays where it is while the other is taken somewhere. */
export interface Anchor {
  readonly node: string;
  readonly handle: string;
  readonly side: "source" | "target";
}

/** A wire that is being drawn. */
export interface Connecting {
  readonly anchor: Anchor;
  /** What the edge would be, and why it may not be. */
  readonly judge: (node: string, handle: string) => Refusal | null;
  /** With the keyboard: all places where it may end, and the one that is looked at. */
  readonly choice: {
    readonly places: readonly { readonly node: string; readonly handle: string }[];
    readonly at: number;
  } | null;
}

/** The wire that is being drawn, or null. */
export const connecting: Live<Connecting | null> = live<Connecting | null>(null);

/** What a handle is to the wire that is being drawn. */
export type Standing = "" | "anchor" | "legal" | "illegal" | "looked-at";

/** What a handle is to the wire that is being drawn; a card renders again only where this changes. */
export function useStanding(node: string, handle: string, side: "source" | "target"): Standing {
  return useSyncExternalStore(connecting.subscribe, () => standingOf(connecting.get(), node, handle, side));
}

function standingOf(now: Connecting | null, node: string, handle: string, side: "source" | "target"): Standing {
  if (!now) return "";
  const { anchor, judge, choice } = now;
  if (anchor.side === side) return anchor.node === node && anchor.handle === handle ? "anchor" : "illegal";
  const looked = choice?.places[choice.at];
  if (looked && looked.node === node && looked.handle === handle) return "looked-at";
  return judge(node, handle) ? "illegal" : "legal";
}

/** The edge between a wire's anchor and another handle. */
export function connectionTo(anchor: Anchor, node: string, handle: string): Connection {
  return anchor.side === "source"
    ? { source: anchor.node, sourceHandle: anchor.handle, target: node, targetHandle: handle }
    : { source: node, sourceHandle: handle, target: anchor.node, targetHandle: anchor.handle };
}

/** A judge for wires from this anchor. Each answer is found once. */
export function judgeFor(analysis: Analysis, anchor: Anchor): Connecting["judge"] {
  const answers = new Map<string, Refusal | null>();
  const fromSource = anchor.side === "source" ? connectionsFrom(analysis, anchor.node) : null;
  return (node, handle) => {
    const key = `${node}\n${handle}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = fromSource ? fromSource(node, handle) : connectionsFrom(analysis, node)(anchor.node, anchor.handle);
    answers.set(key, answer);
    return answer;
  };
}

/** All handles where a wire from this anchor may end, in the order of `ids`. */
export function legalPlaces(
  analysis: Analysis,
  anchor: Anchor,
  judge: Connecting["judge"],
  ids: readonly string[],
): readonly { readonly node: string; readonly handle: string }[] {
  const nodes = new Map(analysis.graph.nodes.map((node) => [node.id, node]));
  return ids.flatMap((id) => {
    const node = nodes.get(id);
    const resolved = node && resolve(node);
    if (!resolved) return [];
    const handles = anchor.side === "source" ? Object.keys(resolved.inputs) : [OUT];
    return handles.filter((handle) => judge(id, handle) === null).map((handle) => ({ node: id, handle }));
  });
}
