import { Circle } from "lucide-react";
import { recordCommand } from "../commands/record-commands";
import { runCommand } from "../commands/run-command";
import { Button } from "../controls/Button";
import { Hint } from "../controls/IconButton";
import { useRecording } from "../state/recording";
import { useSession } from "../state/session";
import styles from "./RecordButton.module.css";

/** Begins and ends a recording. */
export function RecordButton() {
  const on = useRecording((now) => now !== null);
  const may = useSession(recordCommand.when);
  return (
    <Hint
      label={on ? "Stop recording" : "Record what you do from now on"}
      shortcut={recordCommand.keys[0] ?? ""}
      side="top"
    >
      <Button
        icon={<Circle aria-hidden className={styles.dot} />}
        className={styles.record}
        aria-pressed={on}
        disabled={!may}
        onClick={() => runCommand(recordCommand)}
      >
        Record
      </Button>
    </Hint>
  );
}
