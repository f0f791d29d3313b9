import type { Document } from "#core/document/document";
import type { FilmLook, Pace } from "#core/film/film";

/** What is shared: one pass of a graph, or a recording as its file has it. */
export type ShareSource =
  | { readonly kind: "pass"; readonly document: Document }
  | { readonly kind: "recording"; readonly text: string };

/** What there is to be known of a film before it is made. */
export interface FilmFacts {
  readonly title: string;
  readonly seconds: Readonly<Record<Pace, readonly number[]>>;
  readonly isTimed: boolean;
  readonly hasCaptions: boolean;
  readonly names: readonly string[];
  /** How long the recording is as a text. */
  readonly characters: number;
}

/** A text in an archive. */
export interface PackedText {
  readonly name: string;
  readonly text: string;
}

/** What the thread does that reads what is shared, runs it and draws it. */
export interface ShareThread {
  /** Comes first; null where the recording cannot be read. */
  readonly open: (source: ShareSource) => FilmFacts | null;
  /** One picture of the film. */
  readonly draw: (at: number, look: FilmLook) => string;
  /** The page that plays what is shared, with the built player in it. */
  readonly page: (playerScript: string) => Promise<string>;
  /** Its captions as WebVTT. */
  readonly captions: () => string;
  /** An archive (zip) of these texts. */
  readonly pack: (files: readonly PackedText[]) => Uint8Array<ArrayBuffer>;
}
