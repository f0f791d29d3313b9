/** What the page that holds the canvas does for the measurement. */
export interface CanvasBench {
  /** Opens a graph of this many nodes and waits until it has been computed and drawn. */
  readonly open: (count: number) => Promise<void>;
  /** Shows these nodes, or all; gives the number of lanes that are mounted. */
  readonly show: (nodes: readonly string[] | null) => Promise<number>;
  /** Changes every number, in each of so many frames. */
  readonly changeLabels: (frames: number) => Promise<void>;
  /** Steps from one end of the pass to the other in each of so many frames, so that every label changes; gives how long each took. */
  readonly leap: (frames: number) => Promise<readonly number[]>;
  /** Walks through the pass again and again, a few steps in each frame, until so many steps are taken. */
  readonly walk: (steps: number) => Promise<void>;
  /** Pans a little in each of so many frames; gives how long each took, in milliseconds. */
  readonly pan: (frames: number) => Promise<readonly number[]>;
  /** From now on notes how long it takes from a key to new numbers on the screen, in milliseconds. */
  readonly timeEdits: () => number[];
}

declare global {
  interface Window {
    readonly bench: CanvasBench;
    /** What `timeEdits` gave. */
    edits: number[];
  }
}
