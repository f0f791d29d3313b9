/** What an address asks for: `#lesson=NAME`, `#walk=NAME`, `#new` or `#start`. */
export type Request =
  | { readonly kind: "lesson" | "walk"; readonly name: string }
  | { readonly kind: "new" }
  | { readonly kind: "start" };

/** Reads what the part of an address behind `#` asks for; null where it asks for nothing that there is. */
export function readHash(hash: string): Request | null {
  if (hash === "#new") return { kind: "new" };
  if (hash === "#start") return { kind: "start" };
  const [, kind, name] = /^#(lesson|walk)=(.+)$/.exec(hash) ?? [];
  if (name === undefined) return null;
  try {
    return { kind: kind === "walk" ? "walk" : "lesson", name: decodeURIComponent(name) };
  } catch {
    return null;
  }
}
