import { type ComponentProps, useId, useState } from "react";
import { classNames } from "./class-names";
import styles from "./Field.module.css";
import { useFixed } from "./fixed";

interface TextFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  /** Enter and leaving the field commit; Esc goes back to what was there. */
  readonly onCommit: (value: string) => void;
  /** At each keystroke, before it is committed. */
  readonly onLive?: (value: string) => void;
  readonly hint?: string;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** One line of text. */
export function TextField({
  label,
  hideLabel = false,
  value,
  onCommit,
  onLive,
  hint,
  problem,
  mono = false,
  placeholder,
  disabled = false,
}: TextFieldProps) {
  const id = useId();
  const fixed = useFixed();
  const [draft, setDraft] = useState<string | null>(null);
  const note = problem ?? hint;
  const commit = () => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <div className={styles.field}>
      {!hideLabel && (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      )}
      <div className={styles.box} {...(problem === undefined ? {} : { "data-invalid": "" })}>
        <input
          id={id}
          className={classNames(styles.input, mono && styles.mono)}
          value={draft ?? value}
          aria-label={hideLabel ? label : undefined}
          aria-invalid={problem !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          disabled={disabled}
          readOnly={fixed}
          onChange={(event) => {
            setDraft(event.target.value);
            onLive?.(event.target.value);
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape" && draft !== null) {
              // The dialog or the canvas around it must not take this Esc for its own.
              event.stopPropagation();
              setDraft(null);
              onLive?.(value);
            }
          }}
        />
      </div>
      {note !== undefined && (
        <span id={`${id}-note`} className={problem === undefined ? styles.hint : styles.problem}>
          {note}
        </span>
      )}
    </div>
  );
}

interface TextAreaProps extends Omit<ComponentProps<"textarea">, "onChange" | "value"> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
  readonly mono?: boolean;
}

/** Many lines of text; `problem` is shown by whoever uses it, beside what it is about. */
export function TextArea({ label, hideLabel = false, value, onChange, problem, mono = false, ...rest }: TextAreaProps) {
  const id = useId();
  const fixed = useFixed();
  return (
    <div className={styles.field}>
      {!hideLabel && (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      )}
      <textarea
        spellCheck={false}
        {...rest}
        id={id}
        className={classNames(styles.area, mono && styles.mono)}
        value={value}
        aria-label={hideLabel ? label : undefined}
        aria-invalid={problem !== undefined}
        readOnly={fixed}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
