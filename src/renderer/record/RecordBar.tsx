import {
  Anchor as AnchorIcon,
  Bookmark,
  Captions,
  Check,
  Circle,
  MessageCircleQuestion,
  Pause,
  Square,
  Timer,
  TimerOff,
  X,
} from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Aside } from "#core/recording/event";
import type { Command } from "../commands/command";
import { holdCommand, pauseHereCommand, questionCommand, recordCommand } from "../commands/record-commands";
import { runCommand } from "../commands/run-command";
import { Button } from "../controls/Button";
import { Hint, IconButton } from "../controls/IconButton";
import { caption, marker, type RecordingNow, setWriting, useRecording } from "../state/recording";
import { type RecordingField, registerField } from "../state/recording-fields";
import { type NamedAnchor, useSelectedAnchor } from "./anchor";
import styles from "./RecordBar.module.css";

/** While a recording is made: how long it is, and all that can be told beside the steps. Has no height while none is. */
export function RecordBar() {
  const now = useRecording();
  const said = useJustSaid(now);
  return (
    <div className={styles.room} data-open={now === null ? undefined : ""}>
      {now && (
        <section className={styles.bar} aria-label="Recording">
          <Elapsed now={now} />
          <CaptionField />
          <MarkerField told={said === "m"} />
          <BarButton command={pauseHereCommand} icon={said === "p" ? <Told /> : <Pause aria-hidden />} />
          <BarButton command={questionCommand} icon={said === "q" ? <Told /> : <MessageCircleQuestion aria-hidden />}>
            Question…
          </BarButton>
          <span className={styles.divider} />
          <BarButton command={holdCommand} icon={now.held ? <Timer aria-hidden /> : <TimerOff aria-hidden />}>
            {now.held ? "Resume" : "Hold"}
          </BarButton>
          <Button
            look="strong"
            icon={<Square aria-hidden className={styles.stop} />}
            title="Stop recording (Alt+R)"
            onClick={() => runCommand(recordCommand)}
          >
            Stop
          </Button>
        </section>
      )}
      <p className={styles.spoken} role="status">
        {now && (said ? WORDS[said] : now.held ? "Recording on hold" : "Recording")}
      </p>
    </div>
  );
}

/** What screen readers are told once something has been written beside the steps. */
const WORDS: Readonly<Record<Aside["code"], string>> = {
  s: "",
  c: "Caption written",
  m: "Marker set",
  p: "Playing will wait here",
  q: "Question asked here",
};

const Told = () => <Check aria-hidden className={styles.written} />;

/** How long it is shown that something was told, in milliseconds. */
const SAID = 1600;

/** What has been told a moment ago. */
function useJustSaid(now: RecordingNow | null): Aside["code"] | null {
  const said = now?.said ?? null;
  const [over, setOver] = useState<RecordingNow["said"]>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setOver(said), SAID);
    return () => clearTimeout(timer);
  }, [said]);
  return said === over ? null : (said?.code ?? null);
}

function Elapsed({ now }: { readonly now: RecordingNow }) {
  const state = now.held ? "On hold" : now.writing ? "Waiting" : "Recording";
  return (
    <div
      className={styles.elapsed}
      data-resting={now.held || now.writing || undefined}
      title={now.writing ? "The clock waits while you write" : undefined}
    >
      <Circle aria-hidden className={styles.dot} />
      <span className={styles.state}>{state}</span>
      <span className={styles.time}>{clockText(now.seconds)}</span>
      <span className={styles.steps}>{now.steps === 1 ? "1 step" : `${now.steps} steps`}</span>
    </div>
  );
}

interface Shown {
  readonly text: string;
  readonly at: NamedAnchor | null;
}

/** What is said at this moment of the recording. Enter shows it from now on; an empty one takes it away. */
function CaptionField() {
  const selected = useSelectedAnchor();
  const [shown, setShown] = useState<Shown>({ text: "", at: null });
  const [draft, setDraft] = useState("");
  const [loose, setLoose] = useState<string | null>(null);
  const place = selected && loose !== keyOf(selected) ? selected : null;
  const written = draft === shown.text && draft !== "";
  const at = written ? shown.at : place;
  const field = useWritingField("caption");
  return (
    <div className={styles.caption}>
      <Captions aria-hidden />
      <input
        {...field}
        aria-label="Caption"
        placeholder={shown.text === "" ? "Caption: what is to be seen here" : "Empty: Enter takes the caption away"}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onEnter(() => {
          const text = draft.trim();
          caption(text, text === "" ? {} : (place?.anchor ?? {}));
          setShown({ text, at: text === "" ? null : place });
          setDraft(text);
        })}
      />
      {written && <Check aria-hidden className={styles.written} />}
      {at && (
        <span className={styles.anchor}>
          <AnchorIcon aria-hidden />
          <span>at {at.name}</span>
          {!written && (
            <IconButton label={`Not at ${at.name}`} size="small" side="top" onClick={() => setLoose(keyOf(at))}>
              <X aria-hidden />
            </IconButton>
          )}
        </span>
      )}
      {!at && selected && !written && (
        <button type="button" className={styles.anchorTo} onClick={() => setLoose(null)}>
          Put it at {selected.name}
        </button>
      )}
    </div>
  );
}

/** The name of a chapter that begins here. */
function MarkerField({ told }: { readonly told: boolean }) {
  const [draft, setDraft] = useState("");
  const field = useWritingField("marker");
  return (
    <div className={styles.marker}>
      {told ? <Told /> : <Bookmark aria-hidden />}
      <input
        {...field}
        aria-label="Marker"
        placeholder="Marker"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onEnter(() => {
          const title = draft.trim();
          if (title === "") return;
          marker(title);
          setDraft("");
        })}
      />
    </div>
  );
}

interface BarButtonProps {
  readonly command: Command;
  readonly icon: ReactNode;
  /** Where there is no room for the command's whole name. */
  readonly children?: string;
}

function BarButton({ command, icon, children }: BarButtonProps) {
  return (
    <Hint label={command.name} side="top" shortcut={command.keys[0] ?? ""}>
      <Button icon={icon} onClick={() => runCommand(command)}>
        {children ?? command.name}
      </Button>
    </Hint>
  );
}

/** A field of one line in which something is told: the clock waits while it is written, and Esc leads out of it. */
function useWritingField(name: RecordingField) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(
    () =>
      registerField(name, () => {
        ref.current?.focus();
        ref.current?.select();
      }),
    [name],
  );
  useEffect(() => () => setWriting(false), []);
  return {
    ref,
    autoComplete: "off",
    spellCheck: false,
    maxLength: 500,
    onFocus: () => setWriting(true),
    onBlur: () => setWriting(false),
  };
}

/** Enter does it and leads on to the canvas's keys, Esc leads there without. */
function onEnter(act: () => void) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") act();
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.blur();
  };
}

const keyOf = ({ anchor }: NamedAnchor): string => JSON.stringify(anchor);

/** Seconds as a clock shows them. */
function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
