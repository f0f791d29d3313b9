import { config, z } from "zod";

// Zod's compiled validators need `new Function`, which the app's content security policy forbids.
config({ jitless: true });

/*
 * The lines of a recording, version 1. Objects are loose: fields that this version does not know are let be.
 * Tensors are read apart, with the references between them.
 */

const text = z.string({ error: "must be a text" });
const finite = z.number({ error: "must be a number" });
const count = finite.int({ error: "must be a whole number" }).min(0, { error: "must not be below 0" });
const object = z.record(z.string(), z.unknown(), { error: "must be an object" });
const texts = z.array(text, { error: "must be a list" });
const anchor = { node: text.optional(), edge: text.optional() };

/** The first line, once its format and version are known. */
export const headerSchema = z.looseObject({
  title: text.optional(),
  created: text.nullable().optional(),
  seed: finite.nullable().optional(),
  values: z.enum(["all", "keyframes"], { error: 'must be "all" or "keyframes"' }).optional(),
  requires: texts.optional(),
  learning: z
    .looseObject({ optimizer: z.literal("sgd", { error: 'must be "sgd", the only one of version 1' }), rate: finite })
    .optional(),
});

/** In seconds, a quarter of a year; so many lines of them still make a finite sum. */
export const LONGEST_PAUSE = 1e7;
const seconds = finite
  .min(0, { error: "must not be below 0 seconds" })
  .max(LONGEST_PAUSE, { error: `must not be over ${LONGEST_PAUSE} seconds` });

/** Any line but the first. */
export const lineSchema = z.tuple([seconds, text, object], {
  error: "must be [seconds, code, object]",
});

/** No canvas is wider; beyond, adding pixels to pixels would lose them. */
const FARTHEST = 1e9;
const coordinate = finite.min(-FARTHEST, { error: "lies too far off" }).max(FARTHEST, { error: "lies too far off" });
const place = z.looseObject({ x: finite, y: finite }, { error: "must be an object with x and y" });

const state = {
  outs: object.optional(),
  params: object.optional(),
  outGrads: object.optional(),
  paramGrads: object.optional(),
  edges: object.optional(),
};

/** What must be in the object of a line, by its code. */
export const payloadSchemas = {
  f: z.looseObject({ step: count, node: text, out: z.unknown().optional() }),
  g: z.looseObject({ step: count, cost: z.unknown().optional() }),
  b: z.looseObject({ step: count, node: text, edges: object.optional(), params: object.optional() }),
  u: z.looseObject({ step: count, rate: finite.optional(), ...state }),
  k: z.looseObject({ position: count, ...state }),
  e: z.looseObject({
    position: count,
    graph: z.unknown().optional(),
    params: object.optional(),
    layout: z.record(z.string(), place, { error: "must be an object" }).optional(),
  }),
  s: z.looseObject({
    nodes: texts.optional(),
    edges: texts.optional(),
    camera: z
      .looseObject({ x: coordinate, y: coordinate, width: coordinate.positive({ error: "must be above 0" }) })
      .optional(),
  }),
  c: z.looseObject({ text, ...anchor }),
  m: z.looseObject({ title: text }),
  p: z.looseObject({}),
  q: z.union(
    [
      z.looseObject({
        prompt: text,
        choices: texts.min(1, { error: "must not be empty" }),
        answer: count,
        explanation: text.optional(),
        ...anchor,
      }),
      z.looseObject({
        prompt: text,
        answer: finite,
        tolerance: finite.min(0, { error: "must not be below 0" }),
        explanation: text.optional(),
        ...anchor,
      }),
    ],
    { error: "must have a prompt, and choices with an answer or an answer with its tolerance" },
  ),
  x: z.looseObject({ steps: count, hash: text }),
} as const;

/** Codes of lines that this version reads. */
export const CODES: ReadonlySet<string> = new Set(Object.keys(payloadSchemas));
