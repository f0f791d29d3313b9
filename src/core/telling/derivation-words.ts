import type { DerivationVerdict, Deviation } from "#core/check/derivation";
import type { EntryPoint } from "#core/check/derivation-points";
import type { RoundedNumber } from "#core/check/rounded-number";
import { evaluateAt } from "#core/expression/point";
import { treeToText } from "#core/expression/text";
import type { Tree } from "#core/formula/tree";

/** A verdict in a sentence or two. */
export function sayVerdict(verdict: DerivationVerdict): string {
  switch (verdict.kind) {
    case "right": {
      const own = verdict.entries > 0 ? ", the node's own numbers among them" : "";
      return `Right. It agrees with the chain rule and with central differences at ${verdict.points} points${own}.`;
    }
    case "sign":
      return "Right but for its sign: it has the wrong sign everywhere.";
    case "factor": {
      const factor = sayTree(verdict.factor);
      const sign = verdict.negative ? " Its sign is wrong too." : "";
      if (verdict.tooMuch) return `Right but for a factor: it has the factor ${factor} too much.${sign}`;
      const inner = verdict.inner ? ", the derivative of what is inside" : "";
      return `Right but for a factor: it misses the factor ${factor}${inner}.${sign}`;
    }
    case "rounded":
      return sayRounded(verdict);
    case "term":
      return verdict.tooMuch
        ? `Right but for a term: it has the term ${sayTree(verdict.term)} too much.`
        : `Right but for a term: it misses the term ${sayTree(verdict.term)}.`;
    case "entries": {
      const { right, entries, wrong } = verdict;
      if (right === entries) {
        return `Right at the node's own numbers, and wrong elsewhere: ${wrong.map(sayDeviation).join("; ")}.`;
      }
      const more = entries - right - wrong.length;
      const rest = more > 0 ? `; and at ${more} more` : "";
      return `Right at ${right} of ${entries} places. Wrong ${wrong.map(sayDeviation).join("; ")}${rest}.`;
    }
    case "wrong":
      return `Wrong: ${verdict.wrong.map(sayDeviation).join("; ")}.`;
    case "undefined":
      return `It has no value ${sayPlace(verdict.at)}, where the derivative is ${number(verdict.at.expected)}${verdict.elsewhere ? "; elsewhere it is right" : ""}.`;
    case "unreadable":
      return `This cannot be read${verdict.at === null ? "" : ` at character ${verdict.at + 1}`}: ${verdict.fault}.`;
    case "stranger":
      return `“${verdict.symbol}” is not known here: write it with ${verdict.symbols.join(", ")} only.`;
    case "unchecked":
      return "There is nothing to compare with: no point was found at which the derivative exists.";
  }
}

/** `0.693 stands where ln(2) is due, 0.69314718…` */
function sayRounded({ typed, exact }: RoundedNumber): string {
  const { valueAt } = evaluateAt(exact);
  const digits = String(Number(valueAt({}).toPrecision(8)));
  const meant = exact.kind === "number" ? digits : `${sayTree(exact)} = ${digits}…`;
  return `Right but for a rounded number: ${number(typed)} stands for ${meant}`
    .replace(/([^….])$/, "$1.")
    .replace(/…$/, "….");
}

/** That there is nothing to compare with at an entry, in a sentence. */
export function sayWithout(entry: EntryPoint): string {
  return `There is nothing to compare with ${sayPlace(entry)}: it divides by zero there, leaves its domain, or has a corner.`;
}

/** All digits where they are few, else three. */
function number(x: number): string {
  const all = String(x);
  const told = all.length <= 6 ? all : String(Number(x.toPrecision(3)));
  return told.replaceAll("-", "−").replace("Infinity", "∞");
}

function sayTree(tree: Tree): string {
  return treeToText(tree).replaceAll("*", "·").replaceAll("-", "−");
}

function sayDeviation(deviation: Deviation): string {
  const { typed, expected } = deviation;
  const place = sayPlace(deviation);
  if (!Number.isFinite(typed)) return `${place} it has no value, and should be ${number(expected)}`;
  return `${place} it is ${number(typed)} and should be ${number(expected)}, off by ${number(Math.abs(typed - expected))}`;
}

/** Where, after "at": the entry, and its numbers. */
export function sayPlace({ index, point }: Pick<Deviation, "index" | "point">): string {
  const numbers = Object.entries(point).map(([symbol, x]) => `${symbol} = ${number(x)}`);
  const where = numbers.length > 0 ? numbers.join(", ") : "any point";
  if (index === null || index.length === 0) return `at ${where}`;
  return index.length === 1
    ? `at entry ${(index[0] as number) + 1} (${where})`
    : `at entry [${index.map((each) => each + 1).join(", ")}] (${where})`;
}
