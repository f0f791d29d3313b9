import { mapHeight, PARAM_HEAD_HEIGHT, ROW_HEIGHT, type Section } from "#core/drawing/card-plan";
import { heatPaths } from "#core/drawing/lane-picture";
import { tight } from "#core/drawing/number-format";
import type { Theme } from "#core/drawing/palette";
import type { GraphNode } from "#core/graph/graph";
import { type Digest, digest } from "#core/tape/digest";
import type { NodeReading } from "#core/tape/readings";
import { formatShape, type Tensor } from "#core/tensor/tensor";
import { drawName } from "./svg-name";
import { colorsOf, MONO } from "./svg-style";
import { element, escapeXml } from "./svg-text";
import { drawHeat } from "./svg-wire";

const FIELD_HEIGHT = 22;
const FIELD_GAP = 3;
const SCALAR_WIDTH = 76;

/** A param on its card: a number, a grid of numbers, or a heat map. */
export function drawParam(
  { name, field, form }: Extract<Section, { kind: "param" }>,
  node: GraphNode,
  reading: NodeReading | null,
  room: number,
  theme: Theme,
): string {
  const value = node.params[name];
  if (!value) return "";
  if (form === "scalar") {
    const number = tight(value.data[0] ?? Number.NaN, 8);
    return (
      drawSymbol(name, field.symbol, 20, theme) + drawField(number, room - SCALAR_WIDTH, 5, SCALAR_WIDTH, 7, theme)
    );
  }
  const style = { "font-size": 11, "text-anchor": "end", fill: colorsOf(theme)("muted") };
  const head =
    drawSymbol(name, field.symbol, 14, theme) + element("text", { x: room, y: 14, ...style }, formatShape(value.shape));
  const body =
    form === "grid"
      ? drawGrid(value, room, theme)
      : drawMap(reading?.params[name]?.value ?? digest(value), room, mapHeight(value), theme);
  return head + body;
}

/** A Greek letter says it as the formula does; a word is easier to read as a word. */
function drawSymbol(name: string, symbol: string, y: number, theme: Theme): string {
  const fill = colorsOf(theme)("muted");
  if (/^\p{Script=Greek}$/u.test(symbol)) return drawName(symbol, 13, 40, { y, fill });
  return element("text", { y, fill, "font-size": 11 }, escapeXml(name));
}

function drawField(number: string, x: number, y: number, width: number, padding: number, theme: Theme): string {
  const color = colorsOf(theme);
  const style = { "font-family": MONO, "font-size": 12, "text-anchor": "end", fill: color("ink") };
  return (
    element("rect", { x, y, width, height: FIELD_HEIGHT, rx: 5, fill: color("field") }) +
    element("text", { x: x + width - padding, y: y + 15.5, ...style }, number)
  );
}

function drawGrid({ shape, data }: Tensor, room: number, theme: Theme): string {
  const columns = shape.at(-1) ?? 1;
  const width = (room - FIELD_GAP * (columns - 1)) / columns;
  return Array.from(data, (x, entry) => {
    const left = (entry % columns) * (width + FIELD_GAP);
    const top = PARAM_HEAD_HEIGHT + Math.floor(entry / columns) * ROW_HEIGHT;
    return drawField(tight(x, 6), left, top, width, 3, theme);
  }).join("");
}

function drawMap({ shape, head, picture }: Digest, room: number, height: number, theme: Theme): string {
  const columns = shape.at(-1) ?? 1;
  const cells = picture ?? { rows: columns === 0 ? 0 : head.length / columns, columns, cells: head };
  const frame = {
    width: room - 1,
    height: height - 1,
    x: 0.5,
    y: 0.5,
    fill: "none",
    stroke: colorsOf(theme)("ink"),
    "stroke-opacity": 0.1,
  };
  return element(
    "g",
    { transform: `translate(0 ${PARAM_HEAD_HEIGHT})` },
    drawHeat(heatPaths(cells, room, height, false), theme) + element("rect", frame),
  );
}
