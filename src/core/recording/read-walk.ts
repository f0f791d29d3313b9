import { config, z } from "zod";
import type { Walk } from "./walk";

// Zod's compiled validators need `new Function`, which the app's content security policy forbids.
config({ jitless: true });

const text = z.string().min(1);
const anchor = { node: text.optional(), edge: text.optional() };
const change = {
  set: z.record(text, z.number()).optional(),
  learn: z.strictObject({ rate: z.number().positive(), steps: z.int().positive() }).optional(),
};
const place = z.union([
  z.enum(["start", "seed", "end"]),
  z.strictObject({ forward: text }),
  z.strictObject({ backward: text }),
]);
const stop = z.strictObject({
  chapter: text.optional(),
  ...change,
  at: place.optional(),
  jump: z.literal(true).optional(),
  caption: text,
  ...anchor,
});
const asked = { prompt: text, explanation: text, ...change, ...anchor };
const walk = z.strictObject({
  created: z.iso.datetime(),
  values: z.enum(["all", "keyframes"]).default("all"),
  stops: z.array(stop).min(1),
  question: z.union([
    z
      .strictObject({ choices: z.array(text).min(2), answer: z.int().min(0), ...asked })
      .refine(({ choices, answer }) => answer < choices.length),
    z.strictObject({ answer: text, tolerance: z.number().positive(), ...asked }),
  ]),
});

/** A walk from its file under `walks/`. @throws Error where it is none, or says what is not known: its author's fault. */
export function readWalk(file: string): Walk {
  const read = walk.safeParse(JSON.parse(file));
  // What was left out is undefined here and absent there; nothing tells the two apart.
  if (read.success) return read.data as Walk;
  throw new Error(`The walk is none:\n${z.prettifyError(read.error)}`);
}
