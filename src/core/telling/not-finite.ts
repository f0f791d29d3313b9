import { type Mishap, mishapsOf } from "#core/formula/mishap";
import { sayNumber } from "#core/formula/number";
import { sayMishap } from "#core/formula/say-mishap";
import { signOf } from "#core/formula/say-not-finite";
import { groundOf } from "#core/formula/site";
import type { Formula } from "#core/formula/tree";
import { nameOf } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import { centredOf } from "#core/ops/naming";
import type { Problem } from "#core/problem";
import { firstNotFinite, type NotFinite } from "#core/tape/not-finite";
import type { Entry, Tape } from "#core/tape/tape";
import { indexOf } from "#core/tensor/index-of";

import { sizeOf } from "#core/tensor/tensor";
import { pushOf, siteOf } from "./told-node";

/** Warns where a value or a gradient first became NaN or infinite in the run that the tape holds, and says at which entry and what happened there. */
export function notFinite(tape: Tape): readonly Problem[] {
  const found = firstNotFinite(tape);
  if (!found) return [];
  const entry = tape.entries[found.place] as Entry;
  const { node } = entry;
  const what = `${signOf(found.entry)}${placeIn(found)}${more(found)}`;
  if (found.what === "given") {
    const message = `${found.name} of ${nameOf(node)} holds ${what}`;
    return [{ code: "not-finite", message, node: node.id, param: found.name as string }];
  }
  const mishap = mishapAt(entry, found);
  const why = mishap ? `: ${sayMishap(mishap)}${readFrom(entry, mishap)}` : "";
  const subject = found.what === "value" ? "the output" : `the gradient of ${found.name}`;
  return [{ code: "not-finite", message: `${subject} became ${what}${why}`, node: node.id }];
}

/** Entries as NumPy counts them: ` at [0, 2]`; nothing for a tensor that has but one. */
function placeIn({ at, shape }: Pick<NotFinite, "at" | "shape">): string {
  return sizeOf(shape) === 1 ? "" : ` at [${indexOf(at, shape).join(", ")}]`;
}

function more({ count, shape }: NotFinite): string {
  return count > 1 ? `, with ${count} of ${sizeOf(shape)} entries not finite` : "";
}

function readFrom({ inputs, params }: Entry, { read, with: operands }: Mishap): string {
  if (!read || (read.role !== "input" && read.role !== "param")) return "";
  const tensor = (read.role === "input" ? inputs : params)[read.name]?.value;
  if (!tensor) return "";
  const place = sizeOf(tensor.shape) === 1 ? "" : `[${indexOf(read.at, tensor.shape).join(", ")}]`;
  const is = operands.includes(read.value) ? "" : ` = ${sayNumber(read.value)}`;
  return `, from ${read.name}${place}${is}`;
}

/** So many entries of a formula of something on the way are looked at. */
const MOST_ENTRIES = 512;

/** What went wrong at that entry, as the node's own formulas have it; null where they do not show it. */
function mishapAt(entry: Entry, found: NotFinite): Mishap | null {
  const read = resolve(entry.node);
  if (!read) return null;
  const { op, settings } = read;
  const shapes = Object.fromEntries(Object.entries(entry.inputs).map(([name, { value }]) => [name, value.shape]));
  const { forward, backward } = op.formulas(settings, shapes);
  const ground = groundOf(siteOf(entry), centredOf(op), forward, pushOf(entry));
  const all =
    found.what === "value" ? forward : [...forward, ...backward.filter((formula) => isOf(formula, found.name))];
  for (const formula of all) {
    try {
      const mishaps = mishapsOf(formula, ground);
      const [from, to] = isOf(formula, found.name)
        ? [found.at, found.at + 1]
        : [0, Math.min(mishaps.all, MOST_ENTRIES)];
      for (let at = from; at < to; at += 1) {
        const mishap = mishaps.at(at);
        if (mishap) return mishap;
      }
    } catch (error) {
      // A formula that cannot be reckoned here tells nothing.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

/** Whether a formula is that of the output, or of the gradient of this input or param. */
function isOf({ sides: [left] }: Formula, name: string | null): boolean {
  if (left?.kind !== "entry") return false;
  return name === null ? left.of.role === "out" && !left.grad : left.of.name === name && left.grad;
}
