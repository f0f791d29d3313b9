declare const exact: unique symbol;

/** A number of a file that would not come back as it was if it were a float64, such as 1e309 or 12345678901234567891. */
export interface ExactNumber {
  readonly [exact]: true;
}

/** A value as JSON text can hold it. Numbers that a program reckons with are never exact ones; what is only kept may be. */
export type Json = null | boolean | number | string | ExactNumber | readonly Json[] | JsonObject;

/** An object as JSON text can hold it. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object with keys: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** An exact number of the digits that a file has for it. */
export function exactNumber(text: string): ExactNumber {
  // An object of its own kind, which no JSON text gives and which is cloned as it is when it is sent to another thread.
  return Object(text) as ExactNumber;
}

/** Whether a value is an exact number. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return value instanceof String;
}

/** An exact number as it stood in its file. */
export function exactText(value: ExactNumber): string {
  return String(value);
}

/** The float64 that is nearest to an exact number, which may be infinite; anything else as it is. */
export function asPlain<T>(value: T): number | Exclude<T, ExactNumber> {
  return isExactNumber(value) ? Number(exactText(value)) : (value as Exclude<T, ExactNumber>);
}

/** Whether values are nested in it over more than so many levels. Looks level by level, so that no depth overflows its stack. */
export function isDeeperThan(json: Json, levels: number): boolean {
  let level: readonly Json[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    const next: Json[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null || isExactNumber(value)) continue;
      for (const inner of Array.isArray(value) ? value : Object.values(value)) {
        if (typeof inner === "object" && inner !== null) next.push(inner as Json);
      }
    }
    level = next;
  }
  return false;
}
