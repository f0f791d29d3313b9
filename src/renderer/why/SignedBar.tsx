import styles from "./Why.module.css";

interface SignedBarProps {
  readonly value: number;
  /** The magnitude that fills half the width. */
  readonly max: number;
}

/** A number as a bar from a zero line: its length is the magnitude, to the right is positive. An ornament beside the number. */
export function SignedBar({ value, max }: SignedBarProps) {
  const part = Number.isFinite(value) && max > 0 ? Math.min(1, Math.abs(value) / max) : 0;
  return (
    <span aria-hidden className={styles.track}>
      <span
        className={styles.bar}
        data-sign={value < 0 ? "negative" : "positive"}
        style={{ width: value === 0 ? 0 : `max(1px, ${part * 50}%)` }}
      />
    </span>
  );
}
