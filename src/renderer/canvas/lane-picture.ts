import { barPath } from "../fields/bar-path";
import { largestMagnitude } from "../styles/diverging";

/** Steps of the diverging scale on either side of zero, as far as an eye tells them apart in a cell of a few pixels. */
export const HEAT_STEPS = 4;
/** Colours of a heat map on a lane: from the most negative to the most positive, and one for what is not finite. */
export const HEAT_COLORS = 2 * HEAT_STEPS + 2;

/** The paths of a lane's picture: bars for a vector; for a matrix one path a colour. */
export interface LanePicture {
  readonly bars: string;
  readonly heat: readonly string[];
}

/** Cells as heat: each path holds the cells of one colour. Zero is the ground and is drawn too, so that the shape is seen. */
export function heatPaths(
  { rows, columns, cells }: { readonly rows: number; readonly columns: number; readonly cells: readonly number[] },
  width: number,
  height: number,
): readonly string[] {
  const paths = new Array<string>(HEAT_COLORS).fill("");
  const max = largestMagnitude(cells);
  const [wide, tall] = [width / Math.max(1, columns), height / Math.max(1, rows)];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = cells[row * columns + column] as number;
      const color = heatColor(x, max);
      paths[color] += `M${tidy(column * wide)} ${tidy(row * tall)}h${tidy(wide)}v${tidy(tall)}h${tidy(-wide)}z`;
    }
  }
  return paths;
}

/** Which colour an entry has, where ±max are the ends of the scale. */
export function heatColor(x: number, max: number): number {
  if (!Number.isFinite(x)) return HEAT_COLORS - 1;
  if (max === 0) return HEAT_STEPS;
  const t = Math.max(-1, Math.min(1, x / max));
  // Away from zero, so that what is small is not taken for nothing.
  return HEAT_STEPS + Math.sign(t) * Math.ceil(Math.abs(t) * HEAT_STEPS);
}

/** Cells of a vector as bars round a zero line. */
export function barsPath(cells: readonly number[], width: number, height: number): string {
  return barPath(cells, width, height, largestMagnitude(cells));
}

function tidy(x: number): number {
  return Math.round(x * 100) / 100;
}
