import { chapterAround, durationOf, frameAtTime, haltBetween } from "./moments";
import { markAnswered, playback, seekFrame, seekTime, setPlayback, showWanted, toRecordingEnd } from "./playback";
import { session } from "./session";
import type { Loop } from "./work";

/** A page that was hidden, or hung, does not leap further than this when it comes back, in seconds. */
const LEAP = 0.25;
/** A loop shorter than this, in seconds, would be a flicker. */
const SHORTEST_LOOP = 0.2;

let frame = 0;
let last: number | null = null;

/** Plays on from here; from the end, from the beginning again. */
export function playRecording(): void {
  const now = playback();
  if (!now || now.playing) return;
  if (now.wanted === now.watched.times.length - 1) toRecordingEnd("first");
  setPlayback({ playing: true });
  last = null;
  // One loop at a time, even where playing was paused and begun again between two frames of the screen.
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(tick);
}

/** Stops playing where it is. */
export function pauseRecording(): void {
  if (playback()?.playing) setPlayback({ playing: false });
}

/** Moves on by the time that has passed, but never over a pause or a question that has not been answered. */
function tick(time: number): void {
  const now = playback();
  if (!now?.playing) return;
  if (!session().open) {
    pauseRecording();
    return;
  }
  const passed = last === null ? 0 : Math.min(LEAP, (time - last) / 1000);
  last = time;
  const { loop, watched } = now;
  const end = loop ? Math.min(loop.to, durationOf(watched)) : durationOf(watched);
  const seconds = Math.min(now.seconds + passed * now.speed, Math.max(end, now.seconds));
  const wanted = Math.max(now.wanted, frameAtTime(watched, seconds));
  const halt = haltBetween(watched, now.wanted, wanted, now.answered);
  if (halt !== null) {
    pauseRecording();
    void seekFrame(halt);
    setPlayback({ held: true });
    return;
  }
  if (loop && seconds >= end) seekTime(loop.from);
  else if (seconds >= end) {
    pauseRecording();
    toRecordingEnd("last");
    return;
  } else {
    setPlayback({ seconds, wanted });
    if (wanted !== now.frame.index) void showWanted();
  }
  frame = requestAnimationFrame(tick);
}

/** Goes on from a question, answered or not: by playing where playing was held by it, and past the last event not at all. */
export function goOnFrom(frame: number): void {
  const now = playback();
  if (!now) return;
  markAnswered(frame);
  if (!now.held || frame >= now.watched.times.length - 1) return;
  playRecording();
}

/** Says how fast it plays, as a multiple of the pace at which it was recorded. */
export function setPlaybackSpeed(speed: number): void {
  setPlayback({ speed });
}

/** Has a stretch played again and again, or no longer. */
export function setLoop(loop: Loop | null): void {
  const now = playback();
  if (!now) return;
  if (!loop) {
    setPlayback({ loop });
    return;
  }
  const duration = durationOf(now.watched);
  const within = (seconds: number) => Math.max(0, Math.min(duration, seconds));
  const [from, to] = [within(Math.min(loop.from, loop.to)), within(Math.max(loop.from, loop.to))];
  if (to - from >= Math.min(SHORTEST_LOOP, duration)) setPlayback({ loop: { from, to } });
}

/** Loops the chapter that one is in, or plays on without a loop. */
export function toggleLoop(): void {
  const now = playback();
  if (!now || durationOf(now.watched) === 0) return;
  setLoop(now.loop ? null : chapterAround(now.watched, now.wanted));
}
