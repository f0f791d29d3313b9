import { formulaTex } from "#core/formula/write-tex";
import type { Family, Op, Settings } from "#core/ops/define";
import { namingOf, ownNames } from "#core/ops/naming";

/** Families in the order of a graph, and what each is called. */
export const FAMILIES: readonly { readonly family: Family; readonly title: string }[] = [
  { family: "source", title: "Sources" },
  { family: "layer", title: "Layers" },
  { family: "filter", title: "Filters" },
  { family: "function", title: "Functions" },
  { family: "cost", title: "Costs" },
];

/**
 * The ops that someone looks for: every word must begin a word of the type, the summary or a keyword. Those whose type begins so
 * come first; otherwise the order is that of the catalogue, by family.
 */
export function searchOps(ops: readonly Op[], query: string): readonly Op[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const order = new Map(FAMILIES.map(({ family }, at) => [family, at]));
  return ops
    .map((op, at) => ({ op, score: words.length === 0 ? 0 : scoreOf(op, words), at }))
    .filter(({ score }) => score < MISS)
    .sort((a, b) => a.score - b.score || (order.get(a.op.family) ?? 0) - (order.get(b.op.family) ?? 0) || a.at - b.at)
    .map(({ op }) => op);
}

const MISS = 9;

function scoreOf({ type, summary, keywords }: Op, words: readonly string[]): number {
  const name = fold(type);
  const parts = fold(type.replace(/([a-z])([A-Z])/g, "$1 $2")).split(" ");
  const known = keywords.map(fold);
  const rest = fold(summary).split(/[^\p{L}\p{N}σμ]+/u);
  const scores = words.map((word) => {
    if (name.startsWith(word)) return 0;
    if (parts.some((part) => part.startsWith(word))) return 1;
    if (known.some((key) => key.startsWith(word) || key.split(" ").some((part) => part.startsWith(word)))) return 2;
    return rest.some((part) => part.startsWith(word)) ? 3 : MISS;
  });
  return Math.max(...scores);
}

function fold(text: string): string {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").trim();
}

/** A new node's settings, from which its op's formula can be written before there is a node. */
export function freshSettings(op: Op): Settings {
  return {
    config: Object.fromEntries(Object.entries(op.config).map(([name, field]) => [name, field.default])),
    params: op.fresh({}),
  };
}

/** What an op computes, in its own symbols: the right-hand side of its card's formula. */
export function paletteTex(op: Op): string {
  const settings = freshSettings(op);
  const { card } = op.formulas(settings);
  const [, right] = card.sides;
  return formulaTex({ ...card, sides: right ? [right] : card.sides, locals: [] }, namingOf(op, ownNames(op, settings)));
}
