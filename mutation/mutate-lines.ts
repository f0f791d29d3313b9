import { isJsonObject, type Json } from "#core/json";
import type { Dice } from "./dice";
import { numberTexts, pieces } from "./hostile";
import { graphWounds } from "./mutate-graph";
import { changedAt, jsonWounds } from "./mutate-json";

type Lines = readonly string[];

/** A line with its JSON hurt; one that is none stays. */
function hurtJson(line: string, change: (json: Json) => Json): string {
  try {
    return JSON.stringify(change(JSON.parse(line) as Json)) ?? "";
  } catch {
    return line;
  }
}

const any = (lines: Lines, dice: Dice) => dice.below(lines.length);

/** Ways to hurt a recording by its lines, given those of another as well. */
export const lineWounds = {
  "a line dropped": (lines, dice) => lines.toSpliced(any(lines, dice), 1),
  "lines dropped": (lines, dice) => lines.toSpliced(any(lines, dice), dice.below(10)),
  "a line twice": (lines, dice) => {
    const at = any(lines, dice);
    return lines.toSpliced(at, 0, lines[at] ?? "");
  },
  "two lines exchanged": (lines, dice) => {
    const [a, b] = [any(lines, dice), any(lines, dice)];
    return lines.with(a, lines[b] ?? "").with(b, lines[a] ?? "");
  },
  "lines of another": (lines, dice, others) => {
    const from = any(others, dice);
    return lines.toSpliced(any(lines, dice), dice.below(3), ...others.slice(from, from + 1 + dice.below(4)));
  },
  "a header of another": (lines, _, others) => lines.with(0, others[0] ?? ""),
  "JSON of a line": (lines, dice, others) => {
    const at = any(lines, dice);
    const wound = dice.pick(Object.values(jsonWounds));
    const other = parsed(others[any(others, dice)] ?? "");
    return lines.with(
      at,
      hurtJson(lines[at] ?? "", (json) => wound(json, dice, other)),
    );
  },
  "the graph of the header": (lines, dice) => {
    const wound = dice.pick(Object.values(graphWounds));
    return lines.with(
      0,
      hurtJson(lines[0] ?? "", (json) => changedAt(json, ["graph"], (graph) => wound(graph, dice))),
    );
  },
  "a graph anywhere": (lines, dice) => {
    const at = dice.below(lines.length + 1);
    const graph = graphWounds["a param"](fieldOf(parsed(lines[0] ?? ""), "graph"), dice);
    return lines.toSpliced(at, 0, JSON.stringify([1, "e", { position: dice.below(4), graph }]));
  },
  "a time": (lines, dice) => {
    const at = any(lines, dice);
    return lines.with(at, (lines[at] ?? "").replace(/^\[[^,]*,/, `[${dice.pick(numberTexts)},`));
  },
  "a code": (lines, dice) => {
    const at = any(lines, dice);
    const code = dice.pick([..."fgbukescmpqx", "zz", "__proto__", ""]);
    return lines.with(at, (lines[at] ?? "").replace(/^\[([^,]*),"\w*"/, `[$1,${JSON.stringify(code)}`));
  },
  "a number": (lines, dice) => {
    const at = any(lines, dice);
    const line = lines[at] ?? "";
    const found = [...line.matchAll(/-?\d+(\.\d+)?([eE][-+]?\d+)?/g)];
    if (found.length === 0) return lines;
    const one = dice.pick(found);
    return lines.with(at, line.slice(0, one.index) + dice.pick(numberTexts) + line.slice(one.index + one[0].length));
  },
  "a reference": (lines, dice) => {
    const hashes = [...lines.join("\n").matchAll(/"#[0-9a-f]{16}"/g)].map(([hash]) => hash);
    const at = any(lines, dice);
    const hash = dice.pick([...hashes, '"#0000000000000000"', '"#"', '"#zz"']);
    return lines.with(at, (lines[at] ?? "").replace(/\[-?\d[^\]"]*\](?=[,}])/, hash));
  },
  "a strange line": (lines, dice) => {
    const line = dice.pick([...pieces, '[0,"zz",{}]', '[0,"x",{}]', "[0]", '[0,"f",{"step":1}]', '[1e999,"p",{}]']);
    return lines.toSpliced(dice.below(lines.length + 1), 0, line);
  },
  "many lines": (lines, dice) => {
    const at = any(lines, dice);
    return lines.toSpliced(at, 0, ...new Array<string>(dice.pick([100, 5000])).fill(lines[at] ?? ""));
  },
} as const satisfies Readonly<Record<string, (lines: Lines, dice: Dice, others: Lines) => Lines>>;

function parsed(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return null;
  }
}

function fieldOf(json: Json, name: string): Json {
  return (isJsonObject(json) ? json[name] : undefined) ?? null;
}
