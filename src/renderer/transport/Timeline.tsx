import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from "react";
import type { Phase, Score } from "#core/tape/score";
import { runCommand } from "../commands/run-command";
import { playCommand, stepBackCommand, stepForwardCommand } from "../commands/step-commands";
import { goTo, pause, stepping, toFirst, toLast, useBreakpoints } from "../state/stepping";
import styles from "./Timeline.module.css";

interface TimelineProps {
  readonly score: Score;
  /** Steps of the pass, the update among them. */
  readonly total: number;
  /** Steps that are done; null while the whole run is shown. */
  readonly done: number | null;
  readonly words: string;
}

/** A pass from left to right: its phases as stretches, and a thumb at where the person is. */
export function Timeline({ score, total, done, words }: TimelineProps) {
  const track = useRef<HTMLDivElement>(null);
  const stretches = useMemo(() => stretchesOf(score, total), [score, total]);
  const seek = ({ clientX }: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box || total === 0) return;
    pause();
    goTo(Math.round(Math.max(0, Math.min(1, (clientX - box.left) / box.width)) * total));
  };
  const left = total === 0 ? 0 : (100 * (done ?? total)) / total;
  return (
    <div
      ref={track}
      className={styles.track}
      role="slider"
      tabIndex={0}
      aria-label="Position in the pass"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done ?? total}
      aria-valuetext={words}
      aria-disabled={total === 0}
      data-stepping={done === null ? undefined : ""}
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
      {stretches.map(({ phase, steps, from }) => (
        <div key={phase} className={styles.stretch} data-phase={phase} style={{ flexGrow: steps }}>
          <div className={styles.done} style={{ width: `${doneIn(done, from, steps)}%` }} />
          <span className={styles.name}>{phase}</span>
        </div>
      ))}
      <Breakpoints score={score} total={total} />
      {total > 0 && <div className={styles.thumb} style={{ left: `${left}%` }} />}
    </div>
  );
}

/** Ticks before the steps that playing stops at. */
function Breakpoints({ score, total }: Pick<TimelineProps, "score" | "total">) {
  const chosen = useBreakpoints();
  if (chosen.size === 0) return null;
  return score.steps.map((step, at) =>
    "node" in step && chosen.has(step.node) ? (
      <div key={`${step.phase} ${step.node}`} className={styles.tick} style={{ left: `${(100 * at) / total}%` }} />
    ) : null,
  );
}

interface Stretch {
  readonly phase: Phase;
  /** Steps before it, and in it. */
  readonly from: number;
  readonly steps: number;
}

function stretchesOf({ steps }: Score, total: number): readonly Stretch[] {
  const phases: readonly Phase[] = ["forward", "seed", "backward"];
  const found = phases.flatMap((phase): Stretch[] => {
    const from = steps.findIndex((step) => step.phase === phase);
    return from < 0 ? [] : [{ phase, from, steps: steps.filter((step) => step.phase === phase).length }];
  });
  return total > steps.length ? [...found, { phase: "update", from: steps.length, steps: 1 }] : found;
}

/** How much of a stretch is done, in per cent. */
function doneIn(done: number | null, from: number, steps: number): number {
  return done === null ? 0 : 100 * Math.max(0, Math.min(1, (done - from) / steps));
}

/** The keys that a slider has; the other keys of the app go by its commands, but the space bar plays here too. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const position = stepping()?.position ?? 0;
  const acts: Readonly<Record<string, () => void>> = {
    ArrowRight: () => runCommand(stepForwardCommand),
    ArrowUp: () => runCommand(stepForwardCommand),
    ArrowLeft: () => runCommand(stepBackCommand),
    ArrowDown: () => runCommand(stepBackCommand),
    PageUp: () => goTo(position + 5),
    PageDown: () => goTo(position - 5),
    Home: toFirst,
    End: toLast,
    " ": () => runCommand(playCommand),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
