import { randomUUID } from "node:crypto";

/** Files that a person chose, by tokens that mean nothing outside this process, so that the page never names a path. */
export interface FileTokens {
  /** A token for this path; the same path always gets the same one. */
  readonly issue: (path: string) => string;
  /** The path behind a token, or null for a token that was never issued. */
  readonly redeem: (token: string) => string | null;
}

export function createFileTokens(): FileTokens {
  const pathOf = new Map<string, string>();
  const tokenOf = new Map<string, string>();
  return {
    issue(path) {
      const known = tokenOf.get(path);
      if (known !== undefined) return known;
      const token = randomUUID();
      pathOf.set(token, path);
      tokenOf.set(path, token);
      return token;
    },
    redeem: (token) => pathOf.get(token) ?? null,
  };
}
