import { Bookmark, Check } from "lucide-react";
import { useState } from "react";
import { marker } from "../state/recording";
import styles from "./RecordBar.module.css";
import { useWritingField } from "./use-writing-field";

/** The name of a chapter that begins here. */
export function MarkerField({ told }: { readonly told: boolean }) {
  const [draft, setDraft] = useState("");
  const { field } = useWritingField("marker", () => {
    const title = draft.trim();
    if (title !== "") marker(title);
    setDraft("");
  });
  return (
    <div className={styles.marker}>
      {told ? <Check aria-hidden className={styles.written} /> : <Bookmark aria-hidden />}
      <input
        {...field}
        aria-label="Marker"
        placeholder="Marker"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
    </div>
  );
}
