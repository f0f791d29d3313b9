import styles from "./ExportDialog.module.css";

interface ExportProgressProps {
  readonly name: string;
  /** From 0 to 1. */
  readonly done: number;
  readonly words: string;
}

/** How far making a file has come. */
export function ExportProgress({ name, done, words }: ExportProgressProps) {
  const percent = Math.floor(100 * done);
  return (
    <div className={styles.progress}>
      <p id="export-progress">Making: {name}</p>
      <div
        className={styles.track}
        role="progressbar"
        aria-labelledby="export-progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${percent} %, ${words}`}
      >
        <div className={styles.fill} style={{ width: `${100 * done}%` }} />
      </div>
      <p className={styles.counted}>
        <span>{words}</span>
        <span>{percent} %</span>
      </p>
    </div>
  );
}
