import { setMeta } from "#core/document/commands";
import { shorten } from "#core/shorten";
import { LONGEST_TITLE, sessionTitle } from "../commands/titles";
import { Hint } from "../controls/IconButton";
import { useWritten } from "../controls/use-written";
import { usePlayback, useRecordingUnsaved } from "../state/playback";
import { change, currentDocument, isDirty, useSession } from "../state/session";
import styles from "./DocumentTitle.module.css";

/** The document's title, written over in place, and a dot while there are changes to save. */
export function DocumentTitle() {
  const own = useSession(sessionTitle);
  const watched = usePlayback(({ watched }) => watched.header.title);
  const title = shorten(watched ?? own, LONGEST_TITLE);
  const watching = watched !== null;
  const unsaved = useRecordingUnsaved();
  const dirty = useSession(isDirty) || unsaved;
  const written = useWritten<HTMLInputElement>({
    given: title,
    take(text) {
      const next = text.trim();
      if (next && next !== title) change(setMeta(currentDocument(), { title: next }), "rename the document");
    },
  });

  return (
    <div className={styles.title}>
      <div className={styles.sizer}>
        {/* Gives the field the width of its text. */}
        <span aria-hidden="true" className={styles.shadow}>
          {written.text ?? title}
        </span>
        <input
          ref={written.ref}
          className={styles.field}
          aria-label="Title of the document"
          value={written.text ?? title}
          readOnly={watching}
          maxLength={LONGEST_TITLE}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          onChange={(event) => written.write(event.target.value)}
          onBlur={written.settle}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") {
              written.giveUp();
              event.currentTarget.blur();
            }
          }}
        />
      </div>
      <Hint label="Changes not saved" side="bottom">
        <span className={styles.dot} role="img" aria-label="Changes not saved" hidden={!dirty} />
      </Hint>
    </div>
  );
}
