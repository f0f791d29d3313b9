import { emptyDocument, type Fragment, type Position } from "#core/document/document";
import { serialiseDocument } from "#core/document/serialise";
import { own } from "#core/own";
import type { Problem } from "#core/problem";
import type { CardBox } from "../state/viewport";
import type { ReadDocument } from "../worker/read-protocol";

/** Between pasted cards and those above them, in canvas pixels. */
const GAP = 36;
/** The size of a card that is not here, about. */
const CARD = { width: 180, height: 140 };

/** Some nodes as text that can be pasted here, in another window, or into a file: a graph document of its own. */
export function fragmentText({ nodes, edges, layout }: Fragment): string {
  return serialiseDocument({ ...emptyDocument, graph: { nodes, edges }, layout });
}

/** The nodes in a text that was read, or why it holds none, as a sentence. */
export function readFragment({ document, problems, count }: ReadDocument): Fragment | string {
  const [first] = problems;
  if (first !== undefined) return whyNot(first, count);
  if (document === null || document.graph.nodes.length === 0) return "The graph on the clipboard has no nodes.";
  return { ...document.graph, layout: document.layout };
}

function whyNot({ code, message }: Problem, count: number): string {
  if (code === "not-json" || code === "not-gradwire") {
    return "The clipboard does not hold a graph. Copy some nodes, then paste.";
  }
  const more = count > 1 ? ` (and ${count - 1} more ${count === 2 ? "problem" : "problems"})` : "";
  return `The graph on the clipboard cannot be pasted: ${message}${more}.`;
}

/**
 * How far to move a fragment: to the middle of what is seen, or not at all if what it was copied from is here; and from there
 * down, as a whole, until it covers none of the cards that are here.
 */
export function pasteOffset(fragment: Fragment, cards: readonly CardBox[], center: Position | null): Position {
  const sizes = new Map(cards.map((card) => [card.id, card]));
  const boxes = fragment.nodes.map(({ id }) => ({
    ...(sizes.get(id) ?? CARD),
    ...(own(fragment.layout, id) ?? ORIGIN),
  }));
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - left;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - top;
  const taken = new Set(cards.map(spotKey));
  const here = center === null || boxes.some((box) => taken.has(spotKey(box)));
  const x = here ? 0 : Math.round(center.x - width / 2 - left);
  let y = here ? 0 : Math.round(center.y - height / 2 - top);
  // From the top down, so that each card is met but once.
  for (const card of [...cards].sort((one, other) => one.y - other.y)) {
    const beside = card.x >= left + x + width || card.x + card.width <= left + x;
    const apart = card.y >= top + y + height + GAP || card.y + card.height <= top + y;
    if (!beside && !apart) y = Math.round(card.y + card.height + GAP - top);
  }
  return { x, y };
}

const ORIGIN: Position = { x: 0, y: 0 };

function spotKey({ x, y }: Position): string {
  return `${x} ${y}`;
}

/** A number of nodes in words: "1 node", "3 nodes". */
export function countNodes(count: number): string {
  return count === 1 ? "1 node" : `${count} nodes`;
}
