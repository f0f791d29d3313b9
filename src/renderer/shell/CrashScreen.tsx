import { useEffect, useRef } from "react";
import { saveWork } from "../commands/save";
import { Button } from "../controls/Button";
import { watchedWork } from "../state/playback";
import { session, showStart, useSession } from "../state/session";
import { hasChanges } from "../state/work";
import styles from "./CrashScreen.module.css";

interface CrashScreenProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** What is left of the window when it could not be drawn: says so, and saves the work. */
export function CrashScreen({ error, onRetry }: CrashScreenProps) {
  useRetryWithAnother(onRetry);
  const watched = watchedWork();
  return (
    <main className={styles.screen}>
      <div className={styles.words} role="alert">
        <h1 className={styles.title}>Gradwire made a mistake</h1>
        <p>
          The window could not be drawn. Your graph is still here: save it, then go on. The same graph may run into the
          same mistake again.
        </p>
        <pre className={styles.error}>{error.message}</pre>
        <div className={styles.buttons}>
          <Button look="strong" onClick={() => void saveWork(session().work.id, true)}>
            Save the graph…
          </Button>
          {watched && hasChanges(watched) && (
            <Button onClick={() => void saveWork(watched.id, true)}>Save the recording…</Button>
          )}
          <Button onClick={onRetry}>Try again</Button>
          <Button
            onClick={() => {
              showStart(true);
              onRetry();
            }}
          >
            Go to the start screen
          </Button>
        </div>
      </div>
    </main>
  );
}

/** Commands go on working, so that something else may be opened from here: then there is something else to draw. */
function useRetryWithAnother(onRetry: () => void): void {
  const id = useSession((now) => now.id);
  const crashed = useRef(id);
  useEffect(() => {
    if (id !== crashed.current) onRetry();
  }, [id, onRetry]);
}
