import { isJsonObject } from "#core/json";
import type { GraphNode } from "./graph";

/** The field of a node in a file by which a teacher sets derivatives as exercises. */
export const EXERCISE = "exercise";

/**
 * The derivatives that a teacher has set as exercises at a node, by the names that its op gives them: `"exercise": { "partials": ["x"] }`.
 * Whatever else the field holds is none.
 */
export function exerciseOf({ rest }: GraphNode): readonly string[] {
  const field = rest?.[EXERCISE];
  const names = isJsonObject(field) ? field.partials : undefined;
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
