import { config, z } from "zod";
import { isJsonObject } from "#core/json";

// Zod's compiled validators need `new Function`, which the app's content security policy forbids.
config({ jitless: true });

/** How the app looks to this person: kept on this machine, not in the document. */
export interface Settings {
  readonly theme: "system" | "light" | "dark";
  /** Which lanes the edges show. */
  readonly showValues: boolean;
  readonly showGradients: boolean;
  /** What the look of an edge follows. */
  readonly edgeStyle: "plain" | "width" | "color";
  readonly minimap: boolean;
  /** Whether the bar that plays steps is shown. */
  readonly transportOpen: boolean;
  /** How far a training step goes against the gradient. */
  readonly learningRate: number;
  readonly railOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly inspectorWidth: number;
  /** How high the text of a step is, in pixels; null is as high as the steps need. */
  readonly stepTextHeight: number | null;
}

/** What each setting may be. */
const fields: { readonly [Name in keyof Settings]: z.ZodType<Settings[Name]> } = {
  theme: z.enum(["system", "light", "dark"]),
  showValues: z.boolean(),
  showGradients: z.boolean(),
  edgeStyle: z.enum(["plain", "width", "color"]),
  minimap: z.boolean(),
  transportOpen: z.boolean(),
  learningRate: z.number().positive(),
  railOpen: z.boolean(),
  inspectorOpen: z.boolean(),
  inspectorWidth: z.number(),
  stepTextHeight: z.number().nullable(),
};

/**
 * The settings that were kept, each where it is one that may be, and else as it is in `before`: what the browser has kept may be of
 * another version, or have been written by anybody. Takes anything at all.
 */
export function readSettings(kept: unknown, before: Settings): Settings {
  if (!isJsonObject(kept)) return before;
  const good = Object.entries(fields).flatMap(([name, field]): readonly (readonly [string, unknown])[] => {
    const read = field.safeParse(Object.hasOwn(kept, name) ? kept[name] : undefined);
    return read.success ? [[name, read.data]] : [];
  });
  return { ...before, ...Object.fromEntries(good) };
}
