import type { FinalConnectionState, OnConnectStartParams } from "@xyflow/react";
import type { Position } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import type { Connection } from "#core/graph/connect";
import { nameOf, OUT } from "#core/graph/graph";
import { session } from "../state/session";
import { canvasPoint } from "./canvas-frame";
import { type Anchor, connecting, connectionTo, judgeFor } from "./connecting";
import { connectEdge, firstLegal, moveEdge } from "./edits";
import { openPalette } from "./palette-store";
import { explain, hush, say } from "./saying";

/** The edge one of whose ends is being taken elsewhere. */
let taken: string | null = null;

/** An end of this edge is picked up. */
export function beginMovingEdge(id: string): void {
  taken = id;
}

/** A wire is picked up at a handle. */
export function beginWire({ nodeId, handleId, handleType }: OnConnectStartParams): void {
  if (nodeId === null || handleId === null || handleType === null) return;
  hush();
  const anchor: Anchor = { node: nodeId, handle: handleId, side: handleType };
  connecting.set({ anchor, judge: judgeFor(analysisFor(taken), anchor), choice: null });
}

/** An edge that is being moved must not stand in its own way. */
function analysisFor(edge: string | null) {
  const { analysis } = session();
  if (edge === null) return analysis;
  const { nodes, edges } = analysis.graph;
  return analyse({ nodes, edges: edges.filter(({ id }) => id !== edge) });
}

/** Whether a wire that is being drawn may end so. */
export function mayConnect({ source, sourceHandle, target, targetHandle }: LooseConnection): boolean {
  const now = connecting.get();
  if (!now) return false;
  const [node, handle] = now.anchor.side === "source" ? [target, targetHandle] : [source, sourceHandle];
  return now.judge(node, handle ?? OUT) === null;
}

interface LooseConnection {
  readonly source: string;
  readonly target: string;
  readonly sourceHandle?: string | null | undefined;
  readonly targetHandle?: string | null | undefined;
}

/** The wire was let go on a handle where it may end. */
export function finishWire({ source, sourceHandle, target, targetHandle }: LooseConnection): void {
  finish({ source, sourceHandle: sourceHandle ?? OUT, target, targetHandle: targetHandle ?? "" });
}

function finish(connection: Connection): void {
  if (taken === null) connectEdge(connection);
  else moveEdge(taken, connection);
  const names = new Map(session().analysis.graph.nodes.map((node) => [node.id, nameOf(node)]));
  say(`Connected ${names.get(connection.source)} to ${connection.targetHandle} of ${names.get(connection.target)}`);
}

/** The wire was let go. On a card it takes the first handle that it may; on nothing, the palette offers what to put there. */
export function endWire(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  const now = connecting.get();
  const edge = taken;
  connecting.set(null);
  if (now && !state.isValid) {
    const at = pointOf(event);
    const over = under(at);
    if (over) endOnCard(now.anchor, now.judge, over, at);
    else if (edge === null) openPalette({ anchor: now.anchor, screen: at, at: canvasPoint(at) });
  }
  taken = null;
}

function endOnCard(
  anchor: Anchor,
  judge: (node: string, handle: string) => { message: string } | null,
  over: Target,
  at: Position,
) {
  const { node, handle, side } = over;
  // Let go where it was picked up: nothing was meant.
  if (node === anchor.node && (handle === null || side === anchor.side)) return;
  if (handle !== null && side === anchor.side) {
    explain(
      side === "source" ? "Both are outputs: a wire ends at an input" : "Both are inputs: a wire comes from an output",
      at,
    );
    return;
  }
  const legal = handle === null ? firstLegal(node, anchor, judge as ReturnType<typeof judgeFor>) : null;
  if (legal !== null) {
    finish(connectionTo(anchor, node, legal));
    return;
  }
  explain(sentence(reasonAt(anchor, judge, node, handle)), at);
}

function reasonAt(
  anchor: Anchor,
  judge: (node: string, handle: string) => { message: string } | null,
  node: string,
  handle: string | null,
): string {
  if (handle !== null) return judge(node, handle)?.message ?? "this cannot be connected";
  const inputs = handlesOf(node);
  if (anchor.side === "target") return judge(node, OUT)?.message ?? "this cannot be connected";
  const reasons = inputs.map((input) => judge(node, input)?.message).filter((reason) => reason !== undefined);
  return reasons[0] ?? "this node takes no input";
}

function handlesOf(node: string): readonly string[] {
  return [
    ...document.querySelectorAll<HTMLElement>(`.react-flow__handle.target[data-nodeid="${CSS.escape(node)}"]`),
  ].map(({ dataset }) => dataset.handleid ?? "");
}

interface Target {
  readonly node: string;
  readonly handle: string | null;
  readonly side: "source" | "target" | null;
}

/** How far from a handle's middle is still on it, in screen pixels. */
const ON_HANDLE = 14;

/** The card, and the handle on it, under a point of the screen. */
function under(at: Position): Target | null {
  // By its place: React Flow takes the pointer away from handles where the wire cannot end, and it is those that need a word.
  const handle = [...document.querySelectorAll<HTMLElement>(".react-flow__handle")].find((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return Math.hypot((left + right) / 2 - at.x, (top + bottom) / 2 - at.y) < ON_HANDLE;
  });
  const card = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>(".react-flow__node");
  const node = handle?.dataset.nodeid ?? card?.dataset.id;
  if (node === undefined) return null;
  const side = handle ? (handle.classList.contains("source") ? "source" : "target") : null;
  return { node, handle: handle?.dataset.handleid ?? null, side };
}

function pointOf(event: MouseEvent | TouchEvent): Position {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
