/** Something that is kept on this machine because no file holds it. */
export interface Kept {
  readonly id: string;
  readonly title: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly kept: number;
  /** The window that works on it: no other offers it while that one lives. */
  readonly window: string;
  /** When somebody began to bring it back, until that has gone well; null where nobody has. */
  readonly attempt: number | null;
  /** Why it cannot be opened, as the end of a sentence; null as long as nothing is known to be wrong with it. */
  readonly fault: string | null;
  /** When a person threw it away; null while nobody has. It can be taken back for a while. */
  readonly thrown: number | null;
}

/** What is told of something kept while and after it is brought back or thrown away. */
export type KeptChange = Partial<Pick<Kept, "attempt" | "fault" | "thrown" | "window">>;

const DAY = 24 * 60 * 60 * 1000;
/** What nobody asks for is kept for so long, in milliseconds. */
export const KEPT_FOR = 30 * DAY;
/** For so long what was thrown away can be taken back, in milliseconds. */
const THROWN_FOR = DAY;

/** What is to be offered, the latest first, and what has been kept for long enough. */
export interface Sorted<T extends Kept> {
  readonly offered: readonly T[];
  readonly over: readonly T[];
}

/** Sorts all that is kept, as it is at `now`, with the windows that live. What a living window works on is neither. */
export function sortKept<T extends Kept>(all: readonly T[], alive: ReadonlySet<string>, now: number): Sorted<T> {
  const gone = all.filter(({ window }) => !alive.has(window));
  const isOver = ({ kept, thrown }: Kept) => now - kept > KEPT_FOR || (thrown !== null && now - thrown > THROWN_FOR);
  return {
    offered: gone.filter((each) => each.thrown === null && !isOver(each)).sort((a, b) => b.kept - a.kept),
    over: gone.filter(isOver),
  };
}

/** Something as it lies in the database, where an older Gradwire has left out what it did not know of. */
export type Stored = Pick<Kept, "id" | "title" | "kept"> & Partial<Kept>;

/** What lies in the database with all its fields. A draft that names no window is called by its window's name. */
export function complete<T extends Stored>(stored: T): T & Kept {
  return { attempt: null, fault: null, thrown: null, window: stored.id, ...stored };
}
