import type { Box } from "#core/drawing/box";
import type { Theme } from "#core/drawing/palette";
import { type ColorName, themeColor } from "../styles/theme";
import type { Camera } from "./camera";
import type { FarCard, Scene, WireLook } from "./scene";

/** From this zoom on a card's name is written on it. */
const NAMED = 0.12;
const NAME_FONT = "600 10px 'Inter Variable', system-ui, sans-serif";

/** Draws a scene as the camera sees it, in CSS pixels of a canvas that is `width` by `height`. */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  camera: Camera,
  width: number,
  height: number,
  theme: Theme,
): void {
  const color = (name: ColorName) => themeColor(name, theme);
  context.clearRect(0, 0, width, height);
  context.save();
  context.translate(camera.x, camera.y);
  context.scale(camera.zoom, camera.zoom);
  for (const { look, path } of scene.wires) {
    context.strokeStyle = wireColor(look, color);
    context.lineWidth = (look.mark === "selected" ? 2.5 : 1 + 1.25 * look.level) / camera.zoom;
    context.setLineDash(look.mark === "problem" ? [6 / camera.zoom, 4 / camera.zoom] : []);
    context.stroke(path);
  }
  context.setLineDash([]);
  context.restore();
  const seen = scene.cards
    .map((card) => ({ card, box: onScreen(card, camera) }))
    .filter(
      ({ box: { x, y, width: wide, height: tall } }) => x <= width && y <= height && x + wide >= 0 && y + tall >= 0,
    );
  paintCards(context, seen, camera.zoom, color);
}

interface Seen {
  readonly card: FarCard;
  readonly box: Box;
}

/** Cards that look alike go into one path: a thousand of them are then a handful of strokes. */
function paintCards(
  context: CanvasRenderingContext2D,
  seen: readonly Seen[],
  zoom: number,
  color: (name: ColorName) => string,
): void {
  const corner = 10 * zoom;
  for (const [border, cards] of groupBy(seen, ({ card }) => borderOf(card))) {
    context.beginPath();
    for (const { box } of cards) {
      if (corner < 1) context.rect(box.x, box.y, box.width, box.height);
      else context.roundRect(box.x, box.y, box.width, box.height, corner);
    }
    context.fillStyle = color("paper");
    context.strokeStyle = color(border);
    context.lineWidth = border === "line-strong" ? 0.75 : 2;
    context.fill();
    context.stroke();
  }
  const dot = Math.max(1.5, Math.min(4, 10 * zoom + 1));
  for (const [family, cards] of groupBy(seen, ({ card }) => card.family)) {
    context.beginPath();
    for (const { box } of cards) {
      if (dot < 2) context.rect(box.x + dot, box.y + dot, 2 * dot, 2 * dot);
      else {
        context.moveTo(box.x + 3 * dot, box.y + 2 * dot);
        context.arc(box.x + 2 * dot, box.y + 2 * dot, dot, 0, 2 * Math.PI);
      }
    }
    context.fillStyle = family === "unknown" ? color("muted") : color(`family-${family}`);
    context.fill();
  }
  paintWords(context, seen, zoom, dot, color);
}

function paintWords(
  context: CanvasRenderingContext2D,
  seen: readonly Seen[],
  zoom: number,
  dot: number,
  color: (name: ColorName) => string,
): void {
  context.font = NAME_FONT;
  context.textBaseline = "middle";
  for (const { card, box } of seen) {
    if (zoom >= NAMED && box.width > 26) {
      context.fillStyle = color("ink");
      context.fillText(card.name.slice(0, 12), box.x + dot * 4 + 1, box.y + dot * 2 + 0.5, box.width - dot * 4 - 2);
    }
    if (card.problem === "none") continue;
    context.fillStyle = color(card.problem);
    context.fillText("!", box.x + box.width - 5, box.y - 4);
  }
}

function borderOf({ selected, problem }: FarCard): ColorName {
  if (selected) return "ink";
  return problem === "none" ? "line-strong" : problem;
}

function groupBy<Key>(seen: readonly Seen[], keyOf: (each: Seen) => Key): ReadonlyMap<Key, readonly Seen[]> {
  const groups = new Map<Key, Seen[]>();
  for (const each of seen) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

function wireColor({ sign, level, mark }: WireLook, color: (name: ColorName) => string): string {
  if (mark === "problem") return color("problem");
  if (mark === "selected") return color("ink");
  if (sign === "plain" || level === 0) return color("wire");
  // Downward gradients are drawn as strong, told apart by the values' blue.
  return level >= 0.5 && sign !== "none" ? color(sign === "down" ? "value" : "gradient") : color("wire");
}

/** A box as the camera sees it. */
export function onScreen({ x, y, width, height }: Box, camera: Camera): Box {
  return {
    x: x * camera.zoom + camera.x,
    y: y * camera.zoom + camera.y,
    width: width * camera.zoom,
    height: height * camera.zoom,
  };
}
