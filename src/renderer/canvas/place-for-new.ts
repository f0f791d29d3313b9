import type { Position } from "#core/document/document";
import { laneWidth } from "#core/drawing/lane";
import { opOf } from "#core/ops/index";
import { session } from "../state/session";
import { cardBoxes, freePlace, middle, NEW_CARD } from "./canvas-frame";
import { freshSettings } from "./palette-search";

/** Between two cards, beside the label of the wire that may come to lie there. */
const LABEL_ROOM = 40;
const ROW_GAP = 36;

/**
 * Where a new node goes, as `addAt` takes it: what takes inputs to the right of the one card that is selected, which will likely
 * feed it; a source below that card, as it feeds the same node; and with nothing selected, the middle of what is seen.
 */
export function placeForNew(type: string): Position {
  const { selection, analysis } = session();
  const [card] = selection.nodes.size === 1 ? cardBoxes(selection.nodes) : [];
  if (!card) {
    const { x, y } = middle();
    return freePlace({ x: x - NEW_CARD.width / 2, y: y - NEW_CARD.height / 2 });
  }
  const op = opOf(type);
  const isSource = op !== undefined && Object.keys(op.inputs(freshSettings(op))).length === 0;
  const corner = isSource
    ? { x: card.x, y: card.y + card.height + ROW_GAP }
    : { x: card.x + card.width + laneWidth(analysis.shapes.get(card.id)) + LABEL_ROOM, y: card.y };
  return freePlace(corner);
}
