import { useState } from "react";
import { grouped, short } from "#core/drawing/number-format";
import styles from "./Histogram.module.css";

interface HistogramProps {
  readonly label: string;
  /** How many entries lie in each of the intervals of equal width from `low` to `high`, as `statistics` counts them. */
  readonly counts: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly tone: "value" | "gradient";
  readonly height?: number;
}

const WIDTH = 320;

/** How often which numbers occur. The pointer, or arrow keys, read single intervals. */
export function Histogram({ label, counts, low, high, tone, height = 72 }: HistogramProps) {
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(1, ...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pitch = WIDTH / Math.max(1, counts.length);
  const gap = Math.min(2, pitch * 0.15);
  const bound = (bin: number) => short(low + ((high - low) * bin) / counts.length);
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * WIDTH : null;
  const bin = at !== null && at < counts.length ? at : null;
  return (
    <figure className={styles.figure}>
      <div
        role="application"
        aria-roledescription="histogram"
        aria-label={`${label}: ${grouped(total)} entries from ${short(low)} to ${short(high)}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read its intervals one by one.
        tabIndex={0}
        className={styles.field}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const found = Math.floor(((event.clientX - box.left) / box.width) * counts.length);
          setAt(Math.min(counts.length - 1, Math.max(0, found)));
        }}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onKeyDown={(event) => {
          const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          setAt(Math.min(counts.length - 1, Math.max(0, bin === null ? 0 : bin + by)));
        }}
      >
        <svg
          className={styles.bars}
          viewBox={`0 0 ${WIDTH} ${height}`}
          height={height}
          preserveAspectRatio="none"
          aria-hidden
        >
          {counts.map((count, i) => {
            const tall = count === 0 ? 0 : Math.max(1, (count / most) * (height - 4));
            return (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: an interval is its place.
                key={i}
                className={styles[tone]}
                data-at={i === bin ? "" : undefined}
                x={i * pitch + gap / 2}
                y={height - tall}
                width={pitch - gap}
                height={tall}
              />
            );
          })}
          {zero !== null && <path className={styles.zero} d={`M${zero} 0V${height}`} />}
        </svg>
      </div>
      <figcaption className={styles.axis} aria-live="polite">
        {bin === null ? (
          <>
            <span>{short(low)}</span>
            <span>{short(high)}</span>
          </>
        ) : (
          <>
            <span>
              {bound(bin)} to {bound(bin + 1)}
            </span>
            <span className={styles.count}>{grouped(counts[bin] ?? 0)}</span>
          </>
        )}
      </figcaption>
    </figure>
  );
}
