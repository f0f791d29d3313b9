import { brief, type NumberWriter } from "#core/formula/number";
import { type Ground, groundOf, type KnownSite, type KnownTraced, type Named } from "#core/formula/site";
import type { Analysis, Runnable } from "#core/graph/analyse";
import { feedsInto, namesOf } from "#core/graph/names";
import type { Resolved } from "#core/graph/resolve";
import type { Formulas, Names } from "#core/ops/define";
import { centredOf, namingOf, shapesOf } from "#core/ops/naming";
import type { NodeReading, Readings } from "#core/tape/readings";
import type { Entry } from "#core/tape/tape";
import type { Shape, Tensor } from "#core/tensor/tensor";
import { type Telling, type ToldFormula, tellFormula } from "./told-formula";

/** A node's formulas, with the names of its graph and the numbers of a run as far as there are any. */
export interface NodeFormulas extends Telling {
  readonly names: Names;
  readonly formulas: Formulas;
}

/** The formulas of a node in its graph, whether it can run or not; its params must be there. `site` has the numbers of a run. */
export function formulasAt(
  { graph, shapes }: Pick<Analysis, "graph" | "shapes">,
  { node, op, settings }: Resolved,
  site: KnownSite | null,
  write: NumberWriter = brief,
  push?: Ground["push"],
): NodeFormulas {
  const names = namesOf(graph, node);
  const inputs: Record<string, Shape> = {};
  for (const [handle, { source }] of feedsInto(graph, node)) {
    const shape = shapes.get(source);
    if (shape) inputs[handle] = shape;
  }
  const isWired = Object.keys(op.inputs(settings)).every((handle) => Object.hasOwn(inputs, handle));
  const formulas = op.formulas(settings, isWired ? inputs : undefined);
  const ground = site && groundOf(site, centredOf(op), formulas.forward, push);
  const known = shapesOf(shapes.get(node.id), inputs, settings, site?.saved);
  return { names, formulas, ground, naming: namingOf(op, names, known), write };
}

/** Both ways of a node's formulas, told. */
export function tellNode(node: NodeFormulas): {
  readonly forward: readonly ToldFormula[];
  readonly backward: readonly ToldFormula[];
} {
  const told = (name: "forward" | "backward") => node.formulas[name].map((formula) => tellFormula(formula, node));
  return { forward: told("forward"), backward: told("backward") };
}

/** The numbers at a node as far as a run's readings hold them; null where something is not there yet. */
export function siteIn(
  { feeds }: Pick<Runnable, "feeds">,
  reading: NodeReading,
  { edges }: Pick<Readings, "edges">,
): KnownSite | null {
  const inputs: Record<string, KnownTraced> = {};
  for (const [handle, { id }] of Object.entries(feeds)) {
    const fed = edges.get(id);
    if (!fed) return null;
    inputs[handle] = fed;
  }
  return { out: reading.out, inputs, params: reading.params, saved: reading.saved };
}

/** All numbers of an entry of a tape. */
export function siteOf({ inputs, params, out, saved }: Entry): KnownSite {
  const whole = ({ shape, data }: Tensor) => ({ shape, head: data });
  const traced = ({ value, grad }: Entry["out"]) => ({ value: whole(value), grad: grad && whole(grad) });
  const all = <T, U>(named: Named<T>, change: (each: T) => U) =>
    Object.fromEntries(Object.entries(named).map(([name, each]) => [name, change(each)]));
  return { out: traced(out), inputs: all(inputs, traced), params: all(params, traced), saved: all(saved, whole) };
}

/** The push of an entry, as formulas ask for it. */
export function pushOf({ inputs, params, out, push }: Entry): NonNullable<Ground["push"]> {
  return ({ role, name }, at) => {
    const traced = (role === "input" ? inputs : params)[name];
    const outDot = new Float64Array(out.value.data.length);
    if (!traced) return outDot;
    const dot = new Float64Array(traced.value.data.length);
    dot[at] = 1;
    push({ [name]: dot }, outDot);
    return outDot;
  };
}
