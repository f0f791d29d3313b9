import { ask, transact } from "./database";
import { complete, type Kept, type KeptChange, type Stored } from "./kept";

/** A recording that no file holds, kept on this machine while it is made and until it is saved or thrown away. */
export interface KeptRecording extends Kept {
  readonly steps: number;
}

/** A piece of a recording's text. */
export interface Piece {
  readonly recording: string;
  readonly text: string;
  /** How many characters come before it. Pieces of an older Gradwire do not say: they follow in the order of their keys. */
  readonly at?: number;
}

/** Keeps a piece of a recording, and what there is to say of the recording by now. */
export async function putPiece(recording: KeptRecording, piece: Piece): Promise<void> {
  await transact(["recordings", "lines"], "readwrite", (stores) => {
    stores("recordings").put(recording);
    stores("lines").add(piece);
  });
}

/** Keeps what there is to say of a recording. */
export async function putRecording(recording: KeptRecording): Promise<void> {
  await ask("recordings", "readwrite", (store) => store.put(recording));
}

/** All recordings, whichever window works on them. */
export async function allRecordings(): Promise<readonly KeptRecording[]> {
  const all = await ask<(Stored & Pick<KeptRecording, "steps">)[]>("recordings", "readonly", (store) => store.getAll());
  return all.map(complete);
}

/** The text of a recording, as far as it is kept without a gap. */
export async function readRecordingText(id: string): Promise<string> {
  return joinPieces(await ask<Piece[]>("lines", "readonly", (store) => store.index("recording").getAll(id)));
}

/** Notes something about a recording. False where it is gone. */
export async function changeRecording(id: string, change: KeptChange): Promise<boolean> {
  const found = await transact(["recordings"], "readwrite", (stores) => {
    const recordings = stores("recordings");
    const asked = recordings.get(id);
    asked.onsuccess = () => asked.result && recordings.put({ ...asked.result, ...change });
    return asked;
  });
  return found.result !== undefined;
}

/** Forgets a recording. */
export async function deleteRecording(id: string): Promise<void> {
  await transact(["recordings", "lines"], "readwrite", (stores) => {
    stores("recordings").delete(id);
    const lines = stores("lines");
    const keys = lines.index("recording").getAllKeys(id);
    keys.onsuccess = () => {
      for (const key of keys.result) lines.delete(key);
    };
  });
}

/** The text of pieces up to the first gap. One that was kept twice, as it was not known to be kept, counts once. */
export function joinPieces(pieces: readonly Piece[]): string {
  const ordered = pieces.every(({ at }) => at !== undefined)
    ? pieces.toSorted((a, b) => (a.at as number) - (b.at as number))
    : pieces;
  let text = "";
  for (const piece of ordered) {
    const at = piece.at ?? text.length;
    if (at > text.length) break;
    if (at === text.length) text += piece.text;
  }
  return text;
}
