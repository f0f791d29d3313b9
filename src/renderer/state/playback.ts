import type { Remote } from "comlink";
import { create } from "zustand";
import { emptyDocument } from "#core/document/document";
import type { Problem } from "#core/problem";
import type { Camera, Question } from "#core/recording/event";
import type { PlayerThread, Proof, Watched, WatchedFrame } from "../worker/player-protocol";
import { chaptersOf, durationOf, frameAtTime, nextStop } from "./moments";
import { notify } from "./notices";
import { startPlayer } from "./player-thread";
import {
  beginSession,
  currentDocument,
  endWatching,
  type SessionFile,
  select,
  showRecorded,
  useSession,
} from "./session";
import { currentScore, goTo, stopStepping } from "./stepping";
import type { Thread } from "./thread";
import { viewport } from "./viewport";

/** A stretch of a recording that is played again and again, in seconds from its beginning. */
export interface Loop {
  readonly from: number;
  readonly to: number;
}

/** A recording that is open, and where a person is in it. */
export interface Playback {
  readonly watched: Watched;
  /** What is shown; it lags behind `wanted` until the thread has read the frame. */
  readonly frame: WatchedFrame;
  readonly wanted: number;
  /** Seconds from the beginning, where playing is. */
  readonly seconds: number;
  readonly playing: boolean;
  /** Whether playing has come to rest here by the recording's own wish, at a pause or a question. */
  readonly held: boolean;
  /** Times as fast as it was recorded. */
  readonly speed: number;
  readonly loop: Loop | null;
  /** Frames of questions that were answered or passed over since one last was before them. */
  readonly answered: ReadonlySet<number>;
  readonly proof: Proof | null;
  /** Whether the view goes where the recording's goes; not once the person has moved it. */
  readonly following: boolean;
  readonly file: SessionFile | null;
  /** Whether it holds anything that no file has. */
  readonly unsaved: boolean;
}

const store = create<{ readonly playback: Playback | null }>()(() => ({ playback: null }));

/** The thread of the recording that is open; each recording has its own, which goes with it. */
let thread: Thread<PlayerThread> | null = null;

/** The recording that is open, outside React; null while there is none. */
export const playback = (): Playback | null => store.getState().playback;

/** What `read` makes of the recording that is open, and again whenever that changes; null while there is none. */
export function usePlayback<T>(read: (playback: Playback) => T): T | null {
  return store(({ playback }) => playback && read(playback));
}

/** Hears of every change of the recording that is open and of where one is in it. */
export const subscribePlayback = (listener: () => void): (() => void) => store.subscribe(listener);

/** Changes something of the recording that is open; nothing while there is none. */
export function setPlayback(change: Partial<Playback>): void {
  const now = playback();
  if (now) store.setState({ playback: { ...now, ...change } });
}

/**
 * Opens a recording and shows its beginning; `unsaved` says that no file holds it yet. The work that was open waits behind it. Gives
 * the problems of one that cannot be opened, and then leaves everything as it was.
 */
export async function openRecordingText(
  text: string,
  file: SessionFile | null,
  unsaved: boolean,
): Promise<readonly Problem[]> {
  const opening = startPlayer();
  const opened = await opening.ask((player) => player.open(text));
  const watched = "answer" in opened ? opened.answer.watched : null;
  const start = watched?.stops[0] ?? 0;
  const first = watched && (await opening.ask((player) => player.frame(start, null)));
  if (!watched || !first || !("answer" in first)) {
    opening.end();
    if ("answer" in opened && opened.answer.problems.length > 0) return opened.answer.problems;
    return [{ code: "schema", message: "could not be read to its end: it is too large, or Gradwire is at fault" }];
  }
  thread?.end();
  thread = opening;
  stopStepping();
  shown = { version: null, selection: "", camera: "" };
  store.setState({
    playback: {
      watched,
      frame: first.answer,
      wanted: start,
      seconds: watched.times[start] ?? 0,
      playing: false,
      held: false,
      speed: playback()?.speed ?? 1,
      loop: null,
      answered: new Set(),
      proof: null,
      following: true,
      file,
      unsaved,
    },
  });
  showFrame(first.answer);
  return [];
}

/** Another state of the recording that is open, such as after an edit of it; what was shown is shown again, as near as there is. */
export async function showChanged(watched: Watched, index: number): Promise<void> {
  const now = playback();
  if (!now) return;
  setPlayback({ watched, frame: { ...now.frame, index: -1 }, unsaved: true, proof: null, loop: null });
  await seekFrame(index);
}

/** Asks the thread of the recording that is open; null where there is none, or it has gone meanwhile. */
export async function askPlayer<T extends object | string | null>(
  question: (player: Remote<PlayerThread>) => Promise<T>,
): Promise<T | null> {
  const asked = thread;
  if (!asked) return null;
  const outcome = await asked.ask(question);
  if ("answer" in outcome) return outcome.answer;
  if (outcome.ending === "failed" && asked === thread) {
    notify("This recording could not be played on, and that is our fault", "problem");
    leavePlayback();
  }
  return null;
}

/** The recording is now what the file holds. */
export function markRecordingSaved(file: SessionFile): void {
  setPlayback({ file, unsaved: false });
}

/** Leaves the recording, and makes what it shows a document that can be edited, at the same position of the pass. */
export function continueFromHere(): void {
  const now = playback();
  if (!now) return;
  const { position } = now.frame;
  beginSession({ ...currentDocument() }, null, emptyDocument);
  if (position < currentScore().steps.length) goTo(position);
}

/** Leaves the recording; the work that was open before is open again. */
export function leavePlayback(): void {
  endWatching();
  stopStepping();
  requestAnimationFrame(() => viewport()?.fit());
}

/** Goes to a frame: the nearest one that there is. The last one asked for wins. */
export async function seekFrame(index: number): Promise<void> {
  const now = playback();
  if (!now) return;
  const wanted = Math.max(0, Math.min(index, now.watched.times.length - 1));
  await seek(now, wanted, now.watched.times[wanted] as number);
}

/** Goes to a moment, in seconds from the beginning. */
export function seekTime(seconds: number): void {
  const now = playback();
  if (!now) return;
  const to = Math.max(0, Math.min(seconds, durationOf(now.watched)));
  void seek(now, frameAtTime(now.watched, to), to);
}

/** Whoever goes back to before a question is asked it again. */
function seek(now: Playback, wanted: number, seconds: number): Promise<void> {
  const answered = [...now.answered].every((frame) => frame <= wanted)
    ? now.answered
    : new Set([...now.answered].filter((frame) => frame <= wanted));
  setPlayback({ wanted, seconds, answered, held: false });
  return showWanted();
}

let reading = false;

/** Reads the frame that is wanted; where another is by then, that one too. */
export async function showWanted(): Promise<void> {
  if (reading) return;
  reading = true;
  try {
    for (let now = playback(); now && now.frame.index !== now.wanted; now = playback()) {
      const { watched, wanted } = now;
      const frame = await askPlayer((player) => player.frame(wanted, shown.version));
      // Another recording may be open by now, or another state of this one.
      if (!frame || playback()?.watched !== watched) continue;
      setPlayback({ frame });
      showFrame(frame);
    }
  } finally {
    reading = false;
  }
}

// What was shown last. Between two frames that say the same of selection and camera, a person's own choice stays.
let shown: { readonly version: number | null; readonly selection: string; readonly camera: string } = {
  version: null,
  selection: "",
  camera: "",
};

/** Puts a frame on the canvas: its graph, how far the pass has come, what is selected and what is in view. */
function showFrame(frame: WatchedFrame): void {
  if (frame.document) showRecorded(frame.document);
  goTo(frame.position);
  const { nodes, edges } = frame.selection ?? { nodes: [], edges: [] };
  const selection = JSON.stringify([nodes, edges]);
  if (selection !== shown.selection) selectPresent(nodes, edges);
  const camera = JSON.stringify(frame.camera);
  if (frame.camera && camera !== shown.camera && playback()?.following) viewport()?.lookAt(frame.camera);
  shown = { version: frame.version, selection, camera };
}

/** A recording may name what its graph does not have. */
function selectPresent(nodes: readonly string[], edges: readonly string[]): void {
  const { graph } = currentDocument();
  const [hasNode, hasEdge] = [new Set(graph.nodes.map(({ id }) => id)), new Set(graph.edges.map(({ id }) => id))];
  select(
    nodes.filter((id) => hasNode.has(id)),
    edges.filter((id) => hasEdge.has(id)),
  );
}

/** What the recording has in view, for a canvas that has just come up; null where it does not say, or is not followed. */
export function recordedView(): Camera | null {
  const now = playback();
  return now?.following ? now.frame.camera : null;
}

/** The person has moved the view: from now on the recording leaves it alone. */
export function stopFollowing(): void {
  if (playback()?.following) setPlayback({ following: false });
}

/** Has the view go where the recording's goes, or no longer. */
export function setFollowing(following: boolean): void {
  setPlayback({ following });
  const camera = recordedView();
  if (camera) viewport()?.lookAt(camera);
}

/** One stop on or back. */
export function stepRecording(way: 1 | -1): void {
  const now = playback();
  if (!now) return;
  setPlayback({ playing: false });
  const to = nextStop(now.watched, now.wanted, way);
  if (to !== null) void seekFrame(to);
}

/** Before all, or after all. */
export function toRecordingEnd(which: "first" | "last"): void {
  const now = playback();
  if (now) void seekFrame(which === "first" ? (now.watched.stops[0] ?? 0) : now.watched.times.length - 1);
}

/** To the next chapter, or to the beginning of the one before; past the last one to the end. */
export function goToChapter(way: 1 | -1): void {
  const now = playback();
  if (!now) return;
  const starts = [now.watched.stops[0] ?? 0, ...chaptersOf(now.watched).map(({ frame }) => frame)];
  const to = way > 0 ? starts.find((frame) => frame > now.wanted) : starts.findLast((frame) => frame < now.wanted);
  if (to !== undefined) void seekFrame(to);
  else if (way > 0) toRecordingEnd("last");
}

/** The question of this frame has been answered or passed over: playing goes on over it. */
export function markAnswered(frame: number): void {
  const now = playback();
  if (now) setPlayback({ answered: new Set([...now.answered, frame]) });
}

/** Whether an answer is right: the choice, or a number that misses it by no more than its tolerance. */
export function isRight(question: Question, answer: number): boolean {
  if ("choices" in question) return answer === question.answer;
  return Math.abs(answer - question.answer) <= question.tolerance;
}

/** Recomputes the whole recording, a stretch at a time, and says how far it has come. */
export async function proveRecording(): Promise<void> {
  const now = playback();
  if (!now || (now.proof && !now.proof.ended)) return;
  const { watched } = now;
  setPlayback({ proof: { done: 0, of: watched.times.length - 1, ended: false, mismatch: null } });
  for (let begin = true; ; begin = false) {
    const proof = await askPlayer((player) => player.prove(begin));
    if (!proof || playback()?.watched !== watched) return;
    setPlayback({ proof });
    if (proof.ended) return;
  }
}

/** The recording as a file has it. @throws Error where it has gone meanwhile. */
export async function recordingText(): Promise<string> {
  const text = await askPlayer((player) => player.text());
  if (text === null) throw new Error("The recording is gone");
  return text;
}

/** Has the recording go, and its thread with it, when another document is opened in its place. Returns what stops it. */
export function startPlayback(): () => void {
  return useSession.subscribe((now, before) => {
    if (!before.watching || now.watching) return;
    thread?.end();
    thread = null;
    store.setState({ playback: null });
  });
}
