import { type ComponentProps, type RefObject, useId } from "react";
import { classNames } from "./class-names";
import styles from "./Field.module.css";
import { useFixed } from "./fixed";
import { useWritten } from "./use-written";

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
  /** What would be wrong with a text, in words, or null: no command goes on with it unseen. */
  readonly fault?: (value: string) => string | null;
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
  fault,
  mono = false,
  placeholder,
  disabled = false,
}: TextFieldProps) {
  const id = useId();
  const fixed = useFixed();
  const written = useWritten<HTMLInputElement>({ given: value, take: onCommit, ...(fault ? { fault } : {}) });
  const note = problem ?? hint;
  return (
    <div className={styles.field}>
      {!hideLabel && (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      )}
      <div className={styles.box} {...(problem === undefined ? {} : { "data-invalid": "" })}>
        <input
          ref={written.ref}
          id={id}
          className={classNames(styles.input, mono && styles.mono)}
          value={written.text ?? value}
          aria-label={hideLabel ? label : undefined}
          aria-invalid={problem !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          disabled={disabled}
          readOnly={fixed}
          onChange={(event) => {
            written.write(event.target.value);
            onLive?.(event.target.value);
          }}
          onBlur={written.settle}
          onKeyDown={(event) => {
            if (event.key === "Enter") written.settle();
            if (event.key === "Escape" && written.text !== null) {
              // The dialog or the canvas around it must not take this Esc for its own.
              event.stopPropagation();
              written.giveUp();
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

interface TextAreaProps extends Omit<ComponentProps<"textarea">, "onChange" | "value" | "ref"> {
  readonly field?: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
  readonly mono?: boolean;
}

/** Many lines of text; `problem` is shown by whoever uses it, beside what it is about. */
export function TextArea({
  label,
  hideLabel = false,
  value,
  onChange,
  problem,
  mono = false,
  field,
  ...rest
}: TextAreaProps) {
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
        ref={field}
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
