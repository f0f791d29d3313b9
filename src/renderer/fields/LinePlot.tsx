import "uplot/dist/uPlot.min.css";
import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import { exact, grouped, rangeText } from "#core/drawing/number-format";
import type { Theme } from "#core/drawing/palette";
import { type ColorName, themeColor, useTheme } from "../styles/theme";
import styles from "./LinePlot.module.css";
import { tickText } from "./ticks";
import { useSize } from "./use-size";

/** One line of a plot. */
export interface PlotLine {
  readonly label: string;
  readonly values: ArrayLike<number>;
  readonly color: Extract<ColorName, "value" | "gradient" | "ink" | "muted" | `family-${string}`>;
}

interface LinePlotProps {
  /** What is plotted, said with its range. */
  readonly label: string;
  readonly lines: readonly PlotLine[];
  /** What is counted along the axis: `sample`, `step`. */
  readonly along?: string;
  /** Where the count begins. */
  readonly first?: number;
  readonly height?: number;
}

/** Sequences of numbers as lines. The pointer, or arrow keys, read single entries; a drag across looks closer, a double click at all again. */
export function LinePlot({ label, lines, along = "entry", first = 1, height = 140 }: LinePlotProps) {
  const theme = useTheme();
  const [frame, { width }] = useSize<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const [at, setAt] = useState<number | null>(null);
  // The plot is built again only for another look; numbers alone are handed to the one that is there.
  const look = JSON.stringify([theme, height, along, ...lines.map((line) => [line.label, line.color])]);
  const count = Math.max(0, ...lines.map((line) => line.values.length));

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` stands for all that the options are made of, the effects below for the rest.
  useEffect(() => {
    if (!host.current) return;
    const made = new uPlot(options(lines, theme, height, setAt), [[]], host.current);
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new look has a new plot, which needs its numbers too.
  useEffect(() => {
    const x = Float64Array.from({ length: count }, (_, i) => first + i);
    const ys = lines.map(({ values }) => Array.from(values, (y) => (Number.isFinite(y) ? y : null)));
    plot.current?.setData([x, ...ys] as uPlot.AlignedData);
  }, [lines, count, first, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above, its size.
  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height, look]);

  const step = (by: number) => {
    const next = Math.min(count - 1, Math.max(0, (at ?? (by > 0 ? -1 : count)) + by));
    const made = plot.current;
    if (!made || count === 0) return;
    setAt(next);
    made.setCursor({ left: made.valToPos(first + next, "x"), top: made.over.clientHeight / 2 }, false);
  };

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.readout} aria-live="polite">
        {lines.map((line) => (
          <span key={line.label} className={styles.entry}>
            <span className={styles.swatch} style={{ background: `var(--${line.color})` }} />
            <span className={styles.name}>{line.label}</span>
            {at !== null && at < line.values.length && (
              <span className={styles.number}>{exact(line.values[at] as number)}</span>
            )}
          </span>
        ))}
        {at !== null && at < count && (
          <span className={styles.place}>
            {along} {grouped(first + at)}
          </span>
        )}
      </figcaption>
      <div ref={frame} className={styles.frame} style={{ height }}>
        <div
          ref={host}
          role="application"
          aria-roledescription="line plot"
          aria-label={`${label}: ${lines.map((line) => `${line.label}, ${grouped(line.values.length)} entries, ${rangeText(line.values)}`).join("; ")}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read its entries one by one.
          tabIndex={0}
          className={styles.plot}
          onKeyDown={(event) => {
            const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -count, End: count }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            step(by);
          }}
        />
      </div>
    </figure>
  );
}

function options(
  lines: readonly PlotLine[],
  theme: Theme,
  height: number,
  point: (at: number | null) => void,
): uPlot.Options {
  const axis = {
    stroke: themeColor("muted", theme),
    font: '11px "Inter Variable", sans-serif',
    ticks: { show: false },
    grid: { stroke: themeColor("line", theme), width: 1 },
    values: (_: uPlot, ticks: number[]) => ticks.map(tickText),
  };
  return {
    width: 300,
    height,
    padding: [6, 16, 0, 0],
    legend: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 22, gap: 4, space: 64, grid: { show: false } },
      { ...axis, size: 46, gap: 6, space: 28 },
    ],
    series: [
      {},
      ...lines.map(({ label, color }) => ({
        label,
        stroke: themeColor(color, theme),
        width: 1.5,
        points: { show: false },
      })),
    ],
    cursor: {
      y: false,
      points: { size: 6, width: 1.5, fill: themeColor("paper", theme) },
      drag: { x: true, y: false, setScale: true },
    },
    hooks: { setCursor: [(made) => point(made.cursor.idx ?? null)] },
  };
}
