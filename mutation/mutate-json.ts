import { isJsonObject, type Json, type JsonObject } from "#core/json";
import type { Dice } from "./dice";
import { longText, numbers, texts } from "./hostile";

type Path = readonly (string | number)[];

/** All places of a value, itself first. */
export function placesOf(json: Json, path: Path = []): readonly Path[] {
  if (typeof json !== "object" || json === null) return [path];
  const inner = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  return [path, ...inner.flatMap(([key, value]) => placesOf(value, [...path, key]))];
}

/** The value with what `change` makes of the one at a place; where it makes nothing, that place is gone. */
export function changedAt(json: Json, [key, ...path]: Path, change: (found: Json) => Json | undefined): Json {
  if (key === undefined) return change(json) ?? null;
  const put = (found: Json): Json | undefined => (path.length === 0 ? change(found) : changedAt(found, path, change));
  if (Array.isArray(json)) {
    return json.flatMap((value: Json, at) => {
      const next = at === key ? put(value) : value;
      return next === undefined ? [] : [next];
    });
  }
  if (!isJsonObject(json)) return json;
  return fromEntries(
    Object.entries(json).flatMap(([name, value]): [string, Json][] => {
      const next = name === key ? put(value) : value;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

/** As Object.fromEntries, which makes `__proto__` a field of its own as JSON.parse does. */
const fromEntries = (entries: readonly (readonly [string, Json])[]): JsonObject => Object.fromEntries(entries);

/** A value of any kind. */
export function anyValue(dice: Dice): Json {
  return dice.pick<() => Json>([
    () => null,
    () => dice.chance(0.5),
    () => dice.pick(numbers),
    () => dice.pick(texts),
    () => dice.pick(["NaN", "Infinity", "-Infinity"]),
    () => (dice.chance(0.1) ? longText : ""),
    () => [],
    () => ({}),
    () => anyTensor(dice),
    () => ({ [dice.pick(texts)]: dice.pick(numbers) }),
  ])();
}

/** A tensor of any rank from 0 to 5, now and then of very many entries, or a block that may not hold what it says. */
export function anyTensor(dice: Dice): Json {
  if (dice.chance(0.2)) {
    const shape = Array.from({ length: dice.below(4) }, () => dice.pick([0, 1, 2, 3, 1000, 2 ** 30, -1, 0.5]));
    const bytes = new Uint8Array(8 * dice.pick([0, 1, 4, 6, 1000]));
    return { shape, float64: dice.chance(0.8) ? Buffer.from(bytes).toString("base64") : "AAAA=A" };
  }
  if (dice.chance(0.03)) return Array.from({ length: 20_000 }, (_, at) => at / 7);
  const rank = dice.below(6);
  const build = (left: number): Json => {
    if (left === 0) return dice.chance(0.1) ? dice.pick(["NaN", "Infinity", -0]) : (dice.below(2001) - 1000) / 500;
    const length = dice.pick([0, 1, 1, 2, 2, 3]);
    return Array.from({ length }, () => build(left - 1));
  };
  return build(rank);
}

/** Ways to hurt JSON at a place that holds anything at all. */
export const jsonWounds = {
  "another value": (json, dice) => changedAt(json, somewhere(json, dice), () => anyValue(dice)),
  "a field dropped": (json, dice) => changedAt(json, somewhere(json, dice), () => undefined),
  "a field added": (json, dice) =>
    changedAt(json, somewhere(json, dice), (found) =>
      isJsonObject(found) ? fromEntries([...Object.entries(found), [dice.pick(texts), anyValue(dice)]]) : found,
    ),
  "a field renamed": (json, dice) => {
    const path = somewhere(json, dice);
    const last = path.at(-1);
    if (typeof last !== "string") return json;
    return changedAt(json, path.slice(0, -1), (found) =>
      isJsonObject(found)
        ? fromEntries(Object.entries(found).map(([name, value]) => [name === last ? dice.pick(texts) : name, value]))
        : found,
    );
  },
  "another shape": (json, dice) =>
    changedAt(json, somewhere(json, dice), (found) => {
      if (!Array.isArray(found)) return [found];
      return dice.pick<() => Json>([
        () => found.slice(1),
        () => [...found, ...found],
        () => [found],
        () => found.flat() as Json,
        () => found.toReversed() as Json,
      ])();
    }),
  "a piece of elsewhere": (json, dice, other) => {
    let piece: Json = null;
    changedAt(other, somewhere(other, dice), (found) => {
      piece = found;
      return found;
    });
    return changedAt(json, somewhere(json, dice), () => piece);
  },
} as const satisfies Readonly<Record<string, (json: Json, dice: Dice, other: Json) => Json>>;

function somewhere(json: Json, dice: Dice): Path {
  return dice.pick(placesOf(json));
}
