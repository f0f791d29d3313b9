import { config, z } from "zod";
import { isJsonObject, type JsonObject } from "#core/json";

// Zod's compiled validators need `new Function`, which the app's content security policy forbids.
config({ jitless: true });

/*
 * The shape of a graph file, version 1, as far as it can be said without knowing the ops. Objects are loose: fields that this
 * version does not know pass through and are kept.
 */

const text = z.string({ error: "must be a text" });
const name = text.min(1, { error: "must not be empty" });
const finite = z.number({ error: "must be a number" });
// What is in it came out of JSON text, so nothing else can be there; to look again would take seconds in a large file.
const object = z.custom<JsonObject>(isJsonObject, { error: "must be an object" });

/** More nodes than this are not read, nor more edges: each is looked at one by one, and each may have a problem to tell. */
const MOST_ITEMS = 2 ** 17;
const list = z
  .array(z.unknown(), { error: "must be a list" })
  .max(MOST_ITEMS, { error: ({ input }) => `holds ${(input as unknown[]).length} items; ${MOST_ITEMS} is the most` });

/** A node of a file; its config and params are read by its op later. */
export const nodeSchema = z.looseObject(
  {
    id: name,
    type: name,
    label: text.optional(),
    position: z.looseObject({ x: finite, y: finite }, { error: "must be an object with x and y" }).optional(),
    config: object.optional(),
    params: object.optional(),
  },
  { error: "must be an object" },
);

/** An edge of a file. */
export const edgeSchema = z.looseObject(
  { id: name, source: name, sourceHandle: name, target: name, targetHandle: name },
  { error: "must be an object" },
);

/** What a file says about itself. */
export const metaSchema = z.looseObject(
  { title: text.optional(), description: text.optional(), author: text.optional() },
  { error: "must be an object" },
);

/** The outermost object, once its format and version are known. */
export const fileSchema = z.looseObject({
  meta: z.unknown().optional(),
  nodes: list,
  edges: list,
});

export type NodeFields = z.infer<typeof nodeSchema>;
export type EdgeFields = z.infer<typeof edgeSchema>;
export type MetaFields = z.infer<typeof metaSchema>;
