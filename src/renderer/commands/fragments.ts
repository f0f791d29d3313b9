import { type Document, emptyDocument, type Fragment, type Layout, type Position } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { serialiseDocument } from "#core/document/serialise";
import type { Problem } from "#core/problem";

/** How far a pasted card lies from the one that it was copied from, in canvas pixels, both ways. */
const STEP = 32;

/** Some nodes as text that can be pasted here, in another window, or into a file: a graph document of its own. */
export function fragmentText({ nodes, edges, layout }: Fragment): string {
  return serialiseDocument({ ...emptyDocument, graph: { nodes, edges }, layout });
}

/** The nodes in a text, or why it holds none, as a sentence. */
export function readFragment(text: string): Fragment | string {
  const { document, problems } = parseDocument(text);
  const [first] = problems;
  if (first !== undefined) return whyNot(first, problems.length);
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
 * How far to move a fragment so that no card lies exactly on another: a step or a few aside from where it was copied, if that
 * is here; else to the middle of what is seen.
 */
export function pasteOffset(fragment: Fragment, document: Document, center: Position | null): Position {
  const spots = fragment.nodes.map(({ id }) => fragment.layout[id] ?? { x: 0, y: 0 });
  const taken = new Set(document.graph.nodes.map(({ id }) => spotKey(document.layout[id])));
  const lands = (by: number) => spots.some(({ x, y }) => taken.has(spotKey({ x: x + by, y: y + by })));
  if (center && !lands(0)) {
    const middle = middleOf(spots);
    return { x: Math.round(center.x - middle.x), y: Math.round(center.y - middle.y) };
  }
  let by = lands(0) ? STEP : 0;
  while (lands(by)) by += STEP;
  return { x: by, y: by };
}

function spotKey(spot: Layout[string] | undefined): string {
  return `${spot?.x ?? 0} ${spot?.y ?? 0}`;
}

function middleOf(spots: readonly Position[]): Position {
  const xs = spots.map(({ x }) => x);
  const ys = spots.map(({ y }) => y);
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

/** A number of nodes in words: "1 node", "3 nodes". */
export function countNodes(count: number): string {
  return count === 1 ? "1 node" : `${count} nodes`;
}
