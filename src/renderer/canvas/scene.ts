import type { Box } from "#core/drawing/box";
import { direction, strength } from "#core/drawing/gradient-strength";
import { wirePath } from "#core/drawing/wire-path";
import { nameOf } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { Family } from "#core/ops/define";
import { isWarning } from "#core/problem";
import type { RunStore } from "../state/run-store";
import type { Settings } from "../state/settings";
import type { CardNode, Flow, WireContent } from "./flow-parts";

/** A card as it is drawn from afar. */
export interface FarCard extends Box {
  readonly id: string;
  readonly name: string;
  readonly family: Family | "unknown";
  readonly selected: boolean;
  readonly problem: "none" | "warning" | "problem";
}

/** Wires that are drawn in one stroke. */
export interface FarWires {
  readonly look: WireLook;
  readonly path: Path2D;
}

/** How a wire looks from afar: its direction and how strong its gradient is, in quarters. */
export interface WireLook {
  readonly sign: "up" | "down" | "none" | "plain";
  readonly level: number;
  readonly mark: "none" | "problem" | "selected";
}

/** All that is drawn from afar; made when the graph or its numbers change, not when the camera moves. */
export interface Scene {
  readonly cards: readonly FarCard[];
  readonly wires: readonly FarWires[];
}

const LEVELS = 4;

/** The cards of a scene. */
export function farCards(nodes: readonly CardNode[]): readonly FarCard[] {
  return nodes.map(({ id, position, selected, data: { node, plan, problems } }) => ({
    id,
    x: position.x,
    y: position.y,
    width: plan.width,
    height: plan.height,
    name: nameOf(node),
    family: resolve(node)?.op.family ?? "unknown",
    selected: selected ?? false,
    problem: problems.length === 0 ? "none" : problems.every(isWarning) ? "warning" : "problem",
  }));
}

/** The wires of a scene, those that look alike in one path. */
export function farWires({ edges }: Flow, runs: RunStore, style: Settings["edgeStyle"]): readonly FarWires[] {
  const groups = new Map<string, FarWires>();
  for (const { id, data, selected } of edges) {
    if (!data) continue;
    const grad = runs.edge(id)?.grad ?? null;
    const look: WireLook = {
      sign: style === "plain" ? "plain" : direction(grad),
      level: style === "plain" ? 0 : Math.round(strength(grad) * LEVELS) / LEVELS,
      mark: data.problem ? "problem" : selected ? "selected" : "none",
    };
    const key = `${look.sign} ${look.level} ${look.mark}`;
    const group = groups.get(key) ?? { look, path: new Path2D() };
    groups.set(key, group);
    group.path.addPath(pathOf(data));
  }
  return [...groups.values()];
}

const paths = new WeakMap<WireContent, Path2D>();

function pathOf(data: WireContent): Path2D {
  const known = paths.get(data);
  if (known) return known;
  const path = new Path2D(wirePath(data.ends, data.placed.stretch, data.placed.crowded ? 0 : data.labelWidth));
  paths.set(data, path);
  return path;
}
