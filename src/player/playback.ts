import { firstFrom, frameAtTime, type Schedule } from "./schedule";

/** Where a player is, and what it does there. */
export interface PlaybackState {
  readonly frame: number;
  /** Seconds from the beginning. */
  readonly time: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly looping: boolean;
  /** The stretch that is played over and over while looping, in seconds; either end may be left open. */
  readonly from: number | null;
  readonly to: number | null;
}

/** What moves through a recording. It knows no page: time comes in by `tick`. */
export interface Playback {
  readonly state: () => PlaybackState;
  /** Plays on; at the end, from the beginning. */
  readonly play: () => void;
  readonly pause: () => void;
  /** Lets some seconds pass. */
  readonly tick: (seconds: number) => void;
  /** To the next or the previous of the frames that are stepped through. */
  readonly stepBy: (by: 1 | -1) => void;
  readonly toFrame: (frame: number) => void;
  readonly toTime: (seconds: number) => void;
  readonly setSpeed: (speed: number) => void;
  readonly setLooping: (looping: boolean) => void;
  /** Sets an end of the stretch to be looped, or with null takes it away. Ends that cross push each other out. */
  readonly setRange: (end: "from" | "to", seconds: number | null) => void;
}

/** What has happened: `halt` at a question or a pause, `end` at the end. */
export type PlaybackNews = "moved" | "playing" | "halt" | "end" | "settings";

/** Starts before the first event, at rest. `tell` is called after every change. */
export function createPlayback(schedule: Schedule, tell: (news: PlaybackNews) => void): Playback {
  const { times, duration, stops, halts } = schedule;
  const last = times.length - 1;
  let state: PlaybackState = {
    frame: stops[0] ?? 0,
    time: 0,
    playing: false,
    speed: 1,
    looping: false,
    from: null,
    to: null,
  };

  function change(next: Partial<PlaybackState>, news: PlaybackNews) {
    state = { ...state, ...next };
    tell(news);
  }
  function moveTo(frame: number, time = times[frame] ?? 0) {
    change({ frame, time }, "moved");
  }
  function stop(news: PlaybackNews) {
    change({ playing: false }, "playing");
    tell(news);
  }
  function begin(): number {
    return state.looping ? (state.from ?? 0) : 0;
  }

  return {
    state: () => state,
    play() {
      if (state.playing) return;
      if (state.frame >= last) moveTo(frameAtTime(times, begin()), begin());
      change({ playing: true }, "playing");
    },
    pause() {
      if (state.playing) change({ playing: false }, "playing");
    },
    tick(seconds) {
      if (!state.playing) return;
      const end = state.looping ? (state.to ?? duration) : duration;
      const time = Math.min(state.time + seconds * state.speed, end);
      // Stepping may have shown more than there was at that time; what was shown is not taken back.
      const frame = Math.max(state.frame, frameAtTime(times, time));
      const halt = halts[firstFrom(halts, state.frame + 1)];
      if (halt !== undefined && halt <= frame) {
        moveTo(halt);
        stop("halt");
        return;
      }
      if (time < end) {
        if (frame === state.frame) state = { ...state, time };
        else state = { ...state, time, frame };
        tell("moved");
      } else if (state.looping && end > begin()) {
        moveTo(frameAtTime(times, begin()), begin());
      } else {
        moveTo(end === duration ? last : frame, end);
        stop("end");
      }
    },
    stepBy(by) {
      const at = firstFrom(stops, state.frame);
      const here = stops[at] === state.frame;
      const next = by === 1 ? stops[here ? at + 1 : at] : stops[at - 1];
      if (next !== undefined) moveTo(next);
    },
    toFrame(frame) {
      moveTo(Math.max(0, Math.min(last, Math.trunc(frame))));
    },
    toTime(seconds) {
      const time = Math.max(0, Math.min(duration, seconds));
      moveTo(frameAtTime(times, time), time);
    },
    setSpeed(speed) {
      change({ speed: Math.max(0.1, Math.min(16, speed)) }, "settings");
    },
    setLooping(looping) {
      change({ looping }, "settings");
    },
    setRange(end, seconds) {
      const next = { from: state.from, to: state.to, [end]: seconds };
      if (next.from !== null && next.to !== null && next.from >= next.to) next[end === "from" ? "to" : "from"] = null;
      change(next, "settings");
    },
  };
}
