import { type ColorName, type Theme, themeColor } from "../styles/theme";
import type { Box, Camera } from "./camera";
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
  for (const card of scene.cards) {
    const box = onScreen(card, camera);
    if (box.x > width || box.y > height || box.x + box.width < 0 || box.y + box.height < 0) continue;
    paintCard(context, card, box, camera.zoom, color);
  }
}

function paintCard(
  context: CanvasRenderingContext2D,
  card: FarCard,
  { x, y, width, height }: Box,
  zoom: number,
  color: (name: ColorName) => string,
): void {
  const wrong = card.problem !== "none";
  context.fillStyle = color("paper");
  context.strokeStyle = card.selected
    ? color("ink")
    : wrong
      ? color(card.problem === "warning" ? "warning" : "problem")
      : color("line-strong");
  context.lineWidth = card.selected || wrong ? 2 : 0.75;
  if (width < 10) {
    context.fillRect(x, y, width, height);
    context.strokeRect(x, y, width, height);
  } else {
    context.beginPath();
    context.roundRect(x, y, width, height, 10 * zoom);
    context.fill();
    context.stroke();
  }
  const dot = Math.max(1.5, Math.min(4, 10 * zoom + 1));
  context.fillStyle = card.family === "unknown" ? color("muted") : color(`family-${card.family}`);
  context.beginPath();
  context.arc(x + dot * 2, y + dot * 2, dot, 0, 2 * Math.PI);
  context.fill();
  if (zoom >= NAMED && width > 26) {
    context.font = NAME_FONT;
    context.textBaseline = "middle";
    context.fillStyle = color("ink");
    context.fillText(card.name.slice(0, 12), x + dot * 4 + 1, y + dot * 2 + 0.5, width - dot * 4 - 2);
  }
  if (wrong) {
    context.font = NAME_FONT;
    context.fillStyle = color(card.problem === "warning" ? "warning" : "problem");
    context.fillText("!", x + width - 5, y - 4);
  }
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
