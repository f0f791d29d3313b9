import type { Box } from "#core/drawing/box";
import { HANDLE_TOP } from "#core/drawing/card-plan";
import type { PaletteColor, Theme } from "#core/drawing/palette";
import { planOf } from "#core/drawing/plans";
import { picturePlaces } from "#core/export/picture-places";
import { drawPicture, type Picture } from "#core/export/svg";
import { colorsOf, SANS } from "#core/export/svg-style";
import { coordinate, cut, element, escapeXml } from "#core/export/svg-text";
import type { Frame } from "#core/recording/player";
import type { Moment } from "./moment";
import { type Wrapped, wrapText } from "./wrap-text";

/** The size of a film's pictures, in pixels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** How much of a film, from 0 to 1, is taken by a picture. */
export interface Stretch {
  readonly phase: Moment["phase"];
  readonly from: number;
  readonly to: number;
}

/** All that is in one picture of a film. */
export interface FrameGiven {
  readonly frame: Frame;
  readonly moment: Moment;
  readonly theme: Theme;
  readonly size: FrameSize;
  readonly title: string;
  /** As in "Step 5 of 13"; null before the first. */
  readonly counted: string | null;
  /** What the recording says or asks here; empty where it says nothing. */
  readonly caption: string;
  /** What is said below that, in place of the step: of a question nothing but what it is. */
  readonly aside: { readonly label: string; readonly text: string } | null;
  /** Whether it says anything anywhere, so that room is kept for it. */
  readonly hasCaptions: boolean;
  /** One of each picture of the film, in order. */
  readonly stretches: readonly Stretch[];
  /** Which of them this one is. */
  readonly at: number;
}

/** A picture is laid out for this height and made larger as a whole. */
const HEIGHT = 720;
const HEAD = 44;
const SIDE = 32;
const BAR = 5;
/** Room for words below the graph, with captions and without, where the picture is wide and where it is a square. */
const STRIP = { wide: { captions: 164, alone: 128 }, square: { captions: 216, alone: 168 } };
/** A small graph is made no larger than this, and a large one no smaller: then the film goes where it is worked. */
const LARGEST = 1.9;
const LEAST = 0.72;

/** Draws one picture of a film: the graph, below it what happens in words, and how far the film has come. */
export function drawFrame(given: FrameGiven): string {
  const { frame, moment, theme, size, title, hasCaptions } = given;
  const color = colorsOf(theme);
  const scale = size.height / HEIGHT;
  const width = size.width / scale;
  const strip = STRIP[width > HEIGHT * 1.2 ? "wide" : "square"][hasCaptions ? "captions" : "alone"];
  const area: Box = { x: 0, y: HEAD, width, height: HEIGHT - HEAD - strip };
  const picture = drawPicture(frame.document, frame.analysis, moment.readings, {
    theme,
    title,
    changed: moment.changed,
    changedLane: moment.changedLane,
    selected: chosenOf(frame),
    ...(moment.current === null ? {} : { current: moment.current }),
  });
  const rect = (box: Box, fill: string) => element("rect", { ...box, fill });
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${coordinate(width)} ${HEIGHT}`,
      ...size,
      role: "img",
      "font-family": SANS,
      "data-theme": theme,
    },
    [
      element("title", {}, escapeXml(title)),
      rect({ x: 0, y: 0, width, height: HEIGHT }, color("paper")),
      drawGraph(picture, viewOf(picture, area, given), area, theme),
      drawHead(given, width),
      drawWords(given, { x: 0, y: HEIGHT - strip, width, height: strip }),
    ].join("\n"),
  );
}

/** What a person chose, and what is spoken of. */
function chosenOf({ selection, question, caption }: Frame): ReadonlySet<string> {
  const anchor = (question ?? caption)?.node;
  return new Set([...(selection?.nodes ?? []), ...(anchor === undefined ? [] : [anchor])]);
}

/** The part of the canvas that is seen: all of it, or where that would be too small what is being worked on. */
function viewOf({ svg, width, height }: Picture, area: Box, { frame, moment }: FrameGiven): Box {
  const [x = 0, y = 0] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? "").split(" ").map(Number);
  const fit = Math.min(area.width / width, area.height / height);
  const zoom = Math.min(LARGEST, Math.max(LEAST, fit));
  const [wide, high] = [area.width / zoom, area.height / zoom];
  const middle = { x: x + width / 2, y: y + height / 2 };
  if (fit < LEAST) {
    const at = placeOf(frame, moment.current ?? (frame.question ?? frame.caption)?.node ?? null) ?? frame.camera;
    if (at) {
      middle.x = within(at.x, x, width, wide);
      middle.y = within(at.y, y, height, high);
    }
  }
  return { x: middle.x - wide / 2, y: middle.y - high / 2, width: wide, height: high };
}

/** As near to `wanted` as the middle of what is seen can be without looking past the end of what there is. */
function within(wanted: number, from: number, length: number, seen: number): number {
  if (seen >= length) return from + length / 2;
  return Math.min(from + length - seen / 2, Math.max(from + seen / 2, wanted));
}

function placeOf({ document, analysis }: Frame, id: string | null): { readonly x: number; readonly y: number } | null {
  if (id === null) return null;
  const plans = new Map(analysis.graph.nodes.map((node) => [node.id, planOf(node, analysis)]));
  const plan = plans.get(id);
  const place = plan && picturePlaces(document, analysis, (node) => plans.get(node) as typeof plan).get(id);
  return plan && place ? { x: place.x + plan.width / 2, y: place.y + HANDLE_TOP } : null;
}

/** The graph in its place; the dots of its ground go on to the ends of it. */
function drawGraph({ svg }: Picture, view: Box, area: Box, theme: Theme): string {
  const content = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"));
  const viewBox = [view.x, view.y, view.width, view.height].map(coordinate).join(" ");
  const ground = (fill: string) => element("rect", { ...view, fill });
  // The picture brings the pattern of its dots with it.
  const around = ground(colorsOf(theme)("ground")) + ground(`url(#gradwire-dots-${theme})`);
  return element("svg", { ...area, viewBox, "aria-hidden": "true" }, `\n${around}${content}`);
}

function drawHead({ title, frame, theme }: FrameGiven, width: number): string {
  const color = colorsOf(theme);
  const line = element("rect", { x: 0, y: HEAD - 1, width, height: 1, fill: color("line") });
  const half = (width - 3 * SIDE) / 2;
  const text = (x: number, said: string, more: Readonly<Record<string, string | number>>) =>
    element("text", { x, y: 28, "font-size": 15, ...more }, escapeXml(said));
  const chapter = frame.chapter === null ? "" : fitted(frame.chapter, half, 15);
  return [
    line,
    text(SIDE, fitted(title, chapter === "" ? 2 * half : half, 15), { "font-weight": 600, fill: color("ink") }),
    ...(chapter === "" ? [] : [text(width - SIDE, chapter, { "text-anchor": "end", fill: color("muted") })]),
  ].join("");
}

/** One line that is no wider than this. */
function fitted(text: string, width: number, size: number): string {
  return wrapText(cut(text, 400), width, [{ size, lines: 1 }]).lines[0] ?? "";
}

const PHASE_COLORS: Readonly<Record<NonNullable<Moment["phase"]>, PaletteColor>> = {
  forward: "value",
  seed: "gradient",
  backward: "gradient",
  update: "family-layer",
};

/** A colour for what happens; ink where nothing is computed. */
function phaseColor(phase: Moment["phase"]): PaletteColor {
  return phase === null ? "muted" : PHASE_COLORS[phase];
}

function drawWords(given: FrameGiven, box: Box): string {
  const { moment, theme, counted, caption, aside, hasCaptions, stretches, at } = given;
  const color = colorsOf(theme);
  const width = box.width - 2 * SIDE;
  const lines: string[] = [];
  let y = box.y + BAR + 14;
  const put = ({ lines: said, size }: Wrapped, fill: PaletteColor, weight: number) => {
    const height = Math.round(size * 1.36);
    for (const line of said) {
      y += height;
      const style = { "font-size": size, "font-weight": weight, fill: color(fill) };
      lines.push(element("text", { x: SIDE, y: y - height * 0.27, ...style }, escapeXml(line)));
    }
  };
  if (hasCaptions && caption !== "") {
    put(wrapText(cut(caption, 1000), width, CAPTION_FITS), "ink", 400);
    y += 4;
  }
  const small = hasCaptions && caption !== "";
  const label = aside?.label ?? [counted, moment.title?.replace(/\.$/, "")].filter((part) => part).join(" · ");
  const sentence = aside?.text ?? moment.sentence;
  const labelSize = small ? 15 : 16;
  y += labelSize + 6;
  lines.push(
    element(
      "text",
      {
        x: SIDE,
        y: y - 3,
        "font-size": labelSize,
        "font-weight": 600,
        fill: color(aside ? "muted" : phaseColor(moment.phase)),
      },
      escapeXml(fitted(label, width, labelSize)),
    ),
  );
  y += 2;
  const room = box.y + box.height - 10 - y;
  const fits = SENTENCE_FITS.filter(({ size }) => !small || size <= 17).map((fit) => ({
    ...fit,
    lines: Math.min(fit.lines, Math.floor(room / Math.round(fit.size * 1.36))),
  }));
  const usable = fits.filter(({ lines: most }) => most > 0);
  if (usable.length > 0) put(wrapText(cut(sentence, 1000), width, usable), small ? "muted" : "ink", 400);
  return [
    element("rect", { ...box, fill: color("paper") }),
    drawProgress(stretches, at, { ...box, height: BAR }, theme),
    ...lines,
  ].join("\n");
}

const CAPTION_FITS = [
  { size: 23, lines: 2 },
  { size: 20, lines: 3 },
  { size: 17, lines: 3 },
  { size: 14, lines: 4 },
];
const SENTENCE_FITS = [
  { size: 24, lines: 1 },
  { size: 20, lines: 2 },
  { size: 17, lines: 3 },
  { size: 15, lines: 3 },
  { size: 13, lines: 4 },
];

/** How far the film has come, with its phases in their colours: pale ahead, full behind. */
function drawProgress(stretches: readonly Stretch[], at: number, box: Box, theme: Theme): string {
  const color = colorsOf(theme);
  const base = element("rect", { ...box, fill: color("line") });
  const parts = joined(stretches, at).map(({ phase, from, to, done }) =>
    element("rect", {
      x: box.x + from * box.width,
      y: box.y,
      width: (to - from) * box.width,
      height: box.height,
      fill: color(phaseColor(phase)),
      ...(done ? {} : { opacity: 0.22 }),
    }),
  );
  return base + parts.join("");
}

/** Neighbours that look alike as one: a film may have thousands of pictures. */
function joined(stretches: readonly Stretch[], at: number): readonly (Stretch & { readonly done: boolean })[] {
  const parts: { phase: Stretch["phase"]; from: number; to: number; done: boolean }[] = [];
  for (const [place, { phase, from, to }] of stretches.entries()) {
    const done = place <= at;
    const last = parts.at(-1);
    if (last && last.done === done && phaseColor(last.phase) === phaseColor(phase)) last.to = to;
    else parts.push({ phase, from, to, done });
  }
  return parts;
}
