import { History } from "lucide-react";
import { useEffect, useState } from "react";
import { restoreDraft } from "../commands/files";
import { Button } from "../controls/Button";
import { type Draft, dropDraft, listDrafts } from "../state/drafts";
import styles from "./DraftList.module.css";

/** Work that was not saved when its window went, to be brought back or thrown away. Nothing where there is none. */
export function DraftList() {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => {
    let left = false;
    listDrafts().then((found) => {
      if (!left) setDrafts(found);
    });
    return () => {
      left = true;
    };
  }, []);
  if (drafts.length === 0) return null;

  async function throwAway(draft: Draft) {
    await dropDraft(draft.id);
    setDrafts((shown) => shown.filter(({ id }) => id !== draft.id));
  }

  return (
    <section aria-labelledby="drafts-heading">
      <h2 id="drafts-heading" className={styles.heading}>
        Unsaved work
      </h2>
      <ul className={styles.list}>
        {drafts.map((draft) => (
          <li key={draft.id} className={styles.draft}>
            <History className={styles.icon} aria-hidden />
            <p className={styles.words}>
              <strong>{draft.title}</strong>
              <span className={styles.when}>as it was {whenText(draft.kept)}</span>
            </p>
            <Button look="plain" onClick={() => throwAway(draft)} aria-label={`Throw away ${draft.title}`}>
              Throw away
            </Button>
            <Button onClick={() => restoreDraft(draft)} aria-label={`Bring back unsaved work: ${draft.title}`}>
              Bring back unsaved work
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whenText(kept: number): string {
  return new Date(kept).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
