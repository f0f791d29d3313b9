import { browserDrafts } from "./browser-drafts";
import type { Draft } from "./draft-store";
import { sortKept } from "./kept";
import { livingWindows } from "./windows";
import { within } from "./within";

/** Where this window keeps drafts. */
export const draftStore = browserDrafts;

/** How long a note on a draft may take before it is gone on without it, in milliseconds. */
const PATIENCE = 1000;

/** What there is of drafts: those that are offered, the latest first, and the windows whose drafts are not, as they live. */
export interface FoundDrafts {
  readonly offered: readonly Draft[];
  readonly alive: readonly string[];
}

/** The drafts of windows that are gone. Drops those that nobody has asked for in a month. Rejects where they cannot be read. */
export async function findDrafts(): Promise<FoundDrafts> {
  const [drafts, alive] = await Promise.all([draftStore.list(), livingWindows()]);
  const { offered, over } = sortKept(drafts, alive, Date.now());
  for (const { id } of over) void draftStore.drop(id).catch(() => undefined);
  return { offered, alive: drafts.flatMap(({ window }) => (alive.has(window) ? [window] : [])) };
}

/** Drops for good what was thrown away, as there is no room left. */
export async function dropThrown(): Promise<void> {
  for (const { id, thrown } of await draftStore.list()) if (thrown !== null) await draftStore.drop(id);
}

/** The text of a draft, after it has been noted that somebody brings it back; null where it is gone. */
export async function takeDraft(id: string): Promise<string | null> {
  const noted = draftStore.change(id, { attempt: Date.now() }).catch(() => true);
  if (!(await within(PATIENCE, noted, true))) return null;
  return draftStore.read(id);
}
