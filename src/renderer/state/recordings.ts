import { emptyDocument } from "#core/document/document";
import type { Problem } from "#core/problem";
import type { Watched, WatchedFrame } from "../worker/player-protocol";
import type { Opening } from "./opening";
import { askPlayer, playback, playbackOf, showFrame } from "./playback";
import { keepPlayer, newPlayer, type Player } from "./players";
import { currentScore, goTo, stopStepping } from "./stepping";
import type { WorkFile } from "./work";
import { openDocument, openRecordingWork, updatePlayback, workWith } from "./works";

/** A recording that has been read as far as its beginning, and is not open yet. */
export interface ReadRecording {
  readonly player: Player;
  readonly watched: Watched;
  readonly first: WatchedFrame;
}

/** Reads a recording, or gives the problems of one that cannot be opened. What is read is opened, or dropped by `dropRead`. */
export async function readRecordingText(text: string): Promise<ReadRecording | readonly Problem[]> {
  const player = newPlayer();
  const opened = await player.thread.ask((thread) => thread.open(text));
  const watched = "answer" in opened ? opened.answer.watched : null;
  const start = watched?.stops[0] ?? 0;
  const first = watched && (await player.thread.ask((thread) => thread.frame(start, null)));
  if (watched && first && "answer" in first) return { player, watched, first: first.answer };
  player.thread.end();
  if ("answer" in opened && opened.answer.problems.length > 0) return opened.answer.problems;
  return [{ code: "schema", message: "could not be read to its end: it is too large, or Gradwire is at fault" }];
}

/** Lets go of a recording that was read and is not to be opened. */
export function dropRead({ player }: ReadRecording): void {
  player.thread.end();
}

/** What is known of a recording beside its text. */
interface Known {
  readonly file: WorkFile | null;
  /** Whether a file holds it, be it one of those that ship with the app. */
  readonly inFile: boolean;
  /** By which name it is kept on this machine. */
  readonly kept: string | null;
}

/** Shows the beginning of a recording that was read; the document that is open waits behind it. False where it comes too late. */
export function openRead(opening: Opening, read: ReadRecording, { file, inFile, kept }: Known): boolean {
  const { player, watched, first } = read;
  const { document } = first;
  const id =
    document &&
    openRecordingWork(opening, document, {
      file,
      kept,
      saved: inFile ? watched : null,
      playback: {
        watched,
        frame: first,
        wanted: first.index,
        seconds: watched.times[first.index] ?? 0,
        playing: false,
        held: false,
        speed: playback()?.speed ?? 1,
        loop: null,
        answered: new Set(),
        proof: null,
        following: true,
      },
    });
  if (!id) {
    dropRead(read);
    return false;
  }
  keepPlayer(id, player);
  stopStepping();
  showFrame(id, { ...first, document: null });
  return true;
}

/** Leaves a recording, and makes what it shows a document that can be edited, at the same position of the pass. */
export function continueFromHere(opening: Opening, id: string): void {
  const work = workWith(id);
  if (work?.kind !== "recording") return;
  const { position } = work.playback.frame;
  if (!openDocument(opening, { ...work.history.present }, { file: null, saved: emptyDocument })) return;
  if (position < currentScore().steps.length) goTo(position);
}

/** Recomputes a whole recording, a stretch at a time, and says how far it has come. */
export async function proveRecording(id: string): Promise<void> {
  const now = playbackOf(id);
  if (!now || (now.proof && !now.proof.ended)) return;
  const { watched } = now;
  updatePlayback(id, { proof: { done: 0, of: watched.times.length - 1, ended: false, mismatch: null } });
  for (let begin = true; ; begin = false) {
    const first = begin;
    const proof = await askPlayer(id, (player) => player.prove(first));
    if (!proof || playbackOf(id)?.watched !== watched) return;
    updatePlayback(id, { proof });
    if (proof.ended) return;
  }
}

/** A recording as a file has it; null where it has been closed meanwhile. */
export function recordingText(id: string): Promise<string | null> {
  return askPlayer(id, (player) => player.text());
}
