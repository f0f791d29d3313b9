import { Check, Circle, MessageCircleQuestion, Pause, Square, Timer, TimerOff } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import type { Aside } from "#core/recording/event";
import type { Command } from "../commands/command";
import { holdCommand, pauseHereCommand, questionCommand, recordCommand } from "../commands/record-commands";
import { runCommand } from "../commands/run-command";
import { Button } from "../controls/Button";
import { Hint } from "../controls/IconButton";
import { type RecordingNow, useRecording } from "../state/recording";
import { viewport } from "../state/viewport";
import { CaptionField } from "./CaptionField";
import { MarkerField } from "./MarkerField";
import styles from "./RecordBar.module.css";

/** While a recording is made: how long it is, and all that can be told beside the steps. Has no height while none is. */
export function RecordBar() {
  const now = useRecording();
  const said = useJustSaid(now);
  return (
    <div className={styles.room} data-open={now === null ? undefined : ""}>
      {now && (
        <section className={styles.bar} aria-label="Recording" onKeyDown={leave}>
          <Elapsed now={now} />
          <CaptionField />
          <MarkerField told={said === "m"} />
          <BarButton command={pauseHereCommand} icon={said === "p" ? <Told /> : <Pause aria-hidden />} />
          <BarButton command={questionCommand} icon={said === "q" ? <Told /> : <MessageCircleQuestion aria-hidden />}>
            Question…
          </BarButton>
          <span className={styles.divider} />
          <BarButton
            command={holdCommand}
            className={styles.hold}
            icon={now.held ? <Timer aria-hidden /> : <TimerOff aria-hidden />}
          >
            {now.held ? "Resume" : "Hold"}
          </BarButton>
          <Hint label="Stop recording, and look at it" side="top" shortcut={recordCommand.keys[0] ?? ""}>
            <Button
              look="strong"
              icon={<Square aria-hidden className={styles.stop} />}
              onClick={() => runCommand(recordCommand)}
            >
              Stop
            </Button>
          </Hint>
        </section>
      )}
      <p className={styles.spoken} role="status">
        {now && (said ? WORDS[said] : now.held ? "Recording on hold" : "Recording")}
      </p>
    </div>
  );
}

/** Esc leads from the bar back to the canvas, and leaves nothing else. */
function leave(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  event.stopPropagation();
  viewport()?.focus();
}

/** What screen readers are told once something has been written beside the steps. */
const WORDS: Readonly<Record<Aside["code"], string>> = {
  s: "",
  c: "Caption written",
  m: "Marker set",
  p: "Playing will wait here",
  q: "Question asked here",
};

const Told = () => <Check aria-hidden className={styles.written} />;

/** How long it is shown that something was told, in milliseconds. */
const SAID = 1600;

/** What has been told a moment ago. */
function useJustSaid(now: RecordingNow | null): Aside["code"] | null {
  const said = now?.said ?? null;
  const [over, setOver] = useState<RecordingNow["said"]>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setOver(said), SAID);
    return () => clearTimeout(timer);
  }, [said]);
  return said === over ? null : (said?.code ?? null);
}

function Elapsed({ now }: { readonly now: RecordingNow }) {
  const state = now.held ? "On hold" : now.writing ? "Waiting" : "Recording";
  return (
    <div
      className={styles.elapsed}
      data-resting={now.held || now.writing || undefined}
      title={now.writing ? "The clock waits while you write" : undefined}
    >
      <Circle aria-hidden className={styles.dot} />
      <span className={styles.state}>{state}</span>
      <span className={styles.time}>{clockText(now.seconds)}</span>
      <span className={styles.steps}>{now.steps === 1 ? "1 step" : `${now.steps} steps`}</span>
    </div>
  );
}

interface BarButtonProps {
  readonly command: Command;
  readonly icon: ReactNode;
  /** Where there is no room for the command's whole name. */
  readonly children?: string;
  readonly className?: string | undefined;
}

function BarButton({ command, icon, children, className }: BarButtonProps) {
  return (
    <Hint label={command.name} side="top" shortcut={command.keys[0] ?? ""}>
      <Button icon={icon} className={className} onClick={() => runCommand(command)}>
        {children ?? command.name}
      </Button>
    </Hint>
  );
}

/** Seconds as a clock shows them. */
function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
