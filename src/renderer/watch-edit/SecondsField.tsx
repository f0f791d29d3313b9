import { useState } from "react";
import { NumberField } from "../fields/NumberField";
import styles from "./EditPanel.module.css";

interface SecondsFieldProps {
  readonly label: string;
  /** In seconds. */
  readonly value: number;
  /** Once, at the end of a gesture. */
  readonly onCommit: (seconds: number) => void;
}

/** A time in seconds, to hundredths. */
export function SecondsField({ label, value, onCommit }: SecondsFieldProps) {
  const [live, setLive] = useState<number | null>(null);
  const known = Math.round(value * 100) / 100;
  return (
    <div className={styles.time}>
      <NumberField
        label={label}
        value={live ?? known}
        step={0.1}
        characters={6}
        refuse={(seconds) => (seconds < 0 ? "There is no time before 0" : null)}
        onChange={(seconds, phase) => {
          setLive(phase === "live" ? seconds : null);
          if (phase === "commit" && seconds !== known) onCommit(seconds);
        }}
      />
    </div>
  );
}
