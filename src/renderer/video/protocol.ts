/** The kinds of file that moving pictures can be written to. */
export type VideoFormat = "webm" | "mp4" | "gif";

/** Why there is no file, in words for the reader. */
export interface Failed {
  readonly failed: string;
}

/** How the pictures of one file look. */
export interface Stage {
  readonly format: VideoFormat;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** A CSS colour behind every picture. */
  readonly background: string;
}

/** What the thread that encodes does for the page: one file in its life. */
export interface VideoThread {
  /** Whether there is an encoder for such a file. */
  readonly can: (stage: Omit<Stage, "background">) => Promise<boolean>;
  /** Comes first; gives a failure where there is no encoder. */
  readonly begin: (stage: Stage) => Promise<Failed | null>;
  /** Adds a picture, which is handed over, to stay so many seconds. Resolves when there is room for the next one. */
  readonly add: (picture: ImageBitmap, seconds: number) => Promise<null>;
  /** The whole file. */
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>>;
}
