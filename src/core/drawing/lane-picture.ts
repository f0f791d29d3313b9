import type { Digest } from "#core/tape/digest";
import { barPath } from "./bar-path";
import { largestMagnitude } from "./diverging";
import { laneCells, laneForm, PICTURE_HEIGHT, pictureWidth } from "./lane";

/** Steps of the diverging scale on either side of zero, as far as an eye tells them apart in a cell of a few pixels. */
export const HEAT_STEPS = 4;
/** Colours of a heat map on a lane: from the most negative to the most positive, and one for what is not finite. */
export const HEAT_COLORS = 2 * HEAT_STEPS + 2;

/** What a lane shows of a tensor besides its text. */
export interface LanePicture {
  /** Bars, or of a longer vector the zero line alone, in the lane's colour; an empty path where there are none. */
  readonly bars: string;
  /** Cells in colours of the diverging scale, as `heatPaths` gives them; none where the bars say it. */
  readonly heat: readonly string[];
}

/** The picture of a tensor on a lane. */
export function lanePicture(digest: Digest): LanePicture {
  const cells = laneCells(digest);
  if (!cells) return { bars: "", heat: [] };
  const width = pictureWidth(digest.shape);
  const form = laneForm(digest.shape);
  if (form === "numbers") return { bars: barsPath(cells.cells, width, PICTURE_HEIGHT), heat: [] };
  const heat = heatPaths(cells, width, PICTURE_HEIGHT, form === "bars");
  return { bars: form === "bars" ? zeroPath(width, PICTURE_HEIGHT) : "", heat };
}

/**
 * Cells in colours of the diverging scale: each path holds the cells of one colour. As bars they stand on a zero line in the
 * middle, so that the sign is read from the direction; as a map each fills its place, and zero is drawn too, so that the shape is seen.
 */
export function heatPaths(
  { rows, columns, cells }: { readonly rows: number; readonly columns: number; readonly cells: readonly number[] },
  width: number,
  height: number,
  asBars: boolean,
): readonly string[] {
  const paths = new Array<string>(HEAT_COLORS).fill("");
  const max = largestMagnitude(cells);
  const [wide, tall] = [width / Math.max(1, columns), height / Math.max(1, rows)];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = cells[row * columns + column] as number;
      const color = asBars ? barColor(x) : heatColor(x, max);
      const [top, height] = asBars ? bar(x, max, tall) : [row * tall, tall];
      paths[color] += `M${tidy(column * wide)} ${tidy(top)}h${tidy(wide)}v${tidy(height)}h${tidy(-wide)}z`;
    }
  }
  return paths;
}

/** A bar's length tells how much; its colour only which way. */
function barColor(x: number): number {
  return Number.isFinite(x) ? HEAT_STEPS + Math.sign(x) * HEAT_STEPS : HEAT_COLORS - 1;
}

/** Top and height of a bar; what is not finite fills its place, and zero is a hair on the zero line. */
function bar(x: number, max: number, tall: number): readonly [top: number, height: number] {
  if (!Number.isFinite(x)) return [0, tall];
  const length = Math.max(1, max === 0 ? 0 : (Math.abs(x) / max) * (tall / 2));
  return [x > 0 ? tall / 2 - length : tall / 2, length];
}

/** Which colour an entry has, where ±max are the ends of the scale. */
export function heatColor(x: number, max: number): number {
  if (!Number.isFinite(x)) return HEAT_COLORS - 1;
  if (max === 0) return HEAT_STEPS;
  const t = Math.max(-1, Math.min(1, x / max));
  // Away from zero, so that what is small is not taken for nothing.
  return HEAT_STEPS + Math.sign(t) * Math.ceil(Math.abs(t) * HEAT_STEPS);
}

/** A zero line across a picture. */
function zeroPath(width: number, height: number): string {
  return `M0 ${tidy(height / 2 - 0.5)}h${tidy(width)}v1h${tidy(-width)}z`;
}

/** Cells of a short vector as bars round a zero line, in one colour. */
function barsPath(cells: readonly number[], width: number, height: number): string {
  return barPath(cells, width, height, largestMagnitude(cells));
}

function tidy(x: number): number {
  return Math.round(x * 100) / 100;
}
