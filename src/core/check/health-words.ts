import { sayNumber } from "#core/formula/number";
import type { Names } from "#core/ops/define";
import { own } from "#core/own";
import type { Entry } from "#core/tape/tape";
import type { Dead, Illness, Sent } from "./finding";

/** What is known of a finding before it has its words. */
interface Found {
  readonly kind: Illness;
  readonly entry: Entry;
  readonly names: Names;
  /** Null where ∂C/∂out itself fell ill. */
  readonly sent: Sent | null;
  readonly dead: Dead | null;
  readonly gain: number;
  readonly level: number;
}

/** A node that changes the gradient by less than this does not make it ill by itself. */
const STRIKING = 10;

/** One sentence on where a gradient falls ill and why; names are plain text. */
export function sayFinding(found: Found): string {
  const { kind, entry, names, sent } = found;
  const { out } = names;
  if (!sent) return saySum(kind, out);
  const x = own(names.inputs, sent.name) ?? own(names.params, sent.name) ?? sent.name;
  const held = holder(entry, names);
  switch (kind) {
    case "nan":
      return held
        ? `∂C/∂${x} becomes NaN at ${out}, for ${held} in the forward pass already.`
        : `∂C/∂${x} becomes NaN at ${out}: all values are finite, but the slope is not defined here, as for 0 / 0 or 0 · ∞.`;
    case "infinite":
      return held
        ? `∂C/∂${x} becomes infinite at ${out}, for ${held} in the forward pass already.`
        : `∂C/∂${x} becomes infinite at ${out}: the slope has no end here, as where 0 is divided by or put under a root, or numbers outgrow 10^308.`;
    case "zero":
      return entry.isCost
        ? `${out} sends nothing back to ${x}: the cost is level here, as where the prediction meets the target.`
        : `Nothing of the gradient gets past ${out} to ${x}: ${out} does not change with ${x} at the values that it has now.`;
    case "dead":
      return sayDead(found, x);
    case "vanishing":
      return sayVanishing(found, x);
    case "exploding":
      return sayExploding(found, x);
  }
}

function saySum(kind: Illness, out: string): string {
  const what = {
    nan: "becomes NaN: infinite contributions of opposite sign meet",
    infinite: "becomes infinite: the contributions together outgrow 10^308",
    zero: "becomes 0: the contributions of its paths cancel out",
    dead: "is partly 0",
    vanishing: "becomes very small: the contributions of its paths nearly cancel out",
    exploding: "becomes very large: the contributions of its paths add up",
  };
  return `∂C/∂${out} ${what[kind]}.`;
}

function sayDead({ dead, names: { out } }: Found, x: string): string {
  const { units = 0, of = 0, rows = 0 } = dead ?? {};
  const which = units === 1 ? `1 of the ${of} units of ${x} is dead` : `${units} of the ${of} units of ${x} are dead`;
  return `${which}: ${out} lets none of their gradient through in any of the ${rows} rows.`;
}

function sayVanishing({ gain, level, names: { out } }: Found, x: string): string {
  const share = `${sayNumber(gain * 100)} %`;
  if (gain * STRIKING > 1) {
    return `By ${out} the gradient has shrunk to ${sayNumber(level)} of what C sends back, step by step; ${out} passes on ${share} of it to ${x}.`;
  }
  return `Only ${share} of the gradient gets past ${out} to ${x}: ${out} is nearly flat at these values of ${x}.`;
}

function sayExploding({ gain, level, names: { out } }: Found, x: string): string {
  return gain < STRIKING
    ? `By ${out} the gradient has grown to ${sayNumber(level)} times what C sends back, step by step; ${out} makes it ${sayNumber(gain)} times as large on the way to ${x}.`
    : `${out} makes the gradient ${sayNumber(gain)} times as large on the way to ${x}: it changes steeply with ${x} here.`;
}

/** What at a node is not finite before anything comes back, in words; null where all is. */
function holder({ inputs, params, out }: Entry, names: Names): string | null {
  const values = [
    ...Object.entries(inputs).map(([name, { value }]) => [own(names.inputs, name) ?? name, value.data] as const),
    ...Object.entries(params).map(([name, { value }]) => [own(names.params, name) ?? name, value.data] as const),
    [names.out, out.value.data] as const,
  ];
  for (const [name, data] of values) {
    const bad = data.find((entry) => !Number.isFinite(entry));
    if (bad !== undefined) return `${name} is ${Number.isNaN(bad) ? "NaN" : "infinite"}`;
  }
  return null;
}
