import { Film, History } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { openKept, restoreDraft } from "../commands/files";
import { Button } from "../controls/Button";
import { type Draft, dropDraft, listDrafts } from "../state/drafts";
import { dropRecording, type KeptRecording, listKeptRecordings } from "../state/kept-recordings";
import styles from "./DraftList.module.css";

/** Work that was not saved when its window went, to be brought back or thrown away. Nothing where there is none. */
export function DraftList() {
  const [drafts, dropFromDrafts] = useFound<Draft>(listDrafts);
  const [recordings, dropFromRecordings] = useFound<KeptRecording>(listKeptRecordings);
  if (drafts.length + recordings.length === 0) return null;
  return (
    <section aria-labelledby="drafts-heading">
      <h2 id="drafts-heading" className={styles.heading}>
        Unsaved work
      </h2>
      <ul className={styles.list}>
        {drafts.map((draft) => (
          <Found
            key={draft.id}
            icon={<History className={styles.icon} aria-hidden />}
            name={draft.title}
            kept={draft.kept}
            back="Bring back unsaved work"
            onBack={() => restoreDraft(draft)}
            onDrop={async () => {
              await dropDraft(draft.id);
              dropFromDrafts(draft.id);
            }}
          />
        ))}
        {recordings.map((recording) => (
          <Found
            key={recording.id}
            icon={<Film className={styles.icon} aria-hidden />}
            name={`Recording of ${recording.title}, ${recording.steps === 1 ? "1 step" : `${recording.steps} steps`}`}
            kept={recording.kept}
            back="Open the recording"
            onBack={() => openKept(recording)}
            onDrop={async () => {
              await dropRecording(recording.id);
              dropFromRecordings(recording.id);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

interface FoundProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly kept: number;
  /** What the button that brings it back says. */
  readonly back: string;
  readonly onBack: () => void;
  readonly onDrop: () => void;
}

function Found({ icon, name, kept, back, onBack, onDrop }: FoundProps) {
  return (
    <li className={styles.draft}>
      {icon}
      <p className={styles.words}>
        <strong>{name}</strong>
        <span className={styles.when}>as it was {whenText(kept)}</span>
      </p>
      <Button look="plain" onClick={onDrop} aria-label={`Throw away ${name}`}>
        Throw away
      </Button>
      <Button onClick={onBack} aria-label={`${back}: ${name}`}>
        {back}
      </Button>
    </li>
  );
}

/** What was kept on this machine, looked for once, and what takes one of it from the list. */
function useFound<T extends { readonly id: string }>(
  list: () => Promise<readonly T[]>,
): readonly [readonly T[], (id: string) => void] {
  const [found, setFound] = useState<readonly T[]>([]);
  useEffect(() => {
    let left = false;
    list().then((all) => {
      if (!left) setFound(all);
    });
    return () => {
      left = true;
    };
  }, [list]);
  return [found, (gone) => setFound((shown) => shown.filter(({ id }) => id !== gone))];
}

function whenText(kept: number): string {
  return new Date(kept).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
