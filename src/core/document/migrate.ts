import type { JsonObject } from "#core/json";

/** The version that this program writes. */
export const VERSION = 1;

/** One step from a version to the next, on a file's JSON. */
export interface Migration {
  /** What the step does, as a person would say it: "rename weights to weight". */
  readonly name: string;
  readonly from: number;
  readonly up: (file: JsonObject) => JsonObject;
}

/** Every step there is, oldest first. Version 1 is the first version, so there is none yet. */
export const migrations: readonly Migration[] = [];

/** The version that `steps` can begin from. */
export function oldestVersion(steps: readonly Migration[] = migrations): number {
  return steps[0]?.from ?? VERSION;
}

/** A file brought from its version to the present one, step by step; says which steps were taken. */
export function migrate(
  file: JsonObject,
  version: number,
  steps: readonly Migration[] = migrations,
): { readonly file: JsonObject; readonly taken: readonly string[] } {
  let migrated = file;
  const taken: string[] = [];
  for (const step of steps) {
    if (step.from < version) continue;
    migrated = { ...step.up(migrated), version: step.from + 1 };
    taken.push(step.name);
  }
  return { file: migrated, taken };
}
