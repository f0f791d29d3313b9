import { Bookmark, Check } from "lucide-react";
import { useWritten } from "../controls/use-written";
import { marker } from "../state/recording";
import styles from "./RecordBar.module.css";
import { useWritingField } from "./use-writing-field";

/** The name of a chapter that begins here. */
export function MarkerField({ told }: { readonly told: boolean }) {
  const written = useWritten<HTMLInputElement>({
    given: "",
    take(text) {
      const title = text.trim();
      if (title !== "") marker(title);
    },
    loose: true,
  });
  const { field } = useWritingField("marker", written.ref, written.settle);
  return (
    <div className={styles.marker}>
      {told ? <Check aria-hidden className={styles.written} /> : <Bookmark aria-hidden />}
      <input
        {...field}
        aria-label="Marker"
        placeholder="Marker"
        value={written.text ?? ""}
        onChange={(event) => written.write(event.target.value)}
      />
    </div>
  );
}
