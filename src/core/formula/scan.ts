/** A piece of a formula's text. */
export interface Token {
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+(?!\.))?(?:e[+-]?\d+)?|\.T\b|[\p{L}_][\p{L}\p{N}_]*|<=|!=|\.\.|[-+*/^@=()[\],;:…∂'>]))/uy;

/** @throws SyntaxError at a sign that no formula holds. */
export function scanFormula(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.[1];
    if (found === undefined) throw new SyntaxError(`${text}: what is ${text.slice(at).trimStart()[0]}, at ${at}?`);
    tokens.push({ text: found, at: TOKEN.lastIndex - found.length });
  }
  return tokens;
}
