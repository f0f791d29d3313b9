import { barPath } from "#core/drawing/bar-path";
import { largestMagnitude } from "#core/drawing/diverging";
import styles from "./BarStrip.module.css";

interface BarStripProps {
  readonly values: ArrayLike<number>;
  /** The magnitude that fills half the height; by default the largest there is. */
  readonly max?: number;
  readonly tone: "value" | "gradient";
  /** Says what it shows; without one it is an ornament beside the numbers. */
  readonly label?: string;
  readonly width?: number;
  readonly height?: number;
}

/** Small bars round a zero line: the sign is the direction. Many entries become an envelope. */
export function BarStrip({ values, max, tone, label, width = 40, height = 16 }: BarStripProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
      className={styles[tone]}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <path className={styles.zero} d={`M0 ${height / 2}H${width}`} />
      <path className={styles.bars} d={barPath(values, width, height, max ?? largestMagnitude(values))} />
    </svg>
  );
}
