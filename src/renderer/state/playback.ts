import { create } from "zustand";
import { emptyDocument } from "#core/document/document";
import type { Problem } from "#core/problem";
import type { Question } from "#core/recording/event";
import type { Proof, Watched, WatchedFrame } from "../worker/player-protocol";
import { playerThread } from "./player-thread";
import { beginSession, currentDocument, type SessionFile, select, session, showRecorded, useSession } from "./session";
import { goTo, stopStepping } from "./stepping";
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
  /** Times as fast as it was recorded. */
  readonly speed: number;
  readonly loop: Loop | null;
  /** Frames of questions that were answered or passed over. */
  readonly answered: ReadonlySet<number>;
  readonly proof: Proof | null;
  readonly file: SessionFile | null;
  /** Whether it holds anything that no file has. */
  readonly unsaved: boolean;
}

const store = create<{ readonly playback: Playback | null }>()(() => ({ playback: null }));

/** The recording that is open, outside React; null while there is none. */
export const playback = (): Playback | null => store.getState().playback;

/** What `read` makes of the recording that is open, and again whenever that changes; null while there is none. */
export function usePlayback<T>(read: (playback: Playback) => T): T | null {
  return store(({ playback }) => playback && read(playback));
}

/** Hears of every change of the recording that is open and of where one is in it. */
export const subscribePlayback = (listener: () => void): (() => void) => store.subscribe(listener);

/** Changes something of the recording that is open; nothing while there is none. */
function set(change: Partial<Playback>): void {
  const now = playback();
  if (now) store.setState({ playback: { ...now, ...change } });
}

/**
 * Opens a recording and shows its beginning; `unsaved` says that no file holds it yet. Gives the problems of one that cannot be opened,
 * and then leaves everything as it was.
 */
export async function openRecordingText(
  text: string,
  file: SessionFile | null,
  unsaved: boolean,
): Promise<readonly Problem[]> {
  const { watched, problems } = await playerThread().open(text);
  if (!watched) return problems;
  const start = watched.stops[0] ?? 0;
  const frame = await playerThread().frame(start);
  stopStepping();
  const seconds = watched.times[start] ?? 0;
  store.setState({
    playback: {
      watched,
      frame,
      wanted: start,
      seconds,
      playing: false,
      speed: playback()?.speed ?? 1,
      loop: null,
      answered: new Set(),
      proof: null,
      file,
      unsaved,
    },
  });
  showFrame(frame);
  return [];
}

/** Another state of the recording that is open, such as after an edit of it; what was shown is shown again, as near as there is. */
export async function showChanged(watched: Watched, index: number): Promise<void> {
  set({ watched, unsaved: true, proof: null, loop: null });
  await seekFrame(index);
}

/** The recording is now what the file holds. */
export function markRecordingSaved(file: SessionFile): void {
  set({ file, unsaved: false });
}

/** Leaves the recording, and makes what it shows a document that can be edited, at the same position of the pass. */
export function continueFromHere(): void {
  const now = playback();
  if (!now) return;
  const document = currentDocument();
  store.setState({ playback: null });
  beginSession({ ...document }, null, emptyDocument);
  if (now.frame.position < session().analysis.runnable.length * 2 + 1) goTo(now.frame.position);
}

/** Leaves the recording, whatever is shown next. */
export function closePlayback(): void {
  store.setState({ playback: null });
}

/** Goes to a frame: the nearest one that there is. The last one asked for wins. */
export async function seekFrame(index: number): Promise<void> {
  const now = playback();
  if (!now) return;
  const wanted = Math.max(0, Math.min(index, now.watched.times.length - 1));
  set({ wanted, seconds: now.watched.times[wanted] as number });
  await showWanted();
}

let reading = false;

/** Reads the frame that is wanted; where another is by then, that one too. */
async function showWanted(): Promise<void> {
  if (reading) return;
  reading = true;
  try {
    for (let now = playback(); now && now.frame.index !== now.wanted; now = playback()) {
      const { watched, wanted } = now;
      const frame = await playerThread().frame(wanted);
      if (playback()?.watched !== watched) continue;
      set({ frame });
      showFrame(frame);
    }
  } finally {
    reading = false;
  }
}

/** Puts a frame on the canvas: its graph, how far the pass has come, what is selected and what is in view. */
function showFrame(frame: WatchedFrame): void {
  if (frame.document) showRecorded(frame.document);
  goTo(frame.position);
  const { nodes, edges } = frame.selection ?? { nodes: [], edges: [] };
  const key = JSON.stringify([nodes, edges]);
  if (key !== shownSelection) select(nodes, edges);
  shownSelection = key;
  const camera = JSON.stringify(frame.camera);
  if (frame.camera && camera !== shownCamera) viewport()?.lookAt(frame.camera);
  shownCamera = camera;
}

// What the recording last selected and looked at: between two frames that say the same, a person's own choice stays.
let shownSelection = "";
let shownCamera = "";

/** Goes to a moment, in seconds from the beginning. */
export function seekTime(seconds: number): void {
  const now = playback();
  if (!now) return;
  const to = Math.max(0, Math.min(seconds, durationOf(now.watched)));
  set({ seconds: to, wanted: frameAtTime(now.watched, to) });
  void showWanted();
}

/** How long a recording is, in seconds. */
export function durationOf({ times }: Pick<Watched, "times">): number {
  return times.at(-1) ?? 0;
}

/** The last frame that is reached by a moment. */
export function frameAtTime({ times }: Pick<Watched, "times">, seconds: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((times[middle] as number) <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** One stop on or back. */
export function stepRecording(way: 1 | -1): void {
  const now = playback();
  if (!now) return;
  pauseRecording();
  const { stops } = now.watched;
  const to = way > 0 ? stops.find((stop) => stop > now.wanted) : stops.findLast((stop) => stop < now.wanted);
  if (to !== undefined) void seekFrame(to);
}

/** Before all, or after all. */
export function toRecordingEnd(which: "first" | "last"): void {
  const now = playback();
  if (now) void seekFrame(which === "first" ? (now.watched.stops[0] ?? 0) : now.watched.times.length - 1);
}

/** To the next chapter, or to the beginning of the one before; at the last one to the end. */
export function goToChapter(way: 1 | -1): void {
  const now = playback();
  if (!now) return;
  const starts = [now.watched.stops[0] ?? 0, ...chaptersOf(now.watched).map(({ frame }) => frame)];
  const to = way > 0 ? starts.find((frame) => frame > now.wanted) : starts.findLast((frame) => frame < now.wanted);
  if (to !== undefined) void seekFrame(to);
  else if (way > 0) toRecordingEnd("last");
}

/** The chapters, in order: where each begins and what it is called. */
export function chaptersOf({
  told,
}: Watched): readonly { readonly frame: number; readonly seconds: number; readonly title: string }[] {
  return told.flatMap(({ frame, seconds, what }) => (what.code === "m" ? [{ frame, seconds, title: what.title }] : []));
}

/** Plays on from here; from the end, from the beginning again. */
export function playRecording(): void {
  const now = playback();
  if (!now || now.playing) return;
  if (now.seconds >= durationOf(now.watched) && now.wanted === now.watched.times.length - 1) toRecordingEnd("first");
  set({ playing: true });
  last = null;
  requestAnimationFrame(tick);
}

/** Stops playing where it is. */
export function pauseRecording(): void {
  set({ playing: false });
}

let last: number | null = null;

/** Moves on by the time that has passed, but never over a pause or a question that has not been answered. */
function tick(time: number): void {
  const now = playback();
  if (!now?.playing) return;
  const passed = last === null ? 0 : Math.min(1, (time - last) / 1000);
  last = time;
  const seconds = now.seconds + passed * now.speed;
  const { loop, watched } = now;
  const halt = watched.told.find(
    ({ frame, what }) =>
      frame > now.wanted &&
      (watched.times[frame] as number) <= seconds &&
      (what.code === "p" || (what.code === "q" && !now.answered.has(frame))),
  );
  if (halt) {
    pauseRecording();
    void seekFrame(halt.frame);
    return;
  }
  if (loop && seconds >= loop.to) seekTime(loop.from);
  else if (seconds >= durationOf(watched)) {
    pauseRecording();
    toRecordingEnd("last");
    return;
  } else {
    set({ seconds, wanted: Math.max(now.wanted, frameAtTime(watched, seconds)) });
    void showWanted();
  }
  requestAnimationFrame(tick);
}

/** Says how fast it plays, as a multiple of the pace at which it was recorded. */
export function setPlaybackSpeed(speed: number): void {
  set({ speed });
}

/** Has a stretch played again and again, or no longer. */
export function setLoop(loop: Loop | null): void {
  set({ loop: loop && { from: Math.min(loop.from, loop.to), to: Math.max(loop.from, loop.to) } });
}

/** The question of the present frame has been answered or passed over: playing goes on over it. */
export function markAnswered(frame: number): void {
  const now = playback();
  if (now) set({ answered: new Set([...now.answered, frame]) });
}

/** Whether an answer is right: the choice, or a number that misses it by no more than its tolerance. */
export function isRight(question: Question, answer: number): boolean {
  if ("choices" in question) return answer === question.answer;
  return Math.abs(answer - question.answer) <= question.tolerance;
}

/** Recomputes the whole recording, a stretch at a time, and says how far it has come. */
export async function proveRecording(): Promise<void> {
  const watched = playback()?.watched;
  let proof = await playerThread().prove(true);
  for (;;) {
    if (playback()?.watched !== watched) return;
    set({ proof });
    if (proof.ended) return;
    proof = await playerThread().prove(false);
  }
}

/** The recording as a file has it. */
export const recordingText = (): Promise<string> => playerThread().text();

/** Has the recording go when another document is opened in its place. Returns what stops it. */
export function startPlayback(): () => void {
  return useSession.subscribe((now, before) => {
    if (before.watching && !now.watching && playback()) closePlayback();
  });
}
