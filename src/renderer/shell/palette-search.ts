/** Something that can be looked for. */
export interface Findable {
  readonly name: string;
  readonly keywords: string;
}

/**
 * Those in which every written word begins a word, the best first: a name that begins with it, then a name that has it, then
 * the keywords; equals stay in their order. All of them where nothing is written.
 */
export function search<T extends Findable>(query: string, all: readonly T[]): readonly T[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return all;
  return all
    .map((one) => ({ one, rank: rankOf(wanted, one) }))
    .filter(({ rank }) => rank < MISS)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

const MISS = 1000;

function rankOf(wanted: readonly string[], { name, keywords }: Findable): number {
  const inName = wordsOf(name);
  const beside = wordsOf(keywords);
  let rank = inName[0]?.startsWith(wanted[0] ?? "") ? 0 : 1;
  for (const word of wanted) {
    if (inName.some((other) => other.startsWith(word))) continue;
    if (!beside.some((other) => other.startsWith(word))) return MISS;
    rank += 10;
  }
  return rank;
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
