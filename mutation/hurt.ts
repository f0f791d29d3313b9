import type { Json } from "#core/json";
import { type Dice, dice as diceOf } from "./dice";
import { graphWounds } from "./mutate-graph";
import { jsonWounds } from "./mutate-json";
import { lineWounds } from "./mutate-lines";
import { byteWounds, textWounds } from "./mutate-text";
import type { Kind } from "./originals";

/** One file of a campaign: what was done to an original, and what came of it. */
export interface Hurt {
  readonly wounds: readonly string[];
  readonly bytes: Uint8Array;
}

/** The file with this number in the campaign of this seed; the same three give the same bytes. */
export function hurt(
  originals: Readonly<Record<Kind, readonly string[]>>,
  kind: Kind,
  seed: number,
  index: number,
): Hurt {
  const dice = diceOf(seed * 2 ** 24 + index * 2 + (kind === "document" ? 0 : 1));
  const text = dice.pick(originals[kind]);
  const other = dice.pick(originals[kind]);
  const wounds: string[] = [];
  const hurtOnce = <T>(kinds: Readonly<Record<string, T>>): T => {
    const [name, wound] = dice.pick(Object.entries(kinds));
    wounds.push(name);
    return wound;
  };
  const many = () => dice.pick([1, 1, 1, 2, 3]);
  const spoiltText = () => {
    let hurt = text;
    for (let left = many(); left > 0; left -= 1) hurt = hurtOnce(textWounds)(hurt, dice, other);
    return new TextEncoder().encode(hurt);
  };
  const spoiltBytes = () => hurtOnce(byteWounds)(new TextEncoder().encode(text), dice);
  const spoiltJson = () => {
    let json = JSON.parse(text) as Json;
    for (let left = many(); left > 0; left -= 1) {
      const wound = dice.chance(0.7) ? hurtOnce(graphWounds) : hurtOnce(jsonWounds);
      json = wound(json, dice, JSON.parse(other) as Json);
    }
    return new TextEncoder().encode(indented(json, dice));
  };
  const spoiltLines = () => {
    let lines: readonly string[] = text.trimEnd().split("\n");
    for (let left = many(); left > 0 && lines.length > 0; left -= 1) {
      lines = hurtOnce(lineWounds)(lines, dice, other.trimEnd().split("\n"));
    }
    return new TextEncoder().encode(`${lines.join("\n")}\n`);
  };
  const structured = kind === "document" ? spoiltJson : spoiltLines;
  const bytes = dice.pick([spoiltText, spoiltBytes, structured, structured, structured])();
  return { wounds, bytes };
}

/** −0 keeps its sign, which JSON.stringify takes from it. */
function indented(json: Json, dice: Dice): string {
  const text = JSON.stringify(json, (_, value: unknown) => (Object.is(value, -0) ? "−0" : value), dice.pick([0, 2]));
  return (text ?? "").replaceAll('"−0"', "-0");
}
