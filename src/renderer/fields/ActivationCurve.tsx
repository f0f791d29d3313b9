import { short } from "#core/drawing/number-format";
import styles from "./KernelCurve.module.css";

interface ActivationCurveProps {
  /** What it is: `sigmoid`. */
  readonly label: string;
  readonly of: (x: number) => number;
  /** Where the node is at work: a dot for each. */
  readonly inputs?: ArrayLike<number>;
  /** The least that is shown of the axis; it grows to hold the inputs. */
  readonly from?: number;
  readonly to?: number;
  readonly width?: number;
  readonly height?: number;
}

const MARGIN = 6;
const MOST_DOTS = 64;
/** However far out an input lies, the curve's bend stays in sight; the dot waits at the edge. */
const WIDEST = 12;

/** The curve of a function of one number, with dots where it is at work. */
export function ActivationCurve({
  label,
  of,
  inputs = [],
  from = -4,
  to = 4,
  width = 180,
  height = 64,
}: ActivationCurveProps) {
  const dots = Array.from({ length: Math.min(MOST_DOTS, inputs.length) }, (_, i) => {
    const entry = inputs[Math.floor((i * inputs.length) / Math.min(MOST_DOTS, inputs.length))] as number;
    return Math.min(WIDEST, Math.max(-WIDEST, entry));
  }).filter((entry) => !Number.isNaN(entry));
  const low = Math.min(from, ...dots);
  const high = Math.max(to, ...dots);
  const places = Array.from({ length: 97 }, (_, i) => low + ((high - low) * i) / 96);
  const heights = places.map(of).filter(Number.isFinite);
  const bottom = Math.min(0, ...heights);
  const top = Math.max(...heights, bottom + 1e-9);
  const x = (place: number) => MARGIN + ((place - low) / (high - low)) * (width - 2 * MARGIN);
  const y = (value: number) => height - MARGIN - ((value - bottom) / (top - bottom)) * (height - 2 * MARGIN);
  const curve = places
    .map((place, i) => `${i === 0 ? "M" : "L"}${x(place).toFixed(2)} ${y(of(place)).toFixed(2)}`)
    .join("");
  const said = inputs.length > 0 && inputs.length <= 4 ? ` at ${Array.from(inputs, short).join(", ")}` : "";
  return (
    <svg role="img" aria-label={`${label}${said}`} className={styles.curve} viewBox={`0 0 ${width} ${height}`}>
      <path className={styles.axis} d={`M${MARGIN} ${y(0)}H${width - MARGIN}`} />
      <path className={styles.centre} d={`M${x(0)} ${MARGIN}V${height - MARGIN}`} />
      <path className={styles.line} d={curve} />
      {dots.map((place, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is an entry's place.
        <circle key={i} className={styles.tap} cx={x(place)} cy={y(of(place))} r={dots.length > 16 ? 2 : 3} />
      ))}
    </svg>
  );
}
