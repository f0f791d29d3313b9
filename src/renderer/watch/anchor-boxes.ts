import { type Box, boundsOf } from "#core/drawing/box";
import { LABEL_HEIGHT } from "#core/drawing/lane";
import type { Anchor } from "#core/recording/event";
import { camera } from "../canvas/camera";
import { cardBoxes, clientPoint, frame, frameRect } from "../canvas/canvas-frame";
import type { WireEdge } from "../canvas/flow-parts";
import { session } from "../state/session";

/** More than this many of the things that a card had better not cover are not looked at. */
const MOST = 400;

/** What an anchor names, from the canvas's top left corner on the screen; null where the graph has no such thing. */
export function anchorBox({ node, edge }: Anchor): Box | null {
  if (node !== undefined) {
    const [box] = cardBoxes(new Set([node]));
    return box ? onScreen(box) : null;
  }
  const wire = edge === undefined ? undefined : frame.flow?.getEdge(edge);
  if (wire) return labelBox(wire);
  // From afar wires are only painted.
  const found = session().analysis.graph.edges.find(({ id }) => id === edge);
  const ends = found && boundsOf(cardBoxes(new Set([found.source, found.target])));
  if (!ends) return null;
  return onScreen({ x: ends.x + ends.width / 2, y: ends.y + ends.height / 2, width: 1, height: 1 });
}

/** Cards and labels in view, but for what the anchor names. */
export function othersInView({ node, edge }: Anchor): readonly Box[] {
  const { width, height } = frameRect();
  const cards = cardBoxes().flatMap((box) => (box.id === node ? [] : [onScreen(box)]));
  const labels = (frame.flow?.getEdges() ?? []).flatMap((wire) => (wire.id === edge ? [] : (labelBox(wire) ?? [])));
  const seen = [...cards, ...labels].filter(
    (box) => box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0,
  );
  return seen.slice(0, MOST);
}

function labelBox({ data }: WireEdge): Box | null {
  if (!data) return null;
  const { at } = data.placed;
  const width = data.labelWidth;
  return onScreen({ x: at.x - width / 2, y: at.y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT });
}

function onScreen({ x, y, width, height }: Box): Box {
  const { left, top } = frameRect();
  const corner = clientPoint({ x, y });
  const { zoom } = camera.get();
  return { x: corner.x - left, y: corner.y - top, width: width * zoom, height: height * zoom };
}
