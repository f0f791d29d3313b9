import { Bookmark, Captions, type LucideIcon, MessageCircleQuestion, Pause, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { Aside } from "#core/recording/event";
import { LONGEST_TOLD } from "#core/recording/event";
import { shorten } from "#core/shorten";
import { IconButton } from "../controls/IconButton";
import { useWritten } from "../controls/use-written";
import { changeRecording } from "../state/editing-recording";
import { clock } from "../state/moments";
import { seekFrame } from "../state/playback";
import { pauseRecording } from "../state/playing-recording";
import type { Told } from "../worker/player-protocol";
import styles from "./EditPanel.module.css";
import { SecondsField } from "./SecondsField";

const KINDS: Readonly<Record<string, { readonly name: string; readonly Icon: LucideIcon }>> = {
  c: { name: "Caption", Icon: Captions },
  m: { name: "Marker", Icon: Bookmark },
  p: { name: "Pause", Icon: Pause },
  q: { name: "Question", Icon: MessageCircleQuestion },
};

/** Something that is told: when, and what; both are edited where they stand. */
export function ToldRow({ told, isCurrent }: { readonly told: Told; readonly isCurrent: boolean }) {
  const { frame, seconds, what } = told;
  const kind = KINDS[what.code];
  if (!kind) return null;
  const { name, Icon } = kind;
  const called = `${name} at ${clock(seconds)}`;
  const whole = textOf(what);
  const text = whole === null ? null : shorten(whole, LONGEST_TOLD);
  return (
    <li className={styles.row} aria-current={isCurrent ? "step" : undefined}>
      <IconButton
        label={`Go to the ${name.toLowerCase()} at ${clock(seconds)}`}
        size="small"
        onClick={() => {
          pauseRecording();
          void seekFrame(frame);
        }}
      >
        <Icon aria-hidden />
      </IconButton>
      {text === null ? (
        <span className={styles.quiet}>{what.code === "c" ? "The caption ends" : "Waits for the learner"}</span>
      ) : (
        <RowText
          label={called}
          text={text}
          onCommit={(next) => {
            const aside = withText(what, next);
            if (aside) void changeRecording({ kind: "retell", frame, aside });
          }}
        />
      )}
      <SecondsField
        label={`Seconds of the ${called.toLowerCase()}`}
        value={seconds}
        onCommit={(to) => void changeRecording({ kind: "move", frame, seconds: to })}
      />
      <IconButton
        label={`Delete the ${called.toLowerCase()}`}
        size="small"
        onClick={() => void changeRecording({ kind: "untell", frame })}
      >
        <Trash2 aria-hidden />
      </IconButton>
    </li>
  );
}

interface RowTextProps {
  readonly label: string;
  readonly text: string;
  readonly onCommit: (text: string) => void;
}

/** As many lines as the text takes. Enter and leaving commit; Esc goes back to what was there. */
function RowText({ label, text, onCommit }: RowTextProps) {
  const written = useWritten<HTMLTextAreaElement>({
    given: text,
    take(draft) {
      const next = draft.trim();
      if (next !== "" && next !== text) onCommit(next);
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      written.settle();
    }
    if (event.key === "Escape" && written.text !== null) {
      event.stopPropagation();
      written.giveUp();
    }
  };
  return (
    <textarea
      ref={written.ref}
      className={styles.text}
      aria-label={label}
      rows={1}
      maxLength={LONGEST_TOLD}
      value={written.text ?? text}
      onChange={(event) => written.write(event.target.value.replace(/\n/g, " "))}
      onBlur={written.settle}
      onKeyDown={onKeyDown}
    />
  );
}

/** The words of it; null where it has none. */
function textOf(what: Aside): string | null {
  switch (what.code) {
    case "c":
      return what.text === "" ? null : what.text;
    case "m":
      return what.title;
    case "q":
      return what.prompt;
    default:
      return null;
  }
}

function withText(what: Aside, text: string): Aside | null {
  switch (what.code) {
    case "c":
      return { ...what, text };
    case "m":
      return { ...what, title: text };
    case "q":
      return { ...what, prompt: text };
    default:
      return null;
  }
}
