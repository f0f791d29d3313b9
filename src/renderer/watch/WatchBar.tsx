import { BookmarkCheck, ChevronDown, Repeat } from "lucide-react";
import { useMemo } from "react";
import { runCommand } from "../commands/run-command";
import { loopCommand } from "../commands/watch-commands";
import { classNames } from "../controls/class-names";
import { IconButton } from "../controls/IconButton";
import { MenuButton } from "../controls/Menu";
import { Select } from "../controls/Select";
import { chaptersOf, clock, durationOf } from "../state/moments";
import { playback, seekFrame, usePlayback } from "../state/playback";
import { setPlaybackSpeed } from "../state/playing-recording";
import { useStale, useWholeRun } from "../state/running";
import { useSession } from "../state/session";
import { useScore, useStepping } from "../state/stepping";
import { useToldStep } from "../state/told-step";
import { StepText } from "../transport/StepText";
import { wordsFor } from "../transport/step-words";
import { Buttons, Inside } from "../transport/TransportBar";
import bar from "../transport/TransportBar.module.css";
import { textsOf } from "../transport/texts-of";
import { useWithoutAnswer } from "../transport/without-answer";
import { RecordingTimeline } from "./RecordingTimeline";
import styles from "./WatchBar.module.css";
import { watchedWords } from "./watched-words";

const SPEEDS = [0.5, 1, 1.5, 2, 4, 8].map((speed) => ({ value: String(speed), label: `${speed}×` }));

/** The bar that leads through a recording: as that of the pass, but along the recording's own time. */
export function WatchBar() {
  const watching = useSession((now) => now.watching);
  return watching ? <WatchBarNow /> : null;
}

function WatchBarNow() {
  const { words, texts } = useWords();
  const playing = usePlayback((now) => now.playing) ?? false;
  return (
    <section className={bar.bar} aria-label="Steps of the recording">
      <StepText words={words} texts={texts} steady />
      <div className={classNames(bar.controls, styles.controls)}>
        <Buttons playing={playing} empty={false} />
        <div className={classNames(bar.middle, styles.middle)}>
          <RecordingTimeline step={words.count} />
        </div>
        <div className={bar.right}>
          <Time />
          <Chapters />
          <Loop />
          <Speed />
          <InsideNow />
        </div>
      </div>
      <p className={bar.spoken} role="status" aria-label="Step">
        {playing ? "" : `${words.short}. ${words.sentence}`}
      </p>
    </section>
  );
}

/** What the last step did, counted as the recording counts. */
function useWords() {
  const at = useStepping();
  const score = useScore();
  const analysis = useSession((now) => now.analysis);
  const whole = useWholeRun();
  const stale = useStale();
  const frame = usePlayback((now) => now.frame);
  const steps = usePlayback(({ watched }) => watched.steps.at(-1) ?? 0) ?? 0;
  const run = stale ? null : whole;
  const total = score.steps.length;
  const fuller = useToldStep();
  const told = useMemo(() => {
    const words = wordsFor({ at, analysis, score, run, total, told: fuller });
    return watchedWords(words, { step: frame?.step ?? 0, steps, deed: frame?.deed ?? null });
  }, [at, analysis, score, run, frame, steps, total, fuller]);
  const words = { ...useWithoutAnswer(told), count: told.count };
  const texts = useMemo(() => run && textsOf({ analysis, score, run, total }), [analysis, score, run, total]);
  return { words, texts };
}

function InsideNow() {
  const inside = useStepping((at) => at?.inside ?? null);
  return <Inside shown={inside} />;
}

function Time() {
  const now = usePlayback(({ seconds }) => clock(seconds));
  const all = usePlayback(({ watched }) => clock(durationOf(watched)));
  return (
    <p className={styles.time}>
      {now} <span className={styles.all}>/ {all}</span>
    </p>
  );
}

function Chapters() {
  const watched = usePlayback((now) => now.watched);
  const chapter = usePlayback(({ frame }) => frame.chapter);
  const chapters = watched ? chaptersOf(watched) : [];
  if (chapters.length === 0) return null;
  return (
    <MenuButton
      label="Chapters"
      side="top"
      align="end"
      items={chapters.map(({ title, frame, seconds }, at) => ({
        label: `${at + 1}. ${title}`,
        shortcut: clock(seconds),
        onSelect: () => void seekFrame(frame),
      }))}
      trigger={
        <button type="button" className={styles.chapters} aria-label={`Chapters: ${chapter ?? "none yet"}`}>
          <BookmarkCheck aria-hidden />
          <span className={styles.chapter}>{chapter ?? "Chapters"}</span>
          <ChevronDown aria-hidden />
        </button>
      }
    />
  );
}

function Loop() {
  const loop = usePlayback((now) => now.loop);
  return (
    <IconButton
      label={loop ? "Play on without a loop" : "Loop this chapter"}
      shortcut={loopCommand.keys[0] ?? ""}
      side="top"
      pressed={loop !== null}
      aria-disabled={durationOf(playback()?.watched ?? { times: new Float64Array() }) === 0}
      onClick={() => runCommand(loopCommand)}
    >
      <Repeat aria-hidden />
    </IconButton>
  );
}

function Speed() {
  const speed = usePlayback((now) => now.speed) ?? 1;
  return (
    <div className={bar.speed}>
      <Select
        label="Speed"
        hideLabel
        value={String(speed)}
        choices={SPEEDS}
        onChange={(chosen) => setPlaybackSpeed(Number(chosen))}
      />
    </div>
  );
}
