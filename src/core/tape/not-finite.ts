import { nameOf } from "#core/graph/graph";
import type { Problem } from "#core/problem";
import type { Tensor } from "#core/tensor/tensor";
import type { Tape } from "./tape";

/**
 * Warns where a value or a gradient first became NaN or infinite in the run that the tape holds: the first entry forward, and
 * where all values are finite, the first entry backward. What follows from it is not named again.
 */
export function notFinite(tape: Tape): readonly Problem[] {
  for (const { node, inputs, params, out } of tape.entries) {
    const given = [...Object.values(inputs), ...Object.values(params)];
    if (allFinite(out.value) || !given.every(({ value }) => allFinite(value))) {
      const param = Object.entries(params).find(([, { value }]) => !allFinite(value));
      if (!param) continue;
      const message = `${param[0]} of ${nameOf(node)} holds ${firstOf(param[1].value)}`;
      return [{ code: "not-finite", message, node: node.id, param: param[0] }];
    }
    return [{ code: "not-finite", message: `the output became ${firstOf(out.value)} here`, node: node.id }];
  }
  for (let place = tape.entries.length - 1; place >= 0; place -= 1) {
    const entry = tape.entries[place];
    if (!entry?.live) continue;
    const grads = [...Object.values(entry.inputs), ...Object.values(entry.params)].flatMap(({ grad }) => grad ?? []);
    const bad = grads.find((grad) => !allFinite(grad));
    if (bad) return [{ code: "not-finite", message: `the gradient became ${firstOf(bad)} here`, node: entry.node.id }];
  }
  return [];
}

function allFinite({ data }: Tensor): boolean {
  for (let i = 0; i < data.length; i += 1) if (!Number.isFinite(data[i])) return false;
  return true;
}

function firstOf({ data }: Tensor): string {
  const entry = data.find((each) => !Number.isFinite(each)) ?? 0;
  return Number.isNaN(entry) ? "NaN" : entry > 0 ? "infinite" : "minus infinite";
}
