import type { Theme } from "#core/drawing/palette";
import { createRuns, momentOf } from "#core/film/moment";
import type { Recording } from "#core/recording/event";
import { openPlayer } from "#core/recording/player";
import type { Flaw } from "#core/recording/read";
import { createControls, sayTime } from "./controls";
import { make, put, say } from "./dom";
import { hearKey } from "./keys";
import { createPlayback, type Playback, type PlaybackNews } from "./playback";
import { prove, sayVerdict } from "./prove";
import { createQuestionView } from "./question-view";
import { type Chapter, type Schedule, scheduleOf } from "./schedule";
import { createStage } from "./stage";
import { createTimelineView } from "./timeline-view";
import { createWordsView } from "./words-view";

/** How a recording is shown, and who hears of it. */
export interface ShowOptions {
  readonly theme: Theme;
  readonly controls: boolean;
  readonly speed: number;
  readonly looping: boolean;
  readonly flaws: readonly Flaw[];
  /** Whether keys that are pressed now are the player's. */
  readonly hasKeys: () => boolean;
  /** Hears what is to be told to the page around: an event's name and detail. */
  readonly tell: (event: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** A recording that is shown. */
export interface Show {
  readonly element: HTMLElement;
  readonly playback: Playback;
  readonly schedule: Schedule;
  readonly step: () => number;
  readonly steps: number;
  readonly seekStep: (step: number) => void;
  readonly seekChapter: (title: string) => boolean;
  readonly setTheme: (theme: Theme) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  /** Stops whatever goes on by itself. */
  readonly close: () => void;
}

/** How long words must stand before they are read out, in milliseconds; while playing they may be gone sooner. */
const QUIET = 300;

/** Steps that are looked at for how high their text is: those of a first pass, as a rule. */
const MOST_LOOKED_AT = 48;

/** Builds all that is seen of a recording, and plays it. */
export function createShow(recording: Recording, options: ShowOptions): Show {
  const { tell } = options;
  const player = openPlayer(recording);
  const schedule = scheduleOf(recording);
  const { chapters, stops, duration } = schedule;
  const runs = createRuns();
  const title = recording.header.title || recording.header.document.meta.title || "Recording";
  const closing = new AbortController();
  let theme = options.theme;
  let shown = -1;
  /** Whether playing has stopped of itself, and is to go on. */
  let halted = false;
  let step = 0;

  const playback = createPlayback(schedule, heard);
  const forward = () => stepBy(1);
  const back = () => stepBy(-1);
  const first = () => toFrame(stops[0] ?? 0);
  const last = () => toFrame(stops.at(-1) ?? 0);
  const togglePlay = () => (playback.state().playing ? playback.pause() : playback.play());
  const toggleLoop = () => playback.setLooping(!playback.state().looping);
  const controls = createControls(schedule, options.speed, {
    first,
    back,
    togglePlay,
    forward,
    last,
    toggleLoop,
    chapter: ({ frame }) => toFrame(frame),
    speed: playback.setSpeed,
    mark(end) {
      const { time, [end]: before } = playback.state();
      playback.setRange(end, before === null ? time : null);
      if (before === null) playback.setLooping(true);
    },
    whole: (whole) => stage.showWhole(whole),
    prove: () => void proveAll(),
  });
  const stage = createStage(controls.showFit);
  const words = createWordsView(
    recording.events.some(({ what }) => what.code === "c"),
    {
      count: Math.min(MOST_LOOKED_AT, player.steps + 1),
      at: (step) => momentOf(player.frameAt(player.frameOfStep(step) ?? 0), recording, runs),
    },
  );
  const question = createQuestionView({
    onContinue() {
      stage.element.focus({ preventScroll: true });
      if (halted) playback.play();
      else forward();
    },
    onAnswer: ({ prompt }, correct) => tell("answer", { prompt, correct }),
  });
  const timeline = createTimelineView(player, schedule, (seconds) => {
    playback.pause();
    playback.toTime(seconds);
  });
  const notice = make("p", { class: "notice", role: "status" });
  const spoken = make("p", { class: "spoken", "aria-live": "polite" });
  const element = make(
    "section",
    { class: "player", "aria-label": `Recording: ${title}` },
    stage.element,
    question.element,
    words.caption,
    words.step,
    ...(options.controls ? [timeline.element, controls.element] : []),
    notice,
    spoken,
  );
  if (options.flaws.length > 0)
    say(notice, options.flaws.map(({ line, message }) => `Line ${line} ${message}.`).join(" "));

  function stepBy(by: 1 | -1) {
    playback.pause();
    playback.stepBy(by);
  }
  function toFrame(frame: number) {
    playback.pause();
    playback.toFrame(frame);
  }
  function toChapter(chapter: Chapter | undefined): boolean {
    if (chapter) toFrame(chapter.frame);
    return chapter !== undefined;
  }
  function seekStep(wanted: number) {
    const frame = player.frameOfStep(Math.max(0, Math.min(player.steps, Math.trunc(wanted) || 0)));
    const stop = frame === null ? undefined : stops.find((each) => each >= frame);
    if (stop !== undefined) toFrame(stop);
  }

  function heard(news: PlaybackNews) {
    const state = playback.state();
    if (state.frame !== shown) draw(state.frame);
    const where = [`Step ${step} of ${player.steps}`, `${sayTime(state.time)} of ${sayTime(duration)}`];
    timeline.show(state, step, where.join(", "));
    controls.show(state, step, player.steps);
    if (news === "moved" && halted) {
      halted = false;
      say(notice, "");
    }
    if (news === "playing") {
      tell(state.playing ? "play" : "pause", {});
      if (state.playing) requestAnimationFrame(run(performance.now()));
    } else if (news === "end") tell("end", {});
    else if (news === "halt") {
      halted = true;
      if (question.element.hidden) say(notice, "The recording pauses here. Play goes on.");
      else if (options.hasKeys()) question.focus();
    }
  }

  function draw(index: number) {
    const frame = player.frameAt(index);
    const moment = momentOf(frame, recording, runs);
    const isNew = index !== shown;
    shown = index;
    stage.draw(frame, moment, theme, title);
    if (!isNew) return;
    words.show(frame, moment, player.steps);
    question.show(frame);
    speak([moment.title, moment.sentence, frame.caption?.text, frame.question && `Question: ${frame.question.prompt}`]);
    if (frame.step !== step) {
      step = frame.step;
      tell("step", { step });
    }
    if (frame.question) tell("question", { prompt: frame.question.prompt });
  }

  let speaking: ReturnType<typeof setTimeout> | undefined;
  function speak(parts: readonly (string | null | undefined)[]) {
    clearTimeout(speaking);
    speaking = setTimeout(() => say(spoken, parts.filter((part) => part).join(" ")), QUIET);
  }

  /** Lets time pass until playing stops. */
  function run(since: number): (now: number) => void {
    return (now) => {
      if (closing.signal.aborted || !playback.state().playing) return;
      // A page that was hidden does not make up for the time.
      playback.tick(Math.max(0, Math.min(0.25, (now - since) / 1000)));
      if (playback.state().playing) requestAnimationFrame(run(now));
    };
  }

  let proving = false;
  async function proveAll() {
    if (proving) return;
    proving = true;
    put(notice, "data-verdict", null);
    say(notice, "Computing every step again …");
    const progress = (done: number) => say(notice, `Computing every step again: ${Math.floor(100 * done)} %`);
    const verdict = await prove(recording, progress, closing.signal);
    proving = false;
    if (!verdict) return;
    put(notice, "data-verdict", verdict.firstMismatch ? "differs" : "agrees");
    say(notice, sayVerdict(verdict, recording));
  }

  playback.setSpeed(options.speed);
  playback.setLooping(options.looping);
  return {
    element,
    playback,
    schedule,
    step: () => step,
    steps: player.steps,
    seekStep,
    seekChapter: (wanted) => toChapter(chapters.find((chapter) => chapter.title === wanted)),
    setTheme(next) {
      theme = next;
      draw(shown);
    },
    onKey: (event) =>
      hearKey(event, {
        togglePlay,
        forward,
        back,
        first,
        last,
        toggleLoop,
        stepsBy: (by) => seekStep(step + by),
        toPart(part) {
          playback.pause();
          playback.toTime(part * duration);
        },
        chapterBy(by) {
          const { frame } = playback.state();
          const next =
            by === 1 ? chapters.find((each) => each.frame > frame) : chapters.findLast((each) => each.frame < frame);
          if (next) toChapter(next);
          else if (by === -1) first();
        },
      }),
    close() {
      closing.abort();
      words.close();
      clearTimeout(speaking);
      playback.pause();
    },
  };
}
