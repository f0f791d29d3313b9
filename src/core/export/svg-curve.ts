import { kernelCount, PICTURE_GAP } from "#core/drawing/card-plan";
import { CURVE_MARGIN, curveShape } from "#core/drawing/curve-shape";
import { KERNEL_MARGIN, type Kernel, kernelAt, kernelShape } from "#core/drawing/kernel-shape";
import type { Theme } from "#core/drawing/palette";
import type { GraphNode } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { CardPicture } from "#core/ops/define";
import type { Reading } from "#core/tape/readings";
import { colorsOf } from "./svg-style";
import { coordinate as at, element } from "./svg-text";

/** What an op draws of itself: its curve with the entries at work on it, or its kernels. */
export function drawPictureOf(
  picture: CardPicture,
  node: GraphNode,
  input: Reading | null,
  width: number,
  height: number,
  theme: Theme,
): string {
  if (picture.kind === "curve") {
    const curve = drawCurve(picture.at, input?.value.head ?? [], width, height - PICTURE_GAP, theme);
    return element("g", { transform: `translate(0 ${PICTURE_GAP})` }, curve);
  }
  const { params, config } = resolve(node)?.settings ?? { params: {}, config: {} };
  const [centers, spreads] = [params[picture.center], params[picture.spread]];
  if (!centers || !spreads) return "";
  const count = kernelCount(node, picture);
  const radius = config[picture.radius];
  const each = height / count;
  return Array.from({ length: count }, (_, place) => {
    const kernel: Kernel = {
      mu: centers.data[place] ?? Number.NaN,
      sigma: spreads.data[place] ?? Number.NaN,
      radius: typeof radius === "number" ? radius : 1,
      scaled: config[picture.scaled] === true,
    };
    const sound = Number.isFinite(kernel.mu) && Number.isFinite(kernel.sigma) && kernel.sigma > 0;
    const drawn = sound ? drawKernel(kernel, width, each - PICTURE_GAP, theme) : drawNone(width, each, theme);
    return element("g", { transform: `translate(0 ${at(PICTURE_GAP + place * each)})` }, drawn);
  }).join("");
}

function drawNone(width: number, height: number, theme: Theme): string {
  const style = { "font-size": 11, "text-anchor": "middle", fill: colorsOf(theme)("muted") };
  return element("text", { x: width / 2, y: height / 2, ...style }, "No such kernel can be drawn.");
}

function drawAxes(
  left: number,
  right: number,
  floor: number,
  centre: number,
  top: number,
  bottom: number,
  theme: Theme,
) {
  const color = colorsOf(theme);
  return (
    element("path", {
      d: `M${at(left)} ${at(floor)}H${at(right)}`,
      stroke: color("line-strong"),
      "stroke-opacity": 0.6,
    }) + element("path", { d: `M${at(centre)} ${at(top)}V${at(bottom)}`, stroke: color("line") })
  );
}

function drawLine(d: string, theme: Theme): string {
  const round = { "stroke-linejoin": "round", "stroke-linecap": "round" };
  return element("path", { d, fill: "none", stroke: colorsOf(theme)("value"), "stroke-width": 1.75, ...round });
}

function drawCurve(
  of: (x: number) => number,
  inputs: ArrayLike<number>,
  width: number,
  height: number,
  theme: Theme,
): string {
  const { baseline, centre, line, dots, dotRadius } = curveShape(of, inputs, width, height);
  const axes = drawAxes(
    CURVE_MARGIN,
    width - CURVE_MARGIN,
    baseline,
    centre,
    CURVE_MARGIN,
    height - CURVE_MARGIN,
    theme,
  );
  const fill = colorsOf(theme)("value");
  return (
    axes +
    drawLine(line, theme) +
    dots.map(({ x, y }) => element("circle", { cx: x, cy: y, r: dotRadius, fill })).join("")
  );
}

function drawKernel(kernel: Kernel, width: number, height: number, theme: Theme): string {
  const { reach, floor, x, y, line, taps } = kernelShape(kernel, width, height);
  const value = colorsOf(theme)("value");
  const area = `${line}L${at(x(reach))} ${at(floor)}L${at(x(-reach))} ${at(floor)}z`;
  const stems = taps.map((m) => `M${at(x(m))} ${at(floor)}V${at(y(kernelAt(m, kernel)))}`).join("");
  const dots = taps.map((m) =>
    element("circle", { cx: x(m), cy: y(kernelAt(m, kernel)), r: taps.length > 17 ? 1.5 : 2, fill: value }),
  );
  return [
    drawAxes(x(-reach), x(reach), floor, x(0), KERNEL_MARGIN, floor, theme),
    element("path", { d: area, fill: value, "fill-opacity": 0.08 }),
    element("path", { d: stems, stroke: value, "stroke-opacity": 0.35 }),
    drawLine(line, theme),
    ...dots,
  ].join("");
}
