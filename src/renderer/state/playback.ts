import type { Remote } from "comlink";
import type { Camera, Question } from "#core/recording/event";
import type { PlayerThread, Watched, WatchedFrame } from "../worker/player-protocol";
import { chaptersOf, durationOf, frameAtTime, nextStop } from "./moments";
import { notify } from "./notices";
import { askPlayerOf, playerOf } from "./players";
import { select, session } from "./session";
import { goTo } from "./stepping";
import { viewport } from "./viewport";
import { hasChanges, type Playback, type RecordingWork } from "./work";
import { closeRecordingWork, showFrameOf, shownWork, updatePlayback, worksStore, workWith } from "./works";

/** The recording that is on screen, outside React; null while none is. */
export function watchedWork(): RecordingWork | null {
  const work = shownWork();
  return work.kind === "recording" ? work : null;
}

/** Where a person is in the recording that is on screen, outside React; null while none is. */
export const playback = (): Playback | null => watchedWork()?.playback ?? null;

/** What `read` makes of the recording that is on screen, and again whenever that changes; null while none is. */
export function usePlayback<T>(read: (playback: Playback) => T): T | null {
  return worksStore((works) => {
    const work = shownWork(works);
    return work.kind === "recording" ? read(work.playback) : null;
  });
}

/** Whether the recording that is on screen holds anything that no file has. */
export const useRecordingUnsaved = (): boolean =>
  worksStore((works) => {
    const work = shownWork(works);
    return work.kind === "recording" && hasChanges(work);
  });

/** Hears of every change of what is open, of where one is in a recording too. */
export const subscribePlayback = (listener: () => void): (() => void) => worksStore.subscribe(listener);

/** Changes something of the recording that is on screen; nothing while none is. */
export function setPlayback(change: Partial<Playback>): void {
  updatePlayback(session().id, change);
}

/** Another state of a recording, such as after an edit of it; what was shown is shown again, as near as there is. */
export async function showChanged(id: string, watched: Watched, index: number | null): Promise<void> {
  const now = playbackOf(id);
  if (!now) return;
  updatePlayback(id, { watched, frame: { ...now.frame, index: -1 }, proof: null, loop: null });
  await seekFrame(index ?? now.wanted, id);
}

/** Asks what reads a recording; null where it has been closed meanwhile, or breaks: then that is said, and the recording closed. */
export async function askPlayer<T extends object | string | null>(
  id: string,
  question: (player: Remote<PlayerThread>) => Promise<T>,
): Promise<T | null> {
  const outcome = await askPlayerOf(id, question);
  if (outcome === "failed") {
    notify("This recording could not be played on, and that is our fault", "problem");
    leavePlayback(id);
    return null;
  }
  return outcome?.answer ?? null;
}

/** Leaves a recording; the document that waited behind it is on screen again. */
export function leavePlayback(id: string): void {
  closeRecordingWork(id);
  requestAnimationFrame(() => viewport()?.fit());
}

/** Where a person is in a recording; null once it has been closed. */
export function playbackOf(id: string): Playback | null {
  const work = workWith(id);
  return work?.kind === "recording" ? work.playback : null;
}

/** Goes to a frame of a recording: the nearest one that there is. The last one asked for wins. */
export async function seekFrame(index: number, id = session().id): Promise<void> {
  const now = playbackOf(id);
  if (!now) return;
  const wanted = Math.max(0, Math.min(index, now.watched.times.length - 1));
  await seek(id, now, wanted, now.watched.times[wanted] as number);
}

/** Goes to a moment, in seconds from the beginning. */
export function seekTime(seconds: number): void {
  const now = playback();
  if (!now) return;
  const to = Math.max(0, Math.min(seconds, durationOf(now.watched)));
  void seek(session().id, now, frameAtTime(now.watched, to), to);
}

/** Whoever goes back to before a question is asked it again. */
function seek(id: string, now: Playback, wanted: number, seconds: number): Promise<void> {
  const answered = [...now.answered].every((frame) => frame <= wanted)
    ? now.answered
    : new Set([...now.answered].filter((frame) => frame <= wanted));
  updatePlayback(id, { wanted, seconds, answered, held: false });
  return showWanted(id);
}

/** Reads the frame of a recording that is wanted; where another is by then, that one too. */
export async function showWanted(id = session().id): Promise<void> {
  const player = playerOf(id);
  if (!player || player.reading) return;
  player.reading = true;
  try {
    for (let now = playbackOf(id); now && now.frame.index !== now.wanted; now = playbackOf(id)) {
      const { watched, wanted } = now;
      const frame = await askPlayer(id, (thread) => thread.frame(wanted, player.last.version));
      // Another state of the recording may be there by now.
      if (!frame || playbackOf(id)?.watched !== watched) continue;
      updatePlayback(id, { frame });
      showFrame(id, frame);
    }
  } finally {
    player.reading = false;
  }
}

/** Puts a frame on the canvas: its graph, how far the pass has come, what is selected and what is in view. */
export function showFrame(id: string, frame: WatchedFrame): void {
  const player = playerOf(id);
  if (frame.document) showFrameOf(id, frame.document);
  if (!player || session().id !== id) return;
  goTo(frame.position);
  const { nodes, edges } = frame.selection ?? { nodes: [], edges: [] };
  const selection = JSON.stringify([nodes, edges]);
  if (selection !== player.last.selection) selectPresent(id, nodes, edges);
  const camera = JSON.stringify(frame.camera);
  if (frame.camera && camera !== player.last.camera && playbackOf(id)?.following) viewport()?.lookAt(frame.camera);
  player.last = { version: frame.version, selection, camera };
}

/** A recording may name what its graph does not have. */
function selectPresent(id: string, nodes: readonly string[], edges: readonly string[]): void {
  const graph = workWith(id)?.history.present.graph;
  if (!graph) return;
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
