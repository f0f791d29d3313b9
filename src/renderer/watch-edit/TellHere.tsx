import { Bookmark, Captions, MessageCircleQuestion, Pause } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "../controls/Button";
import { TextArea } from "../controls/TextField";
import { useWritten } from "../controls/use-written";
import { useSelectedAnchor } from "../record/anchor";
import { tellHere } from "../state/editing-recording";
import { showOverlay } from "../state/overlay";
import { session } from "../state/session";
import styles from "./EditPanel.module.css";

/** Adds something to be told at the present moment of the recording. */
export function TellHere() {
  const [writing, setWriting] = useState<"caption" | "marker" | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const done = () => {
    // To the button that opened the field, so that the keyboard is not lost with it.
    buttons.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setWriting(null);
  };
  return (
    <div className={styles.tell}>
      <div ref={buttons} className={styles.buttons}>
        <Button
          icon={<Captions aria-hidden />}
          aria-expanded={writing === "caption"}
          onClick={() => setWriting(writing === "caption" ? null : "caption")}
        >
          Caption
        </Button>
        <Button
          icon={<Bookmark aria-hidden />}
          aria-expanded={writing === "marker"}
          onClick={() => setWriting(writing === "marker" ? null : "marker")}
        >
          Marker
        </Button>
        <Button icon={<Pause aria-hidden />} onClick={() => void tellHere({ code: "p" })}>
          Pause
        </Button>
        <Button
          icon={<MessageCircleQuestion aria-hidden />}
          onClick={() => {
            const { id } = session();
            showOverlay({ kind: "question", tell: (question) => void tellHere({ code: "q", ...question }, id) });
          }}
        >
          Question…
        </Button>
      </div>
      {writing && <Writing key={writing} what={writing} onDone={done} />}
    </div>
  );
}

function Writing({ what, onDone }: { readonly what: "caption" | "marker"; readonly onDone: () => void }) {
  const place = useSelectedAnchor();
  const isCaption = what === "caption";
  const written = useWritten<HTMLTextAreaElement>({
    given: "",
    take(text) {
      tell(text.trim());
      onDone();
    },
    loose: true,
  });
  const text = written.text ?? "";
  function tell(said: string) {
    // An empty caption takes the one away that is shown.
    if (isCaption) void tellHere({ code: "c", text: said, ...(said === "" ? {} : place?.anchor) });
    else if (said !== "") void tellHere({ code: "m", title: said });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text === "") tell("");
    else written.settle();
    onDone();
  }
  return (
    <form className={styles.tell} onSubmit={submit}>
      <TextArea
        label={isCaption ? (place ? `Caption at ${place.name}` : "New caption") : "Title of the chapter"}
        field={written.ref}
        value={text}
        onChange={(next) => written.write(next.replace(/\n/g, " "))}
        rows={isCaption ? 3 : 1}
        maxLength={isCaption ? 1000 : 120}
        autoFocus
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") submit(event);
          if (event.key !== "Escape") return;
          // This Esc has left the field, and must not leave anything else.
          event.stopPropagation();
          onDone();
        }}
      />
      <div className={styles.buttons}>
        <Button look="strong" type="submit">
          {isCaption && text.trim() === "" ? "End the caption here" : "Add here"}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
