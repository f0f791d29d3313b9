import type { Naming } from "#core/formula/layout";
import type { KnownSite, Named, Shapes } from "#core/formula/site";
import type { Ref, Term } from "#core/formula/tree";
import { own } from "#core/own";
import type { Shape } from "#core/tensor/tensor";
import type { Names, Op, Settings } from "./define";

/** How the formulas of an op name its tensors. Of shapes that are not known, none are needed. */
export function namingOf(op: Op, names: Names, shapeOf: Shapes["shapeOf"] = () => undefined): Naming {
  return {
    nameOf: ({ role, name }) => {
      if (role === "out") return names.out;
      if (role === "saved") return own(op.inside, name)?.symbol ?? name;
      return own(role === "input" ? names.inputs : names.params, name) ?? name;
    },
    writtenAs: ({ role, name }) => (role === "saved" ? own(op.inside, name)?.written : undefined),
    shapeOf,
    centred: centredOf(op),
  };
}

/** The intermediates of an op whose last axis is counted from its middle. */
export function centredOf({ inside }: Pick<Op, "inside">): ReadonlySet<string> {
  return new Set(Object.entries(inside).flatMap(([name, { centred }]) => (centred ? [name] : [])));
}

/** What an op calls its tensors while it is in no graph: by its letter and the symbols of its handles and params. */
export function ownNames(op: Op, settings: Settings): Names {
  const symbols = (fields: Named<{ readonly symbol: string }>) =>
    Object.fromEntries(Object.entries(fields).map(([name, { symbol }]) => [name, symbol]));
  return { out: op.letter, inputs: symbols(op.inputs(settings)), params: symbols(op.params(settings)) };
}

/** The shapes of a node's tensors: from the numbers at it, or from what is known of it before it runs. */
export function shapesOf(
  out: Shape | undefined,
  inputs: Named<Shape | undefined>,
  { params }: Settings,
  saved: KnownSite["saved"] = {},
): Shapes["shapeOf"] {
  return ({ role, name }: Ref) => {
    if (role === "out") return out;
    if (role === "input") return own(inputs, name);
    return role === "param" ? own(params, name)?.shape : own(saved, name)?.shape;
  };
}

/** An intermediate as a whole, such as σ′(z). */
export function insideTerm(name: string): Term {
  return { kind: "entry", of: { role: "saved", name }, grad: false, at: null, round: 0 };
}

/** The param that no formula of a node names by its symbol alone, such as the value of an Input, has no letter of its own. */
export function isLettered({ family }: Op): boolean {
  return family !== "source";
}
