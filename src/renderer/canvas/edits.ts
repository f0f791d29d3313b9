import { addNode, connect, place, reconnect, setConfig, setLabel, setParam } from "#core/document/commands";
import type { Layout, Position } from "#core/document/document";
import { HANDLE_TOP } from "#core/drawing/card-plan";
import { analyse } from "#core/graph/analyse";
import type { Connection } from "#core/graph/connect";
import { fullNameOf, OUT } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { Json } from "#core/json";
import { own } from "#core/own";
import { sameTensor, type Tensor } from "#core/tensor/tensor";
import { change, currentDocument, select, session } from "../state/session";
import { type Anchor, connectionTo, judgeFor } from "./connecting";

/** Moves cards. */
export function moveCards(positions: Layout, gesture: string | null): void {
  const count = Object.keys(positions).length;
  change(place(currentDocument(), positions), count === 1 ? "move a node" : `move ${count} nodes`, gesture);
}

/** Adds a node, selects it, and where a wire was let go for it, connects it: one entry of the history. Gives its id. */
export function addAt(type: string, at: Position, anchor: Anchor | null): string {
  const before = currentDocument();
  const added = addNode(before, type, { x: Math.round(at.x), y: Math.round(at.y - HANDLE_TOP) });
  let { document } = added;
  const handle = anchor && firstLegalIn(added.id, anchor, document);
  if (anchor && handle) document = connect(document, analyse(document.graph), connectionTo(anchor, added.id, handle));
  change(document, `add ${type}`);
  select([added.id]);
  return added.id;
}

function firstLegalIn(node: string, anchor: Anchor, document: ReturnType<typeof currentDocument>): string | null {
  const analysis = analyse(document.graph);
  return firstLegal(node, anchor, judgeFor(analysis, anchor), analysis);
}

/** The first handle of a node where a wire from this anchor may end. */
export function firstLegal(
  node: string,
  anchor: Anchor,
  judge: ReturnType<typeof judgeFor>,
  analysis = session().analysis,
): string | null {
  const found = analysis.graph.nodes.find(({ id }) => id === node);
  const resolved = found && resolve(found);
  if (!resolved) return null;
  const handles = anchor.side === "source" ? Object.keys(resolved.inputs) : [OUT];
  return handles.find((handle) => judge(node, handle) === null) ?? null;
}

/** Draws an edge. */
export function connectEdge(connection: Connection): void {
  change(connect(currentDocument(), session().analysis, connection), "connect");
}

/** Takes one end of an edge elsewhere. */
export function moveEdge(id: string, connection: Connection): void {
  change(reconnect(currentDocument(), id, connection), "reconnect");
}

/** Names a node. */
export function rename(id: string, label: string): void {
  const document = currentDocument();
  const node = document.graph.nodes.find((other) => other.id === id);
  if (!node || fullNameOf(node) === label.trim()) return;
  change(setLabel(document, id, label.trim() === id ? "" : label), "rename");
}

/** Gives a param a tensor. The end of a gesture often brings what is there already: then nothing is computed again. */
export function editParam(id: string, name: string, value: Tensor, gesture: string | null): void {
  const document = currentDocument();
  const before = own(document.graph.nodes.find((node) => node.id === id)?.params ?? {}, name);
  if (before && sameTensor(before, value)) return;
  change(setParam(document, id, name, value), `change ${name}`, gesture);
}

/** Gives a setting a value. */
export function editConfig(id: string, name: string, value: Json): void {
  change(setConfig(currentDocument(), id, name, value), `change ${name}`);
}
