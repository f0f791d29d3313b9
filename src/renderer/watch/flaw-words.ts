import type { Flaw } from "#core/recording/read";

/** What is wrong with a recording that was opened all the same, in a sentence or two. */
export function sayFlaws(flaws: readonly Flaw[]): string {
  const cut = flaws.some(({ kind }) => kind === "cut");
  const [damage, ...others] = flaws.filter(({ kind }) => kind === "damaged");
  const said: string[] = [];
  if (damage) {
    const more = others.length === 0 ? "" : `, and so are ${others.length} more`;
    said.push(`Line ${damage.line} is damaged${more}: the recording ${damage.message}.`);
  }
  if (cut) said.push("It was cut off before its end; all that is whole is here.");
  return said.join(" ");
}
