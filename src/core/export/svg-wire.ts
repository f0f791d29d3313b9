import { divergingColor } from "#core/drawing/diverging";
import { strength } from "#core/drawing/gradient-strength";
import {
  ARROWS,
  CHARACTER,
  type Direction,
  LANE_BASELINE,
  LANE_HEIGHT,
  laneText,
  laneTop,
  PICTURE_HEIGHT,
  PICTURE_LEFT,
  textLeft,
} from "#core/drawing/lane";
import { HEAT_COLORS, HEAT_STEPS, lanePicture } from "#core/drawing/lane-picture";
import { PALETTE, type Theme } from "#core/drawing/palette";
import type { Placed } from "#core/drawing/place-labels";
import { type Ends, wirePath } from "#core/drawing/wire-path";
import type { Digest } from "#core/tape/digest";
import type { Reading } from "#core/tape/readings";
import { colorsOf, MONO } from "./svg-style";
import { coordinate, element, escapeXml } from "./svg-text";

/** A wire as it is drawn. */
export interface DrawnWire {
  readonly id: string;
  readonly ends: Ends;
  readonly placed: Placed;
  readonly labelWidth: number;
  readonly reading: Reading | null;
  /** What stands in the gradient's lane while there is none. */
  readonly missing: string;
  /** The lane that this step wrote, if it is one of this wire's. */
  readonly changed: Direction | null;
  readonly hasProblem: boolean;
  /** The wire in words. */
  readonly words: string;
}

/** The wire with its two lanes: one group, marked with the edge's id, in which each lane is a group of its own. */
export function drawWire(wire: DrawnWire, theme: Theme): string {
  const { id, ends, placed, labelWidth, reading, changed, hasProblem } = wire;
  const color = colorsOf(theme);
  const d = wirePath(ends, placed.stretch, placed.crowded ? 0 : labelWidth);
  const line = { d, fill: "none", "stroke-linecap": "round" };
  const parts: string[] = [];
  if (changed)
    parts.push(element("path", { ...line, stroke: color("halo"), "stroke-width": 9, "stroke-opacity": 0.55 }));
  parts.push(
    element("path", {
      ...line,
      "data-part": "line",
      stroke: color(hasProblem ? "problem" : (changed ?? "wire")),
      "stroke-width": changed ? 3.25 : 1.25 + 1.75 * strength(reading?.grad ?? null),
      "stroke-dasharray": hasProblem ? "6 5" : undefined,
    }),
  );
  if (placed.crowded) parts.push(drawCrowded(placed, theme));
  else {
    const lanes =
      drawLane("value", reading?.value ?? null, "not yet", labelWidth, changed === "value", theme) +
      drawLane("gradient", reading?.grad ?? null, wire.missing, labelWidth, changed === "gradient", theme);
    const at = `translate(${coordinate(placed.at.x - labelWidth / 2)} ${coordinate(placed.at.y)})`;
    parts.push(element("g", { transform: at }, lanes));
  }
  return element("g", { "data-edge": id, "aria-label": wire.words }, parts.join(""));
}

function drawLane(
  direction: Direction,
  digest: Digest | null,
  words: string,
  width: number,
  changed: boolean,
  theme: Theme,
): string {
  const color = colorsOf(theme);
  const ink = digest ? color(direction) : color("muted");
  const top = laneTop(direction);
  const ground = element("rect", {
    x: -CHARACTER / 2,
    y: top,
    width: width + CHARACTER,
    height: LANE_HEIGHT,
    rx: 4,
    fill: color(changed ? `${direction}-wash` : "ground"),
    "fill-opacity": changed ? undefined : 0.82,
  });
  const arrow = element("path", {
    d: ARROWS[direction],
    transform: `translate(0 ${top + LANE_HEIGHT / 2})`,
    fill: "none",
    stroke: ink,
    "stroke-width": 1.4,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  const text = digest
    ? laneNumbers(laneText(digest), textLeft(digest.shape), top, ink)
    : element(
        "text",
        {
          x: PICTURE_LEFT,
          y: top + LANE_BASELINE,
          fill: ink,
          "font-size": 12,
          "font-style": "italic",
        },
        escapeXml(words),
      );
  const picture = digest ? drawLanePicture(digest, top, ink, theme) : "";
  const state = digest ? "known" : words.replace(" ", "-");
  return element("g", { "data-lane": direction, "data-state": state }, ground + arrow + picture + text);
}

/** Spaces that hold: XML would make one of many, and the numbers would not stand below each other. */
function laneNumbers(numbers: string, x: number, top: number, fill: string): string {
  const style = { "font-family": MONO, "font-size": 13, "font-weight": 500 };
  return element(
    "text",
    { x, y: top + LANE_BASELINE, fill, ...style },
    escapeXml(numbers.trimEnd()).replaceAll(" ", "\u00a0"),
  );
}

function drawLanePicture(digest: Digest, top: number, ink: string, theme: Theme): string {
  const { bars, heat } = lanePicture(digest);
  if (bars === "" && heat.length === 0) return "";
  const transform = `translate(${PICTURE_LEFT} ${top + (LANE_HEIGHT - PICTURE_HEIGHT) / 2})`;
  const line = bars === "" ? "" : element("path", { d: bars, fill: ink });
  return element("g", { transform }, drawHeat(heat, theme) + line);
}

/** Cells in the colours of the diverging scale. */
export function drawHeat(paths: readonly string[], theme: Theme): string {
  return paths
    .map((d, color) =>
      d === "" ? "" : element("path", { d, fill: heatFill(color, theme), "shape-rendering": "crispEdges" }),
    )
    .join("");
}

function heatFill(color: number, theme: Theme): string {
  if (color === HEAT_COLORS - 1) return PALETTE[theme]["scale-not-finite"];
  return divergingColor(color - HEAT_STEPS, HEAT_STEPS, theme);
}

/** Where cards lie too close for a label, a mark says that there is one. */
function drawCrowded({ at }: Placed, theme: Theme): string {
  const color = colorsOf(theme);
  const box = { x: -11, y: -7, width: 22, height: 14, rx: 7, fill: color("paper"), stroke: color("line-strong") };
  const dots = [
    element("circle", { cx: -4, r: 1.5, fill: color("value") }),
    element("circle", { cx: 4, r: 1.5, fill: color("gradient") }),
  ];
  return element(
    "g",
    { transform: `translate(${coordinate(at.x)} ${coordinate(at.y)})` },
    element("rect", box) + dots.join(""),
  );
}
