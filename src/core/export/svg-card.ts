import type { Position } from "#core/document/document";
import { CARD_PADDING, type CardPlan, HEADER_HEIGHT, RING, type Section } from "#core/drawing/card-plan";
import { short } from "#core/drawing/number-format";
import type { Theme } from "#core/drawing/palette";
import { type GraphNode, nameOf } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { NodeReading, Reading } from "#core/tape/readings";
import { drawPictureOf } from "./svg-curve";
import { drawFormula } from "./svg-formula";
import { drawName } from "./svg-name";
import { drawParam } from "./svg-param";
import { colorsOf, MONO } from "./svg-style";
import { coordinate, cut, element, escapeXml } from "./svg-text";

/** A card as it is drawn. */
export interface DrawnCard {
  readonly node: GraphNode;
  readonly plan: CardPlan;
  readonly at: Position;
  readonly reading: NodeReading | null;
  /** What comes into its first input. */
  readonly input: Reading | null;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly mark: "none" | "warning" | "problem";
  /** The card in words. */
  readonly words: string;
}

const CORNER = 10;
const NAME_SIZE = 17;
/** In signs. No type that this version knows is longer. */
const LONGEST_TYPE = 20;
/** About how wide a letter of a type is, in pixels. */
const TYPE_ADVANCE = 6;

/** The card: one group, marked with the node's id. */
export function drawCard(card: DrawnCard, theme: Theme): string {
  const { node, plan, at } = card;
  const room = plan.width - 2 * CARD_PADDING;
  const parts = [drawPaper(card, theme), drawHeader(card, theme)];
  let top = CARD_PADDING + HEADER_HEIGHT;
  for (const section of plan.sections) {
    // A card is at times higher than what is on it, for its handles; its one number stands in the middle of what is left.
    const spare = section.kind === "number" ? Math.max(0, plan.height - CARD_PADDING - top - section.height) / 2 : 0;
    const content = drawSection(section, card, room, theme);
    const transform = `translate(${CARD_PADDING} ${coordinate(top + spare)})`;
    if (content !== "") parts.push(element("g", { transform }, content));
    top += section.height;
  }
  for (const { y } of plan.inputs) parts.push(drawHandle(0, y, theme));
  parts.push(drawHandle(plan.width, plan.output.y, theme));
  if (card.mark !== "none") parts.push(drawMark(plan.width, card.mark, theme));
  const state = card.isCurrent ? { "data-current": "" } : {};
  const transform = `translate(${coordinate(at.x)} ${coordinate(at.y)})`;
  return element("g", { "data-node": node.id, ...state, "aria-label": card.words, transform }, parts.join(""));
}

function drawPaper({ plan: { width, height }, isCurrent, isSelected, mark }: DrawnCard, theme: Theme): string {
  const color = colorsOf(theme);
  const box = (by: number, down: number) => ({
    x: -by,
    y: -by + down,
    width: width + 2 * by,
    height: height + 2 * by,
    rx: CORNER + by,
  });
  // Flat shapes, not a blur: every program draws them, and a film of a thousand of them is drawn in time.
  const shade = theme === "light" ? 1 : 4;
  const shadow =
    element("rect", { ...box(1.5, 2), fill: "#000000", "fill-opacity": 0.025 * shade }) +
    element("rect", { ...box(0.5, 1), fill: "#000000", "fill-opacity": 0.05 * shade });
  const halo = isCurrent
    ? element("rect", { ...box(6, 0), fill: color("halo"), "fill-opacity": 0.35 }) +
      element("rect", { ...box(3, 0), fill: color("halo") })
    : "";
  const border = isSelected || isCurrent ? "ink" : mark === "problem" ? "problem" : "line";
  const strong = isSelected || isCurrent;
  const paper = {
    ...box(strong ? 0 : -0.5, 0),
    fill: color("paper"),
    stroke: color(border),
    "stroke-width": strong ? 2 : 1,
  };
  return shadow + halo + element("rect", paper);
}

function drawHeader({ node, plan }: DrawnCard, theme: Theme): string {
  const color = colorsOf(theme);
  const family = resolve(node)?.op.family;
  const middle = CARD_PADDING + HEADER_HEIGHT / 2;
  const dot = family
    ? element("circle", { cx: CARD_PADDING + 4, cy: middle, r: 4, fill: color(`family-${family}`) })
    : element("rect", { x: CARD_PADDING, y: middle - 4, width: 8, height: 8, fill: color("muted") });
  const type = cut(node.type, LONGEST_TYPE);
  const [left, right] = [CARD_PADDING + 16, plan.width - CARD_PADDING];
  const room = right - left - type.length * TYPE_ADVANCE - 8;
  const name = drawName(nameOf(node), NAME_SIZE, room, { x: left, y: middle + 5, fill: color("ink") });
  return dot + name + small(type, right, middle + 4, "end", theme);
}

/** Small words beside what they belong to. */
export function small(words: string, x: number, y: number, anchor: "start" | "end", theme: Theme): string {
  const style = { "font-size": 11, "text-anchor": anchor, fill: colorsOf(theme)("muted") };
  return element("text", { x, y, ...style }, escapeXml(words));
}

function drawSection(section: Section, card: DrawnCard, room: number, theme: Theme): string {
  const { node, reading, input } = card;
  const color = colorsOf(theme);
  switch (section.kind) {
    case "formula":
      return drawFormula(section.math, room, section.height, theme);
    case "param":
      return drawParam(section, node, reading, room, theme);
    case "text": {
      const given = node.config[section.config] ?? resolve(node)?.op.config[section.config]?.default;
      const text = typeof given === "string" ? given : "";
      const box = { y: 4, width: room, height: 24, rx: 5, fill: color("field") };
      const style = { "font-family": MONO, "font-size": 12, fill: color("ink") };
      const words = cut(text, Math.floor((room - 12) / 7.2));
      return element("rect", box) + element("text", { x: 7, y: 20, ...style }, escapeXml(words));
    }
    case "picture":
      return drawPictureOf(section.picture, node, input, room, section.height, theme);
    case "number": {
      const value = reading?.out.value.head[0];
      const place = { x: room / 2, y: section.height - 8, "text-anchor": "middle", "data-part": "number" };
      return value === undefined
        ? element("text", { ...place, "font-size": 13, "font-style": "italic", fill: color("muted") }, "not yet")
        : element(
            "text",
            { ...place, "font-family": MONO, "font-size": 19, "font-weight": 600, fill: color("ink") },
            short(value),
          );
    }
    case "unknown":
      return ["This version does not know", "this type. The node is kept", "as it is."]
        .map((words, line) => small(words, 0, 15 + 16 * line, "start", theme))
        .join("");
  }
}

function drawHandle(x: number, y: number, theme: Theme): string {
  const color = colorsOf(theme);
  return element("circle", {
    cx: x,
    cy: y,
    r: RING - 0.75,
    fill: color("paper"),
    stroke: color("line-strong"),
    "stroke-width": 1.5,
  });
}

function drawMark(width: number, mark: "warning" | "problem", theme: Theme): string {
  const color = colorsOf(theme);
  const style = {
    "text-anchor": "middle",
    "font-size": 12,
    "font-weight": 700,
    fill: color("paper"),
  };
  return (
    element("circle", { cx: width - 22, cy: 0, r: 10, fill: color(mark), stroke: color("ground"), "stroke-width": 2 }) +
    element("text", { x: width - 22, y: 4.3, ...style }, "!")
  );
}
