/** Why work is not kept on this machine. */
export type Trouble = "full" | "denied" | "silent" | "newer" | "failed";

const TROUBLES: ReadonlyMap<string, Trouble> = new Map([
  ["QuotaExceededError", "full"],
  ["SecurityError", "denied"],
  ["NotAllowedError", "denied"],
  ["InvalidStateError", "denied"],
  // A browser whose private windows or whose settings leave no storage has no `indexedDB` at all, or only its name.
  ["ReferenceError", "denied"],
  ["TypeError", "denied"],
  ["TimeoutError", "silent"],
  ["VersionError", "newer"],
]);

const WORDS: Readonly<Record<Trouble, string>> = {
  full: "storage is full",
  denied: "the browser allows no storage",
  silent: "storage does not answer",
  newer: "a newer Gradwire has been at its storage",
  failed: "storage fails",
};

/** What kind of trouble an error of the database is. */
export function troubleOf(error: unknown): Trouble {
  const name = typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
  return TROUBLES.get(name) ?? (isForbidden() ? "denied" : "failed");
}

/** Whether the browser refuses storage of any kind, of which Chromium's database says only that something unknown went wrong. */
function isForbidden(): boolean {
  try {
    void localStorage;
    return false;
  } catch {
    return true;
  }
}

/** The trouble in words that end a sentence. */
export const troubleWords = (trouble: Trouble): string => WORDS[trouble];
