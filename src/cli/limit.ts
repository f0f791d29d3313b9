import { tooMuch } from "#core/graph/work";
import type { Arguments } from "./arguments";
import { Failure } from "./failure";

/** The option that lets a command do more than it begins unasked. */
export const limitOption = {
  "no-limit": { type: "boolean", help: "do it however much work it is" },
} as const;

/** Has a command stop before it begins what takes too long. @throws Failure with the numbers, unless the limit was taken away */
export function keepToLimit(given: Arguments, what: string, operations: number): void {
  const why = tooMuch(operations);
  if (why !== null && !given.flag("no-limit")) {
    throw new Failure("too-much", `${what} ${why}. Give --no-limit to do it all the same`);
  }
}
