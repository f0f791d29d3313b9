import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { largestMagnitude } from "#core/drawing/diverging";
import { exact, rangeText } from "#core/drawing/number-format";
import { formatShape, type Tensor } from "#core/tensor/tensor";
import { useTheme } from "../styles/theme";
import { placeText, planeOf } from "./cells";
import styles from "./HeatMap.module.css";
import { paintHeatMap } from "./paint-heat-map";
import { useSize } from "./use-size";

interface HeatMapProps {
  /** What it is, said with its shape and range. */
  readonly label: string;
  readonly tensor: Tensor;
  /** The magnitude at the ends of the scale; by default the largest there is. */
  readonly max?: number;
  /** In CSS pixels; by default cells are square as far as that suits. */
  readonly height?: number;
  /** Whether pointer and arrow keys look at single entries. Off where it is a thumbnail. */
  readonly inspectable?: boolean;
  /** Hears which entry is looked at. */
  readonly onLook?: (entry: number | null) => void;
}

/** Largest side of one cell, and bounds of the whole, in CSS pixels. */
const CELL = 22;
const SHORTEST = 14;
const TALLEST = 240;

/** Cells are square until the whole would be too tall or too low; then it takes all the width there is. */
function sizeOnPage(rows: number, columns: number, width: number, height: number | undefined) {
  const cell = Math.min(CELL, width / Math.max(1, columns), (height ?? TALLEST) / Math.max(1, rows));
  if (cell * rows >= SHORTEST && cell * columns >= Math.min(width, SHORTEST)) {
    return { wide: cell * columns, tall: cell * rows };
  }
  return {
    wide: Math.min(width, Math.max(SHORTEST, CELL * columns)),
    tall: height ?? Math.min(TALLEST, Math.max(SHORTEST, cell * rows)),
  };
}

/** A tensor as colours: blue below zero, vermilion above. Where there are more entries than pixels, each pixel shows its largest. */
export function HeatMap({ label, tensor, max, height, inspectable = true, onLook }: HeatMapProps) {
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, { width }] = useSize<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const { rows, columns } = planeOf(tensor.shape);
  const { wide, tall } = sizeOnPage(rows, columns, width, height);
  const entry = at === null || at >= tensor.data.length ? null : at;

  useEffect(() => {
    if (!canvas.current || wide < 1) return;
    paintHeatMap(canvas.current, tensor, max ?? largestMagnitude(tensor.data), wide, tall, theme);
  }, [tensor, max, wide, tall, theme]);

  useEffect(() => onLook?.(entry), [entry, onLook]);

  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const inside = column >= 0 && column < columns && row >= 0 && row < rows;
    setAt(inside ? row * columns + column : null);
  };

  const move = (event: KeyboardEvent) => {
    const from = entry ?? 0;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, ArrowUp: from - columns, ArrowDown: from + columns }[
      event.key
    ];
    const jump = { Home: 0, End: tensor.data.length - 1 }[event.key];
    const next = jump ?? (entry === null && to !== undefined ? 0 : to);
    if (next === undefined) return;
    event.preventDefault();
    if (next >= 0 && next < tensor.data.length) setAt(next);
  };

  const range = useMemo(() => rangeText(tensor.data, tensor.shape), [tensor]);
  const words = `${label}, ${formatShape(tensor.shape)}, ${range}`;
  if (!inspectable) {
    return (
      <div ref={frame} className={styles.frame}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          style={{ width: wide, height: tall }}
          role="img"
          aria-label={words}
        />
      </div>
    );
  }
  const cell = { width: wide / Math.max(1, columns), height: tall / Math.max(1, rows) };
  return (
    <div ref={frame} className={styles.frame}>
      <div
        className={styles.field}
        style={{ width: wide, height: tall }}
        role="application"
        aria-roledescription="heat map"
        aria-label={words}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys look at its entries one by one.
        tabIndex={0}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={move}
        onBlur={() => setAt(null)}
      >
        <canvas ref={canvas} className={styles.canvas} style={{ width: wide, height: tall }} aria-hidden />
        {entry !== null && (
          <div
            className={styles.cursor}
            style={{
              left: (entry % columns) * cell.width,
              top: Math.floor(entry / columns) * cell.height,
              width: Math.max(3, cell.width),
              height: Math.max(3, cell.height),
            }}
          />
        )}
      </div>
      <output className={styles.readout} aria-live="polite">
        {entry !== null && (
          <>
            <span className={styles.place}>{placeText(tensor.shape, entry)}</span> {exact(tensor.data[entry] as number)}
          </>
        )}
      </output>
    </div>
  );
}
