import { useEffect, useMemo, useRef, useState } from "react";
import { exact, grouped } from "#core/drawing/number-format";
import { latinKey } from "#core/latin-key";
import { formatShape, type Tensor } from "#core/tensor/tensor";
import { entryName, placeNumbers, planeOf, withEntry } from "./cells";
import { NumberField, type NumberFieldProps } from "./NumberField";
import styles from "./TensorTable.module.css";
import { useSize } from "./use-size";
import { windowOf } from "./window-of";

interface TensorTableProps extends Pick<NumberFieldProps, "refuse" | "tone"> {
  readonly label: string;
  readonly value: Tensor;
  /** Without it the table is only read. */
  readonly onChange?: (value: Tensor) => void;
  /** For one that is only read: asks about an entry, on a click, Enter or W. */
  readonly onAsk?: (entry: number) => void;
  /** In CSS pixels; rows beyond are scrolled to. */
  readonly height?: number;
}

const ROW = 26;
const COLUMN = 84;
const HEAD = 24;
const SIDE = 60;
/** One digit of the numbers' face, and the space beside them. */
const DIGIT = 7.3;
const ROOM = 18;
/** So many entries tell how wide the columns of a table are that is only read; longer numbers come with an exponent. */
const LOOKED_AT = 2000;
/** Rows and columns kept ready beyond the edge. */
const SPARE = 2;

/**
 * All entries of a tensor, of any size: only those in view are on the page. What is edited
 * shows three digits at rest, what is only read shows all of them. A vector runs down; of more than two axes all but the last run down.
 */
export function TensorTable({ label, value, onChange, onAsk, height = 320, refuse, tone }: TensorTableProps) {
  const { rows, columns } = value.shape.length === 1 ? { rows: value.data.length, columns: 1 } : planeOf(value.shape);
  const [sized, { width }] = useSize<HTMLDivElement>();
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, left: 0 });
  /** The cell to go to once it has been scrolled into view. */
  const [goal, setGoal] = useState<number | null>(null);
  const reads = !onChange;
  const wide = useMemo(() => (reads ? widthFor(value) : COLUMN), [reads, value]);
  const room = Math.min(height, HEAD + rows * ROW + 2);
  const down = windowOf(scroll.top, room - HEAD, rows, ROW, SPARE);
  const across = windowOf(scroll.left, width - SIDE, columns, wide, SPARE);

  useEffect(() => {
    if (goal === null) return;
    const input = box.current?.querySelector<HTMLInputElement>(`[data-entry="${goal}"] input`);
    if (!input) return;
    input.focus({ preventScroll: true });
    setGoal(null);
  });

  const go = (row: number, column: number): boolean => {
    const element = box.current;
    if (!element || row < 0 || row >= rows || column < 0 || column >= columns) return false;
    const top = row * down.pitch;
    const left = column * wide;
    element.scrollTop = Math.min(top, Math.max(element.scrollTop, top + ROW - (room - HEAD) + 4));
    element.scrollLeft = Math.min(left, Math.max(element.scrollLeft, left + wide - (width - SIDE)));
    setGoal(row * columns + column);
    return true;
  };

  const rowName = (row: number) => placeNumbers(value.shape.length === 1 ? value.shape : value.shape.slice(0, -1), row);
  const visibleRows = Array.from({ length: down.end - down.start }, (_, i) => down.start + i);
  const visibleColumns = Array.from({ length: across.end - across.start }, (_, i) => across.start + i);
  return (
    <div ref={sized} className={styles.frame}>
      <div
        ref={box}
        className={styles.scroller}
        style={{ height: room, maxWidth: SIDE + columns * wide + 2 }}
        // What scrolls must be reached by the keyboard; where numbers are edited they are.
        {...(reads ? { role: "group", tabIndex: 0, "aria-label": label } : {})}
        onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, left: event.currentTarget.scrollLeft })}
      >
        <table
          translate="no"
          aria-label={`${label}, ${formatShape(value.shape)}`}
          aria-rowcount={rows + 1}
          aria-colcount={columns + 1}
          className={styles.sheet}
          style={{ width: SIDE + columns * wide, height: HEAD + down.length }}
        >
          <thead className={styles.head} style={{ height: HEAD }}>
            <tr aria-rowindex={1} className={styles.headRow}>
              <td aria-colindex={1} className={styles.corner} style={{ width: SIDE }} />
              {visibleColumns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-colindex={column + 2}
                  className={styles.column}
                  style={{ left: SIDE + column * wide, width: wide }}
                >
                  {columns === 1 ? "Value" : grouped(column + 1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visibleRows.map((row) => (
              <tr
                key={row}
                aria-rowindex={row + 2}
                className={styles.row}
                style={{ top: HEAD + down.top + (row - down.start) * ROW, height: ROW }}
              >
                <th scope="row" aria-colindex={1} className={styles.side} style={{ width: SIDE }}>
                  {rowName(row) || "1"}
                </th>
                {visibleColumns.map((column) => {
                  const entry = row * columns + column;
                  return (
                    <td
                      key={column}
                      aria-colindex={column + 2}
                      data-entry={entry}
                      className={styles.cell}
                      style={{ left: SIDE + column * wide, width: wide }}
                    >
                      {onChange ? (
                        <NumberField
                          label={entryName(label, value.shape, entry)}
                          value={value.data[entry] ?? 0}
                          className={styles.number ?? ""}
                          {...(tone ? { tone } : {})}
                          {...(refuse ? { refuse } : {})}
                          onChange={(number) => onChange(withEntry(value, entry, number))}
                          onMove={(right, below) => go(row + below, column + right)}
                        />
                      ) : onAsk ? (
                        <button
                          type="button"
                          className={`${styles.text} ${styles.ask}`}
                          data-tone={tone}
                          title="Why?"
                          onClick={() => onAsk(entry)}
                          onKeyDown={(event) => {
                            if (
                              latinKey(event.nativeEvent).toLowerCase() !== "w" ||
                              event.ctrlKey ||
                              event.metaKey ||
                              event.altKey
                            )
                              return;
                            event.preventDefault();
                            onAsk(entry);
                          }}
                        >
                          {exact(value.data[entry] ?? 0)}
                        </button>
                      ) : (
                        <span className={styles.text} data-tone={tone}>
                          {exact(value.data[entry] ?? 0)}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Wide enough for every digit of the entries, as far as it looks. */
function widthFor({ data }: Tensor): number {
  let longest = 5;
  const every = Math.max(1, Math.floor(data.length / LOOKED_AT));
  for (let i = 0; i < data.length; i += every) longest = Math.max(longest, exact(data[i] as number).length);
  return Math.ceil(longest * DIGIT + ROOM);
}
