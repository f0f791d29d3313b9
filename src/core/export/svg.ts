import type { Document } from "#core/document/document";
import type { Box } from "#core/drawing/box";
import type { CardPlan } from "#core/drawing/card-plan";
import { type Missing, sayEdge, sayEnds, sayNode } from "#core/drawing/describe";
import type { Direction } from "#core/drawing/lane";
import type { Theme } from "#core/drawing/palette";
import type { Placed } from "#core/drawing/place-labels";
import { type ProblemsByPlace, problemsByPlace } from "#core/drawing/problems-by-place";
import type { Analysis } from "#core/graph/analyse";
import { type GraphEdge, type GraphNode, nameOf } from "#core/graph/graph";
import { isWarning, type Problem } from "#core/problem";
import type { Readings } from "#core/tape/readings";
import { liveness } from "#core/tape/score";
import { drawOnce, frameOf, type Scene, sceneOf } from "./picture-scene";
import { drawCard } from "./svg-card";
import { colorsOf, SANS } from "./svg-style";
import { coordinate, cut, element, escapeXml } from "./svg-text";
import { drawWire } from "./svg-wire";

/** How a picture is drawn, and what of it stands out. */
export interface PictureOptions {
  readonly theme: Theme;
  /** The node that is being worked on; it has a warm halo. */
  readonly current?: string;
  /** Edges of which a lane was written in this step; their wires are thick and warm. */
  readonly changed?: ReadonlySet<string>;
  /** Which lane of the changed edges was written; the value's where it is left out. */
  readonly changedLane?: Direction;
  /** Nodes with a ring of ink. */
  readonly selected?: ReadonlySet<string>;
  /** What the picture is called; by default as the document is. */
  readonly title?: string;
  /**
   * Rules of CSS, `@font-face` with the faces inside, for where the app's faces are not at hand: a frame of a film knows no page.
   * Without them each text is set in the nearest face there is.
   */
  readonly fontFaces?: string;
}

/** A picture, and how large it is in pixels at zoom 1. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Between the dots of the ground. */
const DOT_GAP = 20;

/**
 * Draws the canvas of a document as one SVG that needs nothing else: no script, no address, and no style sheet but the faces that it is given. The same
 * arguments give the same text. `readings` may hold what is known at a position of the pass only (`readingsAt`); what is missing
 * says so. Each node is a group with `data-node`, each edge one with `data-edge` that holds two with `data-lane` ("value" and
 * "gradient") and `data-state` ("known", "not-yet" or "no-cost"); an edge whose handle is not there is told, but not drawn.
 * Each part, and so each node and edge, is on a line of its own. The first picture of an analysis takes time in proportion to nodes
 * and edges, and to sort them; in further ones only what has changed is drawn again.
 */
export function drawPicture(
  document: Document,
  analysis: Analysis,
  readings: Readings,
  options: PictureOptions,
): Picture {
  const { theme } = options;
  const scene = sceneOf(document, analysis);
  const marks = problemsByPlace(analysis.problems);
  const words: string[] = [];
  const wires = drawWires(scene, analysis, readings, options, marks, words);
  const cards = scene.cards.map(({ node, plan, position }) => {
    const reading = readings.nodes.get(node.id) ?? null;
    const input = readings.edges.get(firstFeed(analysis, node, plan) ?? "") ?? null;
    const isCurrent = options.current === node.id;
    const isSelected = options.selected?.has(node.id) ?? false;
    const problems = marks.nodes.get(node.id) ?? [];
    return drawOnce(scene, `${theme} node ${node.id}`, [reading?.out.value, input?.value, isCurrent, isSelected], () =>
      drawCard(
        {
          node,
          plan,
          at: position,
          reading,
          input,
          isCurrent,
          isSelected,
          mark: markOf(problems),
          words: sayNode(briefly(node), reading, problems.slice(0, MOST_SAID).map(shorten)),
        },
        theme,
      ),
    );
  });
  const box = frameOf(scene);
  const content = [
    element("title", {}, escapeXml(titleOf(document, options))),
    element("desc", {}, escapeXml([count(analysis), ...words].join(" "))),
    ...(options.fontFaces ? [element("style", {}, escapeXml(options.fontFaces))] : []),
    drawGround(box, theme),
    ...wires,
    ...cards,
    ...(scene.cards.length === 0 ? [drawEmpty(box, theme)] : []),
  ];
  const { width, height } = box;
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: [box.x, box.y, width, height].map(coordinate).join(" "),
      width,
      height,
      role: "img",
      "font-family": SANS,
      "data-theme": theme,
    },
    `\n${content.join("\n")}\n`,
  );
  return { svg: `${svg}\n`, width, height };
}

/** Draws the wires, and tells each edge in words. */
function drawWires(
  scene: Scene,
  analysis: Analysis,
  readings: Readings,
  { theme, changed, changedLane = "value" }: PictureOptions,
  marks: ProblemsByPlace,
  words: string[],
): readonly string[] {
  const nodes = new Map(analysis.graph.nodes.map((node) => [node.id, briefly(node)]));
  const missing = missingBy(analysis);
  const told = new Map<string, string>();
  for (const edge of analysis.graph.edges) {
    const reading = readings.edges.get(edge.id) ?? null;
    const said = drawOnce(scene, `words ${edge.id}`, [reading?.value, reading?.grad], () => {
      const problem = marks.edges.get(edge.id);
      const ends = sayEnds(endsInBrief(edge), (id) => nodes.get(id));
      return sayEdge(ends, reading, problem ? shorten(problem) : null, missing(edge));
    });
    told.set(edge.id, said);
    words.push(`${said}.`);
  }
  return scene.wires.map(({ edge, ends, labelWidth }) => {
    const reading = readings.edges.get(edge.id) ?? null;
    const lane = changed?.has(edge.id) ? changedLane : null;
    return drawOnce(scene, `${theme} edge ${edge.id}`, [reading?.value, reading?.grad, lane], () =>
      drawWire(
        {
          id: edge.id,
          ends,
          placed: scene.placed.get(edge.id) as Placed,
          labelWidth,
          reading,
          missing: reading ? missing(edge) : "not yet",
          changed: lane,
          hasProblem: marks.edges.has(edge.id),
          words: told.get(edge.id) as string,
        },
        theme,
      ),
    );
  });
}

/** In signs: whatever a file holds, the words that are said over and over again stay few. */
const LONGEST_NAME = 80;
const LONGEST_PROBLEM = 240;
/** Problems that are said of one node. */
const MOST_SAID = 4;

function briefly(node: GraphNode): GraphNode {
  return { ...node, label: cut(nameOf(node), LONGEST_NAME), type: cut(node.type, LONGEST_NAME) };
}

function endsInBrief(edge: GraphEdge): GraphEdge {
  return { ...edge, targetHandle: cut(edge.targetHandle, LONGEST_NAME) };
}

function shorten(problem: Problem): Problem {
  return { ...problem, message: cut(problem.message, LONGEST_PROBLEM) };
}

/** Why an edge has no gradient: C does not depend on what it feeds, or it has not come back yet. */
function missingBy({ runnable, places }: Analysis): (edge: GraphEdge) => Missing {
  const live = liveness(runnable);
  return ({ id, target, targetHandle }) => {
    const place = places.get(target) ?? -1;
    return live[place] === 1 && runnable[place]?.feeds[targetHandle]?.id === id ? "not yet" : "no cost";
  };
}

function firstFeed({ runnable, places }: Analysis, node: GraphNode, plan: CardPlan): string | undefined {
  const ran = runnable[places.get(node.id) ?? -1];
  return ran?.feeds[plan.inputs[0]?.id ?? ""]?.id;
}

function markOf(problems: readonly Problem[]): "none" | "warning" | "problem" {
  if (problems.length === 0) return "none";
  return problems.every(isWarning) ? "warning" : "problem";
}

/** The dotted ground. A page may hold pictures of both themes, so the pattern is named by its theme. */
function drawGround({ x, y, width, height }: Box, theme: Theme): string {
  const color = colorsOf(theme);
  const id = `gradwire-dots-${theme}`;
  const dot = element("circle", { cx: DOT_GAP / 2, cy: DOT_GAP / 2, r: 1, fill: color("dots") });
  const pattern = element("pattern", { id, width: DOT_GAP, height: DOT_GAP, patternUnits: "userSpaceOnUse" }, dot);
  const box = { x, y, width, height };
  return (
    element("defs", {}, pattern) +
    element("rect", { ...box, fill: color("ground") }) +
    element("rect", { ...box, fill: `url(#${id})` })
  );
}

function drawEmpty({ x, y, width, height }: Box, theme: Theme): string {
  const style = { "font-size": 13, "text-anchor": "middle", fill: colorsOf(theme)("muted") };
  return element("text", { x: x + width / 2, y: y + height / 2 + 4, ...style }, "There is nothing in this graph yet.");
}

function titleOf({ meta }: Document, { title }: PictureOptions): string {
  return [title, meta.title].find((text) => text !== undefined && escapeXml(text).trim() !== "") ?? "Graph";
}

function count({ graph: { nodes, edges } }: Analysis): string {
  const amount = (length: number, one: string) => `${length} ${one}${length === 1 ? "" : "s"}`;
  return `A graph of ${amount(nodes.length, "node")} and ${amount(edges.length, "edge")}.`;
}
