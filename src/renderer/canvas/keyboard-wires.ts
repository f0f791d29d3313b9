import { nameOf } from "#core/graph/graph";
import { session } from "../state/session";
import { cardBoxes, clientPoint, middle, reveal } from "./canvas-frame";
import { type Anchor, connecting, connectionTo, judgeFor, legalPlaces } from "./connecting";
import { connectEdge } from "./edits";
import { explain, say } from "./saying";

/** Begins a wire with the keyboard: the places where it may end are gone through one by one. */
export function beginByKeys(anchor: Anchor, name: string, ids: readonly string[]): void {
  const { analysis } = session();
  const judge = judgeFor(analysis, anchor);
  const places = legalPlaces(analysis, anchor, judge, ids);
  if (places.length === 0) {
    const [card] = cardBoxes(new Set([anchor.node]));
    const at = card ? { x: card.x, y: card.y + card.height } : middle();
    explain(`There is no free input that ${name} could feed`, clientPoint(at));
    return;
  }
  connecting.set({ anchor, judge, choice: { places, at: 0 } });
  lookAt(
    0,
    `Connect from ${name}. ${places.length === 1 ? "One place" : `${places.length} places`}: Tab or arrows to choose, Enter to connect, Esc to stop. `,
  );
}

/** One key while a wire is drawn with the keyboard; false where it means nothing here. */
export function chooseByKeys(key: string, shift: boolean): boolean {
  const now = connecting.get();
  if (!now?.choice) return false;
  const { places, at } = now.choice;
  if (key === "Escape") {
    connecting.set(null);
    say("No edge was drawn");
    return true;
  }
  if (key === "Enter") {
    const chosen = places[at];
    connecting.set(null);
    if (chosen) {
      connectEdge(connectionTo(now.anchor, chosen.node, chosen.handle));
      say(`Connected to ${placeName(chosen)}`);
    }
    return true;
  }
  const by = { Tab: shift ? -1 : 1, ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (by === undefined) return false;
  lookAt((at + by + places.length) % places.length, "");
  return true;
}

function lookAt(at: number, before: string): void {
  const now = connecting.get();
  const looked = now?.choice?.places[at];
  if (!now?.choice || !looked) return;
  connecting.set({ ...now, choice: { ...now.choice, at } });
  const box = cardBoxes(new Set([looked.node]))[0];
  if (box) reveal(box);
  say(`${before}${placeName(looked)}, ${at + 1} of ${now.choice.places.length}`);
}

function placeName({ node, handle }: { readonly node: string; readonly handle: string }): string {
  const found = session().analysis.graph.nodes.find(({ id }) => id === node);
  return `input ${handle} of ${found ? nameOf(found) : node}`;
}

/** Picks nothing any more: the canvas lost the keyboard. */
export function stopByKeys(): void {
  if (connecting.get()?.choice) connecting.set(null);
}
