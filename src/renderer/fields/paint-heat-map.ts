import { divergingIndex, divergingTable } from "#core/drawing/diverging";
import type { Theme } from "#core/drawing/palette";
import type { Tensor } from "#core/tensor/tensor";
import { themeColor } from "../styles/theme";
import { planeOf } from "./cells";
import { coarsen } from "./coarsen";

/** Gaps are drawn between cells that are at least this wide and tall, in CSS pixels. */
const ROOM_FOR_GAPS = 6;

/** Paints a tensor's plane over the whole canvas, which it sizes for the screen's pixels; ±max are the ends of the scale. */
export function paintHeatMap(
  canvas: HTMLCanvasElement,
  tensor: Tensor,
  max: number,
  width: number,
  height: number,
  theme: Theme,
): void {
  const density = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.max(1, Math.round(width * density));
  canvas.height = Math.max(1, Math.round(height * density));
  const context = canvas.getContext("2d");
  const { rows, columns } = planeOf(tensor.shape);
  if (!context || rows * columns === 0) return;
  const seen = coarsen(tensor.data, { rows, columns }, canvas.height, canvas.width);
  const image = new ImageData(seen.columns, seen.rows);
  const table = divergingTable(theme);
  const odd = (themeColor("scale-not-finite", theme).match(/\d+/g) ?? []).map(Number);
  for (let i = 0; i < seen.entries.length; i += 1) {
    const x = seen.entries[i] as number;
    const finite = Number.isFinite(x);
    const from = finite ? divergingIndex(x, max) * 3 : 0;
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[4 * i + channel] = (finite ? table[from + channel] : odd[channel]) ?? 0;
    }
    image.data[4 * i + 3] = 255;
  }
  const source = new OffscreenCanvas(seen.columns, seen.rows);
  source.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);

  const pitch = { x: canvas.width / columns, y: canvas.height / rows };
  if (Math.min(pitch.x, pitch.y) < ROOM_FOR_GAPS * density) return;
  context.fillStyle = themeColor("paper", theme);
  for (let column = 1; column < columns; column += 1)
    context.fillRect(Math.round(column * pitch.x) - 1, 0, density, canvas.height);
  for (let row = 1; row < rows; row += 1) context.fillRect(0, Math.round(row * pitch.y) - 1, canvas.width, density);
}
