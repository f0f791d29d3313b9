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
