import type { Position } from "#core/document/document";
import type { Box } from "./box";
import { type Ends, isLevel, labelAt, type Stretch } from "./wire-path";

/** A wire that wants a label of this size. */
export interface Wanting {
  readonly id: string;
  readonly ends: Ends;
  readonly width: number;
  readonly height: number;
}

/** Where a label lies: its middle, and the stretch of the wire that runs level under it. `crowded` says that there is no room for it. */
export interface Placed {
  readonly at: Position;
  readonly stretch: Stretch;
  readonly crowded: boolean;
}

const CELL = 160;
/** So many boxes touch one square only where cards lie in a heap; there is no room among them, and no use in looking for it. */
const FULL = 64;
/** Between a label and a card. */
const CLEAR = 3;

/**
 * A place for each label: on its wire, on no card, and on no other label. A wire into a handle has the stretch before that handle
 * to itself, so in a laid-out graph all have room; where cards lie too close, the label is crowded out and only marked.
 * Depends on what is given alone, not on its order.
 */
export function placeLabels(wires: readonly Wanting[], cards: readonly Box[]): ReadonlyMap<string, Placed> {
  const taken = grid();
  for (const card of cards) taken.add(grown(card, CLEAR));
  const placed = new Map<string, Placed>();
  const waiting = [...wires].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  for (const wire of waiting) {
    const found = stretchesOf(wire).find((stretch) => taken.free(boxAt(wire, stretch)));
    const stretch = found ?? "middle";
    const at = labelAt(wire.ends, stretch, wire.width);
    if (found) taken.add(boxAt(wire, stretch));
    placed.set(wire.id, { at, stretch, crowded: !found });
  }
  return placed;
}

function stretchesOf({ ends }: Wanting): readonly Stretch[] {
  // Before the input even on a level wire: another wire into the same card bends farther back, and would cross its label.
  return isLevel(ends) ? ["target", "middle", "source"] : ["target", "source", "middle"];
}

function boxAt({ ends, width, height }: Wanting, stretch: Stretch): Box {
  const { x, y } = labelAt(ends, stretch, width);
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Boxes by the squares that they touch, so that only near ones are compared. */
function grid() {
  const cells = new Map<number, Box[]>();
  const each = (box: Box, visit: (key: number) => boolean): boolean => {
    const [left, top] = [Math.floor(box.x / CELL), Math.floor(box.y / CELL)];
    // Counted by steps: as far out as a file may put a card, one more is the same number again.
    const across = Math.floor((box.x + box.width) / CELL) - left;
    const down = Math.floor((box.y + box.height) / CELL) - top;
    for (let column = 0; column <= across; column += 1) {
      for (let row = 0; row <= down; row += 1) {
        if (!visit((left + column) * 1_000_003 + top + row)) return false;
      }
    }
    return true;
  };
  return {
    add(box: Box): void {
      each(box, (key) => {
        const list = cells.get(key);
        if (!list) cells.set(key, [box]);
        else if (list.length < FULL) list.push(box);
        return true;
      });
    },
    free(box: Box): boolean {
      return each(box, (key) => {
        const list = cells.get(key) ?? [];
        return list.length < FULL && !list.some((other) => overlap(box, other));
      });
    },
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
