import type { Recording } from "#core/recording/event";
import type { Player } from "#core/recording/player";
import { make, put } from "./dom";
import type { PlaybackState } from "./playback";
import type { Schedule } from "./schedule";

/** The whole recording from left to right. */
export interface TimelineView {
  readonly element: HTMLElement;
  readonly show: (state: PlaybackState, step: number, words: string) => void;
}

/** Of more stretches than this none is painted: they would be finer than a pixel. */
const MOST_STRETCHES = 400;

/** Makes the timeline. `seek` hears the time that a pointer is put on. */
export function createTimelineView(player: Player, schedule: Schedule, seek: (seconds: number) => void): TimelineView {
  const { times, duration, chapters, halts } = schedule;
  const part = (seconds: number) => (duration === 0 ? 0 : (100 * seconds) / duration);
  const at = (frame: number) => part(times[frame] ?? 0);
  const rest = make("div", { class: "rest" });
  const range = make("div", { class: "range", hidden: true });
  const thumb = make("div", { class: "thumb" });
  const stretches = stretchesOf(player.recording, times).map(({ phase, from, to }) => {
    const stretch = make("div", { class: "stretch", "data-phase": phase });
    stretch.style.left = `${part(from)}%`;
    stretch.style.width = `${part(to) - part(from)}%`;
    return stretch;
  });
  const marks = [
    ...halts
      .filter((frame) => player.recording.events[frame - 1]?.what.code === "q")
      .map((frame) => ({ frame, kind: "ask", title: "Question" })),
    ...chapters.map(({ frame, title }) => ({ frame, kind: "chapter", title })),
  ].map(({ frame, kind, title }) => {
    const tick = make("div", { class: `tick ${kind}`, title });
    tick.style.left = `${at(frame)}%`;
    return tick;
  });
  const track = make("div", { class: "track" }, ...stretches, rest);
  const element = make(
    "div",
    {
      class: "timeline",
      role: "slider",
      tabindex: 0,
      "aria-label": "Timeline",
      "aria-valuemin": 0,
      "aria-valuemax": player.steps,
      onpointerdown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        element.setPointerCapture(event.pointerId);
        seekTo(event);
      },
      onpointermove: (event: PointerEvent) => {
        if (element.hasPointerCapture(event.pointerId)) seekTo(event);
      },
    },
    track,
    range,
    ...marks,
    thumb,
  );
  function seekTo({ clientX }: PointerEvent) {
    const { left, width } = track.getBoundingClientRect();
    seek(Math.max(0, Math.min(1, (clientX - left) / width)) * duration);
  }
  return {
    element,
    show({ time, from, to }, step, words) {
      const done = part(time);
      rest.style.left = `${done}%`;
      thumb.style.left = `${done}%`;
      range.hidden = from === null && to === null;
      range.style.left = `${part(from ?? 0)}%`;
      range.style.right = `${100 - part(to ?? duration)}%`;
      put(element, "aria-valuenow", step);
      put(element, "aria-valuetext", words);
    },
  };
}

interface Stretch {
  readonly phase: "forward" | "backward" | "update";
  readonly from: number;
  readonly to: number;
}

const PHASES = { f: "forward", g: "backward", b: "backward", u: "update" } as const;

/** The time that leads up to each step, by the step's phase; neighbours of one phase are one. */
function stretchesOf({ events }: Recording, times: Float64Array): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (const [index, { what }] of events.entries()) {
    if (what.code !== "f" && what.code !== "g" && what.code !== "b" && what.code !== "u") continue;
    const phase = PHASES[what.code];
    const to = times[index + 1] ?? 0;
    const before = found.at(-1);
    if (before?.phase === phase) found[found.length - 1] = { ...before, to };
    else found.push({ phase, from, to });
    from = to;
  }
  return found.length > MOST_STRETCHES ? [] : found.filter(({ from, to }) => to > from);
}
