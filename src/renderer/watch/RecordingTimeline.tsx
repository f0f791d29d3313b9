import { type CSSProperties, type KeyboardEvent, type PointerEvent, type RefObject, useMemo, useRef } from "react";
import { runCommand } from "../commands/run-command";
import { playCommand } from "../commands/step-commands";
import { driver } from "../state/driver";
import { chaptersOf, clock, durationOf } from "../state/moments";
import { playback, seekTime, usePlayback } from "../state/playback";
import { pauseRecording, setLoop } from "../state/playing-recording";
import type { Loop } from "../state/work";
import line from "../transport/Timeline.module.css";
import type { Watched } from "../worker/player-protocol";
import styles from "./RecordingTimeline.module.css";

/** So far a page key leads, in seconds. */
const PAGE = 5;

/** Of more marks than this only every so manieth is drawn. */
const MOST_MARKS = 300;

/** A recording from left to right along its time: its phases, chapters, pauses and questions, and a thumb at where one is. */
export function RecordingTimeline({ step }: { readonly step: string }) {
  const track = useRef<HTMLDivElement>(null);
  const watched = usePlayback((now) => now.watched);
  const seconds = usePlayback((now) => now.seconds) ?? 0;
  const chapter = usePlayback(({ frame }) => frame.chapter);
  const loop = usePlayback((now) => now.loop);
  if (!watched) return null;
  const duration = durationOf(watched);
  const words = [step, `${clock(seconds)} of ${clock(duration)}`, ...(chapter === null ? [] : [`chapter ${chapter}`])];
  const seek = (event: PointerEvent) => {
    pauseRecording();
    seekTime(secondsAt(track, event, duration));
  };
  return (
    <div className={styles.timeline}>
      <div
        ref={track}
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-label="Position in the recording"
        aria-valuemin={0}
        aria-valuemax={round(duration)}
        aria-valuenow={round(seconds)}
        aria-valuetext={words.join(", ")}
        style={{ "--at": part(seconds, duration) } as CSSProperties}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
        }}
      >
        <Stretches watched={watched} />
        <Marks watched={watched} />
        <div className={line.thumb} style={{ left: `${part(seconds, duration)}%` }} />
      </div>
      {loop && <LoopRange track={track} loop={loop} duration={duration} />}
    </div>
  );
}

function Stretches({ watched }: { readonly watched: Watched }) {
  return useMemo(() => {
    const duration = durationOf(watched);
    return watched.stretches.map(({ phase, from, to }) => (
      <div
        key={from}
        className={styles.stretch}
        data-phase={phase}
        style={
          {
            left: `${part(from, duration)}%`,
            width: `${part(to - from, duration)}%`,
            "--from": part(from, duration),
            "--long": part(to - from, duration),
          } as CSSProperties
        }
      >
        <div className={styles.done} />
        <span className={styles.name}>{phase}</span>
      </div>
    ));
  }, [watched]);
}

/** Chapters, pauses and questions. Their places are also said by the menu of chapters, and where they are come to. */
function Marks({ watched }: { readonly watched: Watched }) {
  return useMemo(() => {
    const duration = durationOf(watched);
    const chapters = chaptersOf(watched).map(({ seconds, title }) => ({ kind: "chapter", seconds, title }));
    const halts = watched.told.flatMap(({ what, seconds }) => {
      if (what.code === "q") return [{ kind: "question", seconds, title: "Question" }];
      return what.code === "p" ? [{ kind: "pause", seconds, title: "Pause" }] : [];
    });
    const all = [...chapters, ...halts];
    const shown = all.filter((_, at) => at % Math.ceil(all.length / MOST_MARKS) === 0);
    return shown.map(({ kind, seconds, title }, at) => (
      <div
        // biome-ignore lint/suspicious/noArrayIndexKey: marks do not move, and two may be alike.
        key={at}
        className={styles.mark}
        data-kind={kind}
        title={`${title}, ${clock(seconds)}`}
        style={{ left: `${part(seconds, duration)}%` }}
      >
        <span className={styles.markName}>{title}</span>
      </div>
    ));
  }, [watched]);
}

interface LoopRangeProps {
  readonly track: RefObject<HTMLDivElement | null>;
  readonly loop: Loop;
  readonly duration: number;
}

/** The stretch that is played again and again, with a handle at each end. */
function LoopRange({ track, loop, duration }: LoopRangeProps) {
  const handle = (end: "from" | "to") => {
    const move = (seconds: number) => {
      const other = end === "from" ? loop.to : loop.from;
      // An end does not go past the other.
      setLoop({ ...loop, [end]: end === "from" ? Math.min(seconds, other) : Math.max(seconds, other) });
    };
    return (
      <div
        className={styles.handle}
        data-end={end}
        role="slider"
        tabIndex={0}
        aria-label={end === "from" ? "Loop from" : "Loop to"}
        aria-valuemin={0}
        aria-valuemax={round(duration)}
        aria-valuenow={round(loop[end])}
        aria-valuetext={clock(loop[end])}
        style={{ left: `${part(loop[end], duration)}%` }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) move(secondsAt(track, event, duration));
        }}
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE }[
            event.key
          ];
          if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          event.stopPropagation();
          move(loop[end] + by * (event.shiftKey ? 0.1 : 1));
        }}
      />
    );
  };
  return (
    <>
      <div
        className={styles.range}
        style={{ left: `${part(loop.from, duration)}%`, width: `${part(loop.to - loop.from, duration)}%` }}
      />
      {handle("from")}
      {handle("to")}
    </>
  );
}

function secondsAt(track: RefObject<HTMLDivElement | null>, { clientX }: PointerEvent, duration: number): number {
  const box = track.current?.getBoundingClientRect();
  if (!box || box.width === 0) return 0;
  return Math.max(0, Math.min(1, (clientX - box.left) / box.width)) * duration;
}

function part(seconds: number, duration: number): number {
  return duration === 0 ? 0 : (100 * seconds) / duration;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** The keys that a slider has; the other keys of the app go by its commands, but the space bar plays here too. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const by = (seconds: number) => seekTime((playback()?.seconds ?? 0) + seconds);
  const acts: Readonly<Record<string, () => void>> = {
    ArrowRight: () => driver().forward(),
    ArrowUp: () => driver().forward(),
    ArrowLeft: () => driver().back(),
    ArrowDown: () => driver().back(),
    PageUp: () => by(PAGE),
    PageDown: () => by(-PAGE),
    Home: () => driver().first(),
    End: () => driver().last(),
    " ": () => runCommand(playCommand),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
