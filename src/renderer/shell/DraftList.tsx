import { Film, History, Undo2 } from "lucide-react";
import { useState } from "react";
import { type Found, openKept, restoreDraft, saveKeptCopy, showKeptText, throwAway } from "../commands/kept";
import { Button } from "../controls/Button";
import { troubleWords } from "../kept/trouble";
import styles from "./DraftList.module.css";
import { useFound } from "./use-found";

/** Work that was not saved when its window went, to be brought back or thrown away. Nothing where there is none. */
export function DraftList() {
  const { found, trouble, slow, look } = useFound();
  if (!slow && trouble === null && found.length === 0) return null;
  return (
    <section aria-labelledby="drafts-heading">
      <h2 id="drafts-heading" className={styles.heading}>
        Unsaved work
      </h2>
      {slow && (
        <p role="status" className={styles.aside}>
          Looking for it: storage has not answered yet.
        </p>
      )}
      {trouble && (
        <p role="status" className={styles.aside}>
          It cannot be looked for: {troubleWords(trouble)}.
        </p>
      )}
      {found.length > 0 && (
        <ul className={styles.list}>
          {found.map((each) => (
            <Row key={each.kept.id} found={each} look={look} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ found, look }: { readonly found: Found; readonly look: () => void }) {
  const [thrown, setThrown] = useState(false);
  const { kept } = found;
  const name = nameOf(found);
  const isDraft = found.kind === "draft";
  const Icon = isDraft ? History : Film;
  const setAway = async (away: boolean) => {
    if (await throwAway(found, away ? Date.now() : null)) setThrown(away);
  };
  if (thrown) {
    return (
      <li className={styles.draft} data-thrown>
        <Icon className={styles.icon} aria-hidden />
        <p className={styles.words} role="status">
          <span className={styles.name}>{name}</span>
          <span className={styles.when}>thrown away</span>
        </p>
        <Button
          look="plain"
          icon={<Undo2 aria-hidden />}
          onClick={() => setAway(false)}
          autoFocus
          aria-label={`Undo throwing away ${name}`}
        >
          Undo
        </Button>
      </li>
    );
  }
  const back = isDraft ? "Bring back unsaved work" : "Open the recording";
  const flaw = flawOf(found);
  return (
    <li className={styles.draft}>
      <Icon className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <strong className={styles.name}>{name}</strong>
        <span className={styles.when}>{about(found)}</span>
        {flaw && <span className={styles.flaw}>{flaw}</span>}
      </div>
      <div className={styles.buttons}>
        <Button look="plain" onClick={() => setAway(true)} aria-label={`Throw away ${name}`}>
          Throw away
        </Button>
        {flaw && (
          <>
            <Button look="plain" onClick={() => showKeptText(found)} aria-label={`Open as text: ${name}`}>
              Open as text
            </Button>
            <Button look="plain" onClick={() => saveKeptCopy(found)} aria-label={`Save a copy of ${name}…`}>
              Save a copy…
            </Button>
          </>
        )}
        <Button
          onClick={async () => {
            await (found.kind === "draft" ? restoreDraft(found.kept) : openKept(found.kept));
            // Where it did not go well, there is more to tell of it now.
            look();
          }}
          aria-label={`${back}: ${name}`}
        >
          {kept.attempt === null ? back : "Try again"}
        </Button>
      </div>
    </li>
  );
}

/** Longer titles are cut, as a file may hold one of a megabyte. */
const LONGEST = 120;

function nameOf({ kind, kept }: Found): string {
  const title = kept.title.length > LONGEST ? `${kept.title.slice(0, LONGEST)}…` : kept.title;
  return kind === "draft" ? title : `Recording of ${title}, ${counted(kept.steps, "step")}`;
}

function about({ kind, kept }: Found): string {
  const parts = [`as it was ${whenText(kept.kept)}`];
  if (kind === "draft" && kept.nodes !== null) parts.push(counted(kept.nodes, "node"));
  if (kind === "draft" && kept.file !== null) parts.push(kept.file.slice(0, LONGEST));
  return parts.join(" · ");
}

/** What is known to be wrong with it. */
function flawOf({ kind, kept: { attempt, fault } }: Found): string | null {
  const what = kind === "draft" ? "Bringing it back" : "Opening it";
  if (fault !== null) return `${what} failed: it ${fault.slice(0, LONGEST)}`;
  return attempt === null ? null : `${what} failed: the window broke, or went before it was done`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function whenText(kept: number): string {
  return new Date(kept).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
