import type { Naming } from "#core/formula/layout";
import type { Formula } from "#core/formula/tree";
import { formulaTex } from "#core/formula/write-tex";
import type { GraphNode } from "#core/graph/graph";
import { OUT } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { CardPicture, ParamField } from "#core/ops/define";
import type { Shape, Tensor } from "#core/tensor/tensor";
import { formulaHeight, formulaWidth } from "./formula-size";

/** One thing on a card, with the height that it takes, in canvas pixels at zoom 1. */
export type Section =
  /** A formula, as TeX and about as wide as this, and as what it was written from. */
  | {
      readonly kind: "formula";
      readonly tex: string;
      readonly math: CardMath;
      readonly formulaWidth: number;
      readonly height: number;
    }
  | {
      readonly kind: "param";
      readonly name: string;
      readonly field: ParamField;
      readonly form: ParamForm;
      readonly height: number;
    }
  | { readonly kind: "text"; readonly config: string; readonly height: number }
  | { readonly kind: "picture"; readonly picture: CardPicture; readonly height: number }
  | { readonly kind: "number"; readonly height: number }
  | { readonly kind: "unknown"; readonly height: number };

/** A card's formula, and how it names its tensors. */
export interface CardMath {
  readonly formula: Formula;
  readonly naming: Naming;
}

/** How a param is shown: one field, a small grid of fields, or a heat map. */
export type ParamForm = "scalar" | "grid" | "map";

/** Where a handle's middle lies, from the top of the card. */
export interface HandlePlace {
  readonly id: string;
  readonly y: number;
}

/** All that is on a card, from top to bottom, and how large it is for that. Made without a page, so that a layout can be too. */
export interface CardPlan {
  readonly width: number;
  readonly height: number;
  readonly sections: readonly Section[];
  readonly inputs: readonly HandlePlace[];
  readonly output: HandlePlace;
}

/** From the top of a card to its first input and its output: the same for all, so that a wire between two cards in a row is straight. */
export const HANDLE_TOP = 44;
/** Between two inputs: the labels of their wires lie one above the other there. */
export const HANDLE_GAP = 44;
/** Half the side of a handle's ring. */
export const RING = 5;
/** Above and below what is on a card, and left and right of it. */
export const CARD_PADDING = 10;
export const HEADER_HEIGHT = 20;
/** One line of fields, with the space below it. */
export const ROW_HEIGHT = 25;
/** A param's name and shape. */
export const PARAM_HEAD_HEIGHT = 20;
/** Width of one cell of a grid, with the space beside it. */
export const CELL_WIDTH = 52;
/** Above a picture. */
export const PICTURE_GAP = 6;

const NARROWEST = 116;
const WIDEST = 300;
const MOST_GRID_COLUMNS = 4;
const MOST_GRID_ROWS = 4;
const MAP_HEIGHT = 44;
const STRIP_HEIGHT = 20;
const CURVE_HEIGHT = 60;
const KERNEL_HEIGHT = 88;
const SMALL_KERNEL_HEIGHT = 64;
const MOST_KERNELS = 4;
const NUMBER_HEIGHT = 36;

/**
 * What is on a node's card. `math` is its formula, or null where it has none; `shape` is that of its output, where it is known.
 * Depends on nothing else.
 */
export function planCard(node: GraphNode, name: string, math: CardMath | null, shape: Shape | undefined): CardPlan {
  const resolved = resolve(node);
  if (!resolved) {
    const width = clampWidth(Math.max(200, headerWidth(name, node.type)));
    const sections: Section[] = [{ kind: "unknown", height: 52 }];
    return { width, height: cardHeight(sections, 0), sections, inputs: [], output: { id: OUT, y: HANDLE_TOP } };
  }
  const { op, params } = resolved;
  const handles = Object.keys(resolved.inputs);
  const sections: Section[] = [];
  // A node without inputs has nothing to compute: what it holds says it all.
  if (math && handles.length > 0) sections.push(formulaSection(math, op.isCost));
  for (const [config, field] of Object.entries(op.config)) {
    if (field.kind === "text") sections.push({ kind: "text", config, height: ROW_HEIGHT + 4 });
  }
  if (op.picture) sections.push(pictureOf(op.picture, node));
  for (const [param, field] of Object.entries(params)) {
    const value = node.params[param];
    if (value) sections.push(paramSection(param, field, value));
  }
  if (op.isCost || (shape?.length === 0 && handles.length > 0))
    sections.push({ kind: "number", height: NUMBER_HEIGHT });
  const width = clampWidth(
    Math.max(headerWidth(name, op.type), ...sections.map((section) => sectionWidth(section, node))),
  );
  return {
    width,
    height: cardHeight(sections, handles.length),
    sections,
    inputs: handles.map((id, at) => ({ id, y: HANDLE_TOP + at * HANDLE_GAP })),
    output: { id: OUT, y: HANDLE_TOP },
  };
}

/** How a tensor is shown on a card: by its size alone. */
export function paramForm({ shape, data }: Tensor): ParamForm {
  if (shape.length === 0) return "scalar";
  const columns = shape.at(-1) ?? 1;
  const rows = columns === 0 ? 0 : data.length / columns;
  const small = columns >= 1 && columns <= MOST_GRID_COLUMNS && rows <= MOST_GRID_ROWS && shape.length <= 2;
  return small ? "grid" : "map";
}

function paramSection(name: string, field: ParamField, value: Tensor): Section {
  const form = paramForm(value);
  if (form === "scalar") return { kind: "param", name, field, form, height: ROW_HEIGHT + 2 };
  const columns = value.shape.at(-1) ?? 1;
  const body = form === "grid" ? (value.data.length / columns) * ROW_HEIGHT + 4 : mapHeight(value) + 4;
  return { kind: "param", name, field, form, height: PARAM_HEAD_HEIGHT + body };
}

/** Height of a param's heat map: a single row needs no more than a strip. */
export function mapHeight({ shape, data }: Tensor): number {
  return data.length <= (shape.at(-1) ?? 1) ? STRIP_HEIGHT : MAP_HEIGHT;
}

function pictureOf(picture: CardPicture, node: GraphNode): Section {
  if (picture.kind === "curve") return { kind: "picture", picture, height: CURVE_HEIGHT };
  const count = kernelCount(node, picture);
  return { kind: "picture", picture, height: count === 1 ? KERNEL_HEIGHT : count * SMALL_KERNEL_HEIGHT };
}

/** How many kernels a card draws: all, or as many as there is room for. */
export function kernelCount(node: GraphNode, picture: Extract<CardPicture, { kind: "kernel" }>): number {
  const [centers, spreads] = [node.params[picture.center], node.params[picture.spread]];
  return Math.max(1, Math.min(MOST_KERNELS, centers?.data.length ?? 1, spreads?.data.length ?? 1));
}

/** Of a cost the name says what it is; what a formula explains besides has no room on a card. */
function formulaSection({ formula, naming }: CardMath, isCost: boolean): Section {
  const [, ...rights] = formula.sides;
  const shown = { ...formula, sides: isCost && rights.length > 0 ? rights : formula.sides, locals: [] };
  return {
    kind: "formula",
    tex: formulaTex(shown, naming),
    math: { formula: shown, naming },
    formulaWidth: formulaWidth(shown, naming),
    height: formulaHeight(shown),
  };
}

function sectionWidth(section: Section, node: GraphNode): number {
  if (section.kind === "formula") return 2 * CARD_PADDING + section.formulaWidth;
  if (section.kind === "text") return 188;
  if (section.kind === "picture") return section.picture.kind === "kernel" ? 176 : 116;
  if (section.kind !== "param") return 0;
  const value = node.params[section.name];
  if (section.form === "grid") return 2 * CARD_PADDING + (value?.shape.at(-1) ?? 1) * CELL_WIDTH - 3;
  return section.form === "scalar" ? 148 : 168;
}

function headerWidth(name: string, type: string): number {
  return 2 * CARD_PADDING + 16 + 12 + Math.min(name.length, 24) * 9 + type.length * 6.5;
}

function clampWidth(width: number): number {
  // To the 4-px grid.
  return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, width)) / 4) * 4;
}

/** Height of a card with these sections and so many inputs. */
export function cardHeight(sections: readonly Pick<Section, "height">[], handles: number): number {
  const content = sections.reduce((sum, { height }) => sum + height, 2 * CARD_PADDING + HEADER_HEIGHT);
  const forHandles = handles === 0 ? 0 : HANDLE_TOP + (handles - 1) * HANDLE_GAP + 24;
  return Math.max(64, content, forHandles);
}
