import { CURVE_MARGIN, curveShape } from "#core/drawing/curve-shape";
import { short } from "#core/drawing/number-format";
import styles from "./KernelCurve.module.css";

interface ActivationCurveProps {
  /** What it is: `sigmoid`. */
  readonly label: string;
  readonly of: (x: number) => number;
  /** Where the node is at work: a dot for each. */
  readonly inputs?: ArrayLike<number>;
  readonly width?: number;
  readonly height?: number;
}

/** The curve of a function of one number, with dots where it is at work. */
export function ActivationCurve({ label, of, inputs = [], width = 180, height = 64 }: ActivationCurveProps) {
  const { baseline, centre, line, dots, dotRadius } = curveShape(of, inputs, width, height);
  const said = inputs.length > 0 && inputs.length <= 4 ? ` at ${Array.from(inputs, short).join(", ")}` : "";
  return (
    <svg role="img" aria-label={`${label}${said}`} className={styles.curve} viewBox={`0 0 ${width} ${height}`}>
      <path className={styles.axis} d={`M${CURVE_MARGIN} ${baseline}H${width - CURVE_MARGIN}`} />
      <path className={styles.centre} d={`M${centre} ${CURVE_MARGIN}V${height - CURVE_MARGIN}`} />
      <path className={styles.line} d={line} />
      {dots.map(({ x, y }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is an entry's place.
        <circle key={i} className={styles.tap} cx={x} cy={y} r={dotRadius} />
      ))}
    </svg>
  );
}
