import { Pause, Play } from "lucide-react";
import { useMemo } from "react";
import type { Command } from "../commands/command";
import { runCommand } from "../commands/run-command";
import * as step from "../commands/step-commands";
import { Button } from "../controls/Button";
import { IconButton } from "../controls/IconButton";
import { Select } from "../controls/Select";
import { NumberField } from "../fields/NumberField";
import { RecordButton } from "../record/RecordButton";
import { useStale, useWholeRun } from "../state/running";
import { useSession } from "../state/session";
import { setSettings, useSettings } from "../state/settings";
import { setSpeed, useCanUpdate, useNamesInside, useScore, useSpeed, useStepping } from "../state/stepping";
import { useToldStep } from "../state/told-step";
import { StepText } from "./StepText";
import { wordsFor } from "./step-words";
import { Timeline } from "./Timeline";
import styles from "./TransportBar.module.css";
import { textsOf } from "./texts-of";
import { useWithoutAnswer } from "./without-answer";

const SPEEDS = [0.5, 1, 2, 4, 8].map((speed) => ({ value: String(speed), label: `${speed}×` }));

/** The bar that leads through the pass step by step, and says what each step does and why. */
export function TransportBar() {
  const at = useStepping();
  const score = useScore();
  const analysis = useSession((now) => now.analysis);
  const whole = useWholeRun();
  const stale = useStale();
  const learns = useCanUpdate();
  const total = score.steps.length + (learns ? 1 : 0);
  const run = stale ? null : whole;
  const told = useToldStep();
  const said = useMemo(
    () => wordsFor({ at, analysis, score, run, total, told }),
    [at, analysis, score, run, total, told],
  );
  const words = useWithoutAnswer(said);
  const texts = useMemo(() => run && textsOf({ analysis, score, run, total }), [analysis, score, run, total]);
  return (
    <section className={styles.bar} aria-label="Steps">
      <StepText words={words} texts={texts} steady={at !== null} />
      <div className={styles.controls}>
        <Buttons playing={at?.playing ?? false} empty={score.steps.length === 0} />
        <div className={styles.middle}>
          <Timeline score={score} total={total} done={at && (at.updated ? total : at.position)} words={words.short} />
        </div>
        <div className={styles.right}>
          {learns && <LearningRate />}
          <Speed />
          <Inside shown={at?.inside ?? null} />
          <Button
            look="outlined"
            className={styles.all}
            disabled={at === null}
            title="Show the whole run (Esc)"
            onClick={() => runCommand(step.showWholeCommand)}
          >
            Show all
          </Button>
          <RecordButton />
        </div>
      </div>
      <p className={styles.spoken} role="status">
        {at ? `${words.short}. ${words.sentence}` : ""}
      </p>
    </section>
  );
}

/** First, back, play, forward, last. */
export function Buttons({ playing, empty }: { readonly playing: boolean; readonly empty: boolean }) {
  return (
    <div className={styles.buttons}>
      <StepButton command={step.firstStepCommand} disabled={empty} />
      <StepButton command={step.stepBackCommand} disabled={empty} />
      <IconButton
        label={playing ? "Pause" : "Play"}
        shortcut="Space"
        side="top"
        className={styles.play}
        aria-disabled={empty}
        onClick={() => runCommand(step.playCommand)}
      >
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </IconButton>
      <StepButton command={step.stepForwardCommand} disabled={empty} />
      <StepButton command={step.lastStepCommand} disabled={empty} />
    </div>
  );
}

function StepButton({ command, disabled }: { readonly command: Command; readonly disabled: boolean }) {
  const { name, icon: Icon, keys } = command;
  return (
    <IconButton
      label={name}
      side="top"
      className={styles.step}
      shortcut={keys.at(-1) ?? ""}
      aria-disabled={disabled}
      onClick={() => runCommand(command)}
    >
      {Icon && <Icon aria-hidden />}
    </IconButton>
  );
}

/** Leads into what the current entry keeps for itself; pressed while that is shown. */
export function Inside({ shown }: { readonly shown: number | null }) {
  const names = useNamesInside();
  const { name, icon: Icon, keys } = step.stepIntoCommand;
  return (
    <IconButton
      label={names.length === 0 ? "Step into the entry: it keeps nothing inside" : name}
      side="top"
      shortcut={keys[0] ?? ""}
      pressed={shown !== null}
      aria-disabled={names.length === 0}
      onClick={() => runCommand(step.stepIntoCommand)}
    >
      {Icon && <Icon aria-hidden />}
    </IconButton>
  );
}

function Speed() {
  const speed = useSpeed();
  return (
    <div className={styles.speed}>
      <Select
        label="Speed"
        hideLabel
        value={String(speed)}
        choices={SPEEDS}
        onChange={(chosen) => setSpeed(Number(chosen))}
      />
    </div>
  );
}

function LearningRate() {
  const rate = useSettings(({ learningRate }) => learningRate);
  return (
    <div className={styles.rate}>
      <span aria-hidden>rate η</span>
      <NumberField
        label="Learning rate"
        value={rate}
        characters={6}
        refuse={(x) => (Number.isFinite(x) && x > 0 ? null : "The rate must be above 0")}
        onChange={(learningRate) => setSettings({ learningRate })}
      />
    </div>
  );
}
