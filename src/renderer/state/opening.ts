/** Something to be opened, from when a person asks for it. */
export interface Opening {
  readonly turn: number;
}

let asked = 0;
let shown = 0;

/**
 * Begins to open something. Reading it may take a while, and something else be asked for meanwhile: of several, the one that was asked
 * for last is open in the end, however long each takes.
 */
export function beginOpening(): Opening {
  asked += 1;
  return { turn: asked };
}

/** Whether something that was asked for later is open already: then this one comes too late. */
export function isOvertaken({ turn }: Opening): boolean {
  return turn < shown;
}

/** Says that what was asked for is open. */
export function wasShown({ turn }: Opening): void {
  shown = turn;
}
