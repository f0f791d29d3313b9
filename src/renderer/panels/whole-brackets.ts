/**
 * TeX in which no line is broken inside round brackets: each pair is held together by braces. Brackets of a function, such as
 * `\\ln(x)`, and those that grow, `\\left(`, are left alone: TeX sets them otherwise.
 */
export function wholeBrackets(tex: string): string {
  const held: boolean[] = [];
  return tex.replace(
    /(\\[A-Za-z]+)?\(|(\\right)?\)/g,
    (found, command: string | undefined, right: string | undefined) => {
      if (right !== undefined || command === "\\left") return found;
      if (found === ")") return held.pop() ? ")}" : ")";
      const hold = command === undefined || GREEK.has(command);
      held.push(hold);
      return hold ? `${command ?? ""}{(` : found;
    },
  );
}

/** Commands that are letters, not functions. */
const GREEK: ReadonlySet<string> = new Set(["\\sigma", "\\mu", "\\delta"]);
