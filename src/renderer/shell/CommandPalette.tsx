import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { SearchField } from "../controls/SearchField";
import { useReturnFocus } from "../controls/use-return-focus";
import { closeOverlay } from "../state/overlay";
import { session } from "../state/session";
import styles from "./CommandPalette.module.css";
import { PaletteLine } from "./PaletteLine";
import { lessonEntries, type PaletteEntry, paletteEntries } from "./palette-entries";
import { search } from "./palette-search";

/** Everything that can be done now, found by writing a few letters of it: commands, ops to add, lessons to open. */
export function CommandPalette() {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const [lessons, setLessons] = useState<readonly PaletteEntry[]>([]);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const returnFocus = useReturnFocus();
  useEffect(() => {
    lessonEntries().then(setLessons);
  }, []);
  const all = useMemo(() => [...paletteEntries(session()), ...lessons], [lessons]);
  const found = useMemo(() => search(query, all), [query, all]);
  const at = Math.min(active, found.length - 1);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  function choose(entry: PaletteEntry | undefined) {
    if (!entry) return;
    // Closed first: what is chosen may open something of its own.
    closeOverlay();
    entry.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % found.length,
      ArrowUp: (at - 1 + found.length) % found.length,
      PageDown: Math.min(at + 8, found.length - 1),
      PageUp: Math.max(at - 8, 0),
    };
    const next = moves[event.key];
    if (event.key === "Enter") choose(found[at]);
    else if (next === undefined || found.length === 0) return;
    else setActive(next);
    event.preventDefault();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content className={styles.palette} onCloseAutoFocus={returnFocus} aria-describedby={undefined}>
          <Dialog.Title className={styles.title}>Search commands</Dialog.Title>
          <div className={styles.search}>
            <SearchField
              label="Search commands, nodes and lessons"
              value={query}
              onChange={(written) => {
                setQuery(written);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
              role="combobox"
              aria-expanded
              aria-controls={`${id}-list`}
              {...(found.length > 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
            />
          </div>
          <div ref={list} id={`${id}-list`} role="listbox" aria-label="What can be done" className={styles.list}>
            {found.map((entry, index) => (
              <PaletteLine
                key={entry.id}
                id={`${id}-${index}`}
                entry={entry}
                at={index}
                active={index === at}
                onPoint={setActive}
                onChoose={choose}
              />
            ))}
          </div>
          <p role="status" className={found.length === 0 ? styles.nothing : styles.title}>
            {found.length === 0 ? `Nothing here is called “${query}”.` : `${found.length} found`}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
