/** A value as JSON text can hold it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object as JSON text can hold it. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object with keys: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether values are nested in it over more than so many levels. Looks level by level, so that no depth overflows its stack. */
export function isDeeperThan(json: Json, levels: number): boolean {
  let level: readonly Json[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    const next: Json[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      for (const inner of Array.isArray(value) ? value : Object.values(value)) {
        if (typeof inner === "object" && inner !== null) next.push(inner as Json);
      }
    }
    level = next;
  }
  return false;
}
