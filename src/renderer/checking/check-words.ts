import type { NodeVerdict, TensorCheck } from "#core/check/graph-check";
import { saySlip } from "#core/check/slip";
import { grouped } from "#core/drawing/number-format";
import type { CheckScope } from "../state/checking";
import type { Checked } from "../worker/check-protocol";

/** A verdict on a node in a word or two. */
export const VERDICT_WORDS: Readonly<Record<NodeVerdict, string>> = {
  ok: "right",
  kink: "right, at a kink",
  wrong: "wrong",
  misled: "misled",
  unmeasured: "not measured",
  unknown: "not finite",
};

/** What a person calls a node. */
export type NameOf = (id: string) => string;

/** The whole check in a sentence or two. */
export function sayChecked({ pass, verdicts, judged, sampled }: Checked, scope: CheckScope, nameOf: NameOf): string {
  const names = (verdict: NodeVerdict) =>
    list([...verdicts].filter(([, of]) => of === verdict).map(([id]) => nameOf(id)));
  if (verdicts.size === 0) return "Nothing could be checked: no node can run.";
  const looked = `${counted(judged, "entry", "entries")} of ${counted(verdicts.size, "node")}`;
  if (!pass) {
    const wrong = names("wrong");
    const misled = names("misled");
    if (wrong === null) {
      return `${misled} is right itself, but the gradient that comes back to it is wrong: check the whole graph to find where.`;
    }
    const many = [...verdicts.values()].filter((verdict) => verdict === "wrong").length > 1;
    return `${wrong} ${many ? "are" : "is"} wrong${misled === null ? "" : `, and misleads ${misled}`}: the gradient on the tape is not the slope that is measured.`;
  }
  const unmeasured = names("unmeasured");
  const every = unmeasured === null ? "Every gradient agrees" : "Every gradient that could be measured agrees";
  const atNode = scope.kind === "node" ? nameOf(scope.node) : null;
  const what =
    atNode === null ? every : `The gradients at ${atNode} ${unmeasured === null ? "" : "that could be measured "}agree`;
  const unknown = names("unknown");
  return [
    `${what} with what is measured by differences: ${judged > 0 ? looked : counted(verdicts.size, "node")}.`,
    ...(sampled > 0 ? [saySampled(sampled)] : []),
    ...(unmeasured === null
      ? []
      : [`Not all of ${unmeasured} could be measured, which is neither right nor wrong; the list says why.`]),
    ...(unknown === null ? [] : [`Nothing can be said of ${unknown}: what reaches it is not finite.`]),
  ].join(" ");
}

function saySampled(sampled: number): string {
  return `${counted(sampled, "large tensor")} ${sampled === 1 ? "was" : "were"} checked along 8 random directions: a sample, not every entry.`;
}

/** What is to be said of a tensor that is not simply right; null for one that is. */
export function sayTensor({ verdict, slip, unmeasured }: TensorCheck): string | null {
  if (verdict === "unmeasured") return `It could not be measured: ${unmeasured}`;
  if (verdict === "kink") {
    return "At a kink: the slopes on its two sides differ, and the analytic gradient lies between them. Both are right";
  }
  return slip && saySlip(slip);
}

/** Why the numbers are not those on the canvas; null where they are. */
export function sayAgainst({ against }: TensorCheck): string | null {
  return against === "stand-in"
    ? "Too little comes back to this node in the graph to tell, so other numbers of size 1 were sent back through it."
    : null;
}

/** Where in a tensor: `weight[0, 2]`; a scalar's name alone. */
export function placeIn(name: string, index: readonly number[]): string {
  return index.length === 0 ? name : `${name}[${index.join(", ")}]`;
}

/** Names that are written out, before the rest are counted. */
const MOST_NAMED = 3;

function list(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const more = names.length - MOST_NAMED;
  const said = more > 0 ? [...names.slice(0, MOST_NAMED), `${grouped(more)} more`] : names;
  return said.length === 1 ? (said[0] as string) : `${said.slice(0, -1).join(", ")} and ${said.at(-1)}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
