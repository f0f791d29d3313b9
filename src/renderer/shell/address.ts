/** What an address asks for: `#lesson=NAME`, `#new` or `#start`. */
export type Request =
  | { readonly kind: "lesson"; readonly name: string }
  | { readonly kind: "new" }
  | { readonly kind: "start" };

/** Reads what the part of an address behind `#` asks for; null where it asks for nothing that there is. */
export function readHash(hash: string): Request | null {
  if (hash === "#new") return { kind: "new" };
  if (hash === "#start") return { kind: "start" };
  const name = /^#lesson=(.+)$/.exec(hash)?.[1];
  if (name === undefined) return null;
  try {
    return { kind: "lesson", name: decodeURIComponent(name) };
  } catch {
    return null;
  }
}
