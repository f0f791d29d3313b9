import { Component, type ErrorInfo, type ReactNode } from "react";
import { serialiseDocument } from "#core/document/serialise";
import { EXTENSION, fileNameOf, sessionTitle } from "../commands/titles";
import { Button } from "../controls/Button";
import { host } from "../host/current";
import { currentDocument, session, showStart } from "../state/session";
import styles from "./CrashGuard.module.css";

interface CrashGuardProps {
  readonly children: ReactNode;
}

interface CrashGuardState {
  readonly error: Error | null;
}

/** Keeps a fault of ours from leaving a blank window: says what happened, and saves the work. React has no hook for this. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override state: CrashGuardState = { error: null };
  details = "";

  static getDerivedStateFromError(thrown: unknown): CrashGuardState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(_error: Error, { componentStack }: ErrorInfo) {
    this.details = componentStack ?? "";
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crash error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

function Crash({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
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
          <Button look="strong" onClick={rescue}>
            Save the graph…
          </Button>
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

function rescue(): void {
  const name = fileNameOf(sessionTitle(session()), EXTENSION);
  void host.exportFile(name, serialiseDocument(currentDocument()), "application/json");
}
