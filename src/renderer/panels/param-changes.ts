import type { Runnable } from "#core/graph/analyse";
import type { Resolved } from "#core/graph/resolve";
import { type Shape, scalar, type Tensor, zeros } from "#core/tensor/tensor";

/**
 * A tensor of zeros for an optional param that a node does not have yet, of a shape that its op takes: one entry for each along
 * the last axis of the output if that fits, else a scalar.
 */
export function bornParam(
  resolved: Resolved,
  runnable: Runnable | null,
  inputs: Readonly<Record<string, Shape>>,
  name: string,
): Tensor {
  const first = Object.values(resolved.node.params)[0]?.shape[0];
  const last = runnable?.shape.at(-1);
  const candidates: Shape[] = [last, first].flatMap((length) => (length === undefined ? [] : [[length]]));
  const fits = (shape: Shape) => {
    if (!runnable) return true;
    const params = { ...resolved.settings.params, [name]: zeros(shape) };
    return "out" in resolved.op.shape(inputs, { ...resolved.settings, params });
  };
  return zeros([...candidates, []].find(fits) ?? []);
}

/** The inputs of a node that would be learnable params if they were given a value, such as the symbols of an expression. */
export function inputsToLearn({ op, inputs, settings }: Resolved): readonly string[] {
  return Object.keys(inputs).filter((name) =>
    Object.hasOwn(op.params({ ...settings, params: { ...settings.params, [name]: scalar(1) } }), name),
  );
}

/** The params of a node that would be inputs if their value were taken away. */
export function paramsToFeed({ op, params, settings }: Resolved): readonly string[] {
  return Object.keys(params).filter((name) => {
    const { [name]: _, ...others } = settings.params;
    return Object.hasOwn(op.inputs({ ...settings, params: others }), name);
  });
}
