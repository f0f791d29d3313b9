import { entryMark } from "#core/drawing/entry-mark";
import { type Direction, laneText, laneTop, PICTURE_LEFT, textLeft } from "#core/drawing/lane";
import { lanePicture } from "#core/drawing/lane-picture";
import type { Digest } from "#core/tape/digest";

/** The parts of a lane that change with the numbers. They are written to directly, so that a run renders nothing. */
export interface LaneParts {
  readonly lane: SVGGElement;
  readonly text: SVGTextElement;
  readonly bars: SVGPathElement;
  readonly heat: SVGGElement;
  readonly mark: SVGRectElement;
}

/** Finds the parts of a lane in its group. */
export function lanePartsOf(lane: SVGGElement): LaneParts {
  const part = <T extends SVGElement>(name: string) => lane.querySelector(`[data-part="${name}"]`) as T;
  return { lane, text: part("text"), bars: part("bars"), heat: part("heat"), mark: part("mark") };
}

/** Writes numbers onto a lane, or words where there are none. */
export function paintLane({ lane, text, bars, heat }: LaneParts, digest: Digest | null, words: string): void {
  set(lane, "data-empty", digest ? null : "");
  if (!digest) {
    write(text, words, PICTURE_LEFT);
    set(bars, "d", "");
    paintHeat(heat, []);
    return;
  }
  write(text, laneText(digest), textLeft(digest.shape));
  const picture = lanePicture(digest);
  set(bars, "d", picture.bars);
  paintHeat(heat, picture.heat);
}

/** Marks the entry at this place of a lane's tensor, or none. */
export function markEntry({ mark }: LaneParts, direction: Direction, digest: Digest | null, at: number | null): void {
  const box = digest && at !== null ? entryMark(digest, at) : null;
  set(mark, "visibility", box ? "visible" : "hidden");
  if (!box) return;
  const { x, y, width, height } = box;
  const placed = { x, y: laneTop(direction) + y, width, height };
  for (const [name, value] of Object.entries(placed)) set(mark, name, String(value));
}

function paintHeat(heat: SVGGElement, paths: readonly string[]): void {
  for (let i = 0; i < heat.children.length; i += 1) set(heat.children[i] as Element, "d", paths[i] ?? "");
}

function write(text: SVGTextElement, content: string, x: number): void {
  set(text, "x", String(x));
  const node = text.firstChild;
  if (node === null) text.textContent = content;
  else if (node.nodeValue !== content) node.nodeValue = content;
}

function set(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
