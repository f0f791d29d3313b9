import { Anchor as AnchorIcon, Captions, Check, X } from "lucide-react";
import { type PointerEvent, useState } from "react";
import { IconButton } from "../controls/IconButton";
import { useWritten } from "../controls/use-written";
import { caption } from "../state/recording";
import { type NamedAnchor, useSelectedAnchor } from "./anchor";
import styles from "./RecordBar.module.css";
import { useWritingField } from "./use-writing-field";

interface Shown {
  readonly text: string;
  readonly at: NamedAnchor | null;
}

/** What is said at this moment of the recording. Enter shows it from now on; an empty one takes it away. */
export function CaptionField() {
  const selected = useSelectedAnchor();
  const [shown, setShown] = useState<Shown>({ text: "", at: null });
  const [loose, setLoose] = useState<string | null>(null);
  const place = selected && loose !== keyOf(selected) ? selected : null;
  const tell = (draft: string) => {
    const text = draft.trim();
    caption(text, text === "" ? {} : (place?.anchor ?? {}));
    setShown({ text, at: text === "" ? null : place });
  };
  const writing = useWritten<HTMLInputElement>({ given: shown.text, take: tell, loose: true });
  const draft = writing.text ?? shown.text;
  const { field, focused } = useWritingField("caption", writing.ref, () => {
    writing.giveUp();
    tell(draft);
  });
  // While the field has the keyboard it tells what Enter would do, else what has been told.
  const written = !focused && draft === shown.text && draft !== "";
  const at = written ? shown.at : place;
  return (
    <div className={styles.caption}>
      <Captions aria-hidden />
      <input
        {...field}
        aria-label="Caption"
        placeholder={shown.text === "" ? "Caption: what is to be seen here" : "Empty: Enter takes the caption away"}
        value={draft}
        onChange={(event) => writing.write(event.target.value)}
      />
      {written && <Check aria-hidden className={styles.written} />}
      {at && (
        <span className={styles.anchor}>
          <AnchorIcon aria-hidden />
          <span>at {at.name}</span>
          {!written && (
            <IconButton
              label={`Not at ${at.name}`}
              size="small"
              side="top"
              onPointerDown={keepFocus}
              onClick={() => setLoose(keyOf(at))}
            >
              <X aria-hidden />
            </IconButton>
          )}
        </span>
      )}
      {!at && selected && !written && (
        <button type="button" className={styles.anchorTo} onPointerDown={keepFocus} onClick={() => setLoose(null)}>
          Put it at {selected.name}
        </button>
      )}
    </div>
  );
}

const keyOf = ({ anchor }: NamedAnchor): string => JSON.stringify(anchor);

/** The field keeps the keyboard while something beside it is pressed. */
const keepFocus = (event: PointerEvent) => event.preventDefault();
