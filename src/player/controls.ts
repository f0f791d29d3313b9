import { make, put, say } from "./dom";
import { type IconName, icon } from "./icons";
import type { PlaybackState } from "./playback";
import type { Chapter, Schedule } from "./schedule";

/** What the controls ask of the player. */
export interface Actions {
  readonly first: () => void;
  readonly back: () => void;
  readonly togglePlay: () => void;
  readonly forward: () => void;
  readonly last: () => void;
  readonly chapter: (chapter: Chapter) => void;
  readonly speed: (speed: number) => void;
  readonly toggleLoop: () => void;
  /** Sets an end of the loop here, or takes away the one that is. */
  readonly mark: (end: "from" | "to") => void;
  readonly whole: (whole: boolean) => void;
  readonly prove: () => void;
}

/** The bar of buttons. */
export interface Controls {
  readonly element: HTMLElement;
  readonly show: (state: PlaybackState, step: number, steps: number) => void;
  readonly showFit: (fits: boolean) => void;
}

const SPEEDS = [0.25, 0.5, 1, 1.5, 2, 4, 8];

/** Makes the controls of a recording. */
export function createControls({ chapters, duration }: Schedule, speed: number, actions: Actions): Controls {
  const playIcon = make("span", {}, icon("play"));
  const play = make("button", { type: "button", class: "play", onclick: actions.togglePlay }, playIcon);
  const step = make("span", { class: "count" });
  const clock = make("span", { class: "clock" });
  const chapterMenu = make(
    "select",
    {
      "aria-label": "Chapter",
      class: "chapters",
      onchange: () => {
        const chosen = chapters[Number(chapterMenu.value)];
        if (chosen) actions.chapter(chosen);
      },
    },
    make("option", { value: "", disabled: true }, "Chapters"),
    ...chapters.map(({ title }, at) => make("option", { value: at }, title)),
  );
  chapterMenu.hidden = chapters.length === 0;
  const speeds = [...new Set([...SPEEDS, speed])].sort((a, b) => a - b);
  const speedMenu = make(
    "select",
    { "aria-label": "Speed", class: "speed", onchange: () => actions.speed(Number(speedMenu.value)) },
    ...speeds.map((each) => make("option", { value: each }, `${each}×`)),
  );
  const from = textButton("A", "Loop from here", () => actions.mark("from"));
  const to = textButton("B", "Loop to here", () => actions.mark("to"));
  const loop = iconButton("loop", "Loop (L)", actions.toggleLoop);
  const whole = iconButton("fit", "Show all of the graph", () => {
    const pressed = whole.getAttribute("aria-pressed") !== "true";
    put(whole, "aria-pressed", String(pressed));
    actions.whole(pressed);
  });
  put(whole, "aria-pressed", "false");
  whole.hidden = true;
  const prove = make(
    "button",
    { type: "button", class: "prove", title: "Compute every step again, here, and compare", onclick: actions.prove },
    icon("check"),
    "Prove",
  );
  const element = make(
    "div",
    { class: "bar", role: "group", "aria-label": "Playback" },
    make(
      "div",
      { class: "transport" },
      iconButton("first", "To the first step (Home)", actions.first),
      iconButton("back", "Step back (←)", actions.back),
      play,
      iconButton("forward", "Step forward (→)", actions.forward),
      iconButton("last", "To the last step (End)", actions.last),
    ),
    make("div", { class: "readout" }, step, clock),
    make(
      "div",
      { class: "more" },
      chapterMenu,
      make("div", { class: "loop" }, from, to, loop),
      speedMenu,
      whole,
      prove,
    ),
  );
  let playing: boolean | null = null;

  return {
    element,
    show(state, at, steps) {
      if (state.playing !== playing) {
        playing = state.playing;
        playIcon.replaceChildren(icon(playing ? "pause" : "play"));
        put(play, "aria-label", playing ? "Pause" : "Play");
        put(play, "title", playing ? "Pause (Space)" : "Play (Space)");
      }
      say(step, `Step ${at} of ${steps}`);
      say(clock, `${sayTime(state.time)} / ${sayTime(duration)}`);
      const chapter = chapters.findLastIndex(({ frame }) => frame <= state.frame);
      chapterMenu.value = chapter < 0 ? "" : String(chapter);
      speedMenu.value = String(state.speed);
      put(loop, "aria-pressed", String(state.looping));
      put(from, "aria-pressed", String(state.from !== null));
      put(to, "aria-pressed", String(state.to !== null));
    },
    showFit(fits) {
      whole.hidden = fits && whole.getAttribute("aria-pressed") !== "true";
    },
  };
}

function iconButton(name: IconName, label: string, act: () => void): HTMLButtonElement {
  return make(
    "button",
    { type: "button", "aria-label": label.replace(/ \(.*/, ""), title: label, onclick: act },
    icon(name),
  );
}

function textButton(text: string, label: string, act: () => void): HTMLButtonElement {
  return make("button", { type: "button", "aria-label": `${label} (${text})`, title: label, onclick: act }, text);
}

/** `1:07`. */
export function sayTime(seconds: number): string {
  const whole = Math.floor(seconds + 1e-6);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
