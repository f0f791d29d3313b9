import { type ClipboardEvent, useRef } from "react";
import { latinKey } from "#core/latin-key";
import type { Tensor } from "#core/tensor/tensor";
import { entryName, planeOf, withEntry } from "./cells";
import { NumberField, type NumberFieldProps, type Phase } from "./NumberField";
import { pasteInto } from "./paste";
import styles from "./TensorGrid.module.css";

export interface TensorGridProps
  extends Pick<NumberFieldProps, "refuse" | "problem" | "readOnly" | "tone" | "characters"> {
  readonly label: string;
  readonly value: Tensor;
  readonly onChange: (value: Tensor, phase: Phase) => void;
  /** For one that is only read: asks about an entry, on a click, Enter or W. */
  readonly onAsk?: (entry: number) => void;
  /** An entry that something else speaks of. */
  readonly lit?: number | null;
}

/** Most rows and columns that are edited in place. */
const MOST = 8;

/** Whether a tensor is small enough to be edited entry by entry where it stands. */
export function fitsGrid({ shape }: Tensor): boolean {
  return shape.length <= 2 && shape.every((length) => length > 0 && length <= MOST);
}

/**
 * A vector or matrix as a grid of numbers. Arrows, Enter and Tab go from one to the next; Alt and an arrow steps; a block of
 * numbers copied from a spreadsheet fills it from the cell where it is pasted.
 */
export function TensorGrid({ label, value, onChange, onAsk, lit = null, ...rest }: TensorGridProps) {
  const grid = useRef<HTMLFieldSetElement>(null);
  const { rows, columns } = planeOf(value.shape);

  const focus = (entry: number) => grid.current?.querySelectorAll("input")[entry]?.focus();

  const ask = (target: EventTarget) => {
    const at = [...(grid.current?.querySelectorAll("input") ?? [])].indexOf(target as HTMLInputElement);
    if (at >= 0) onAsk?.(at);
  };

  const paste = (event: ClipboardEvent) => {
    const inputs = [...(grid.current?.querySelectorAll("input") ?? [])];
    const at = inputs.indexOf(document.activeElement as HTMLInputElement);
    const text = event.clipboardData.getData("text");
    if (rest.readOnly || at < 0 || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const pasted = pasteInto(value, at, text);
    if (pasted && ![...pasted.data].some((x) => rest.refuse?.(x))) onChange(pasted, "commit");
  };

  return (
    <fieldset
      ref={grid}
      className={styles.grid}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(var(--cell), 1fr))` }}
      aria-label={label}
      onPaste={paste}
      {...(onAsk
        ? {
            onClick: (event) => ask(event.target),
            onKeyDownCapture: (event) => {
              const meant = event.key === "Enter" || latinKey(event.nativeEvent).toLowerCase() === "w";
              if (!meant || event.ctrlKey || event.metaKey || event.altKey) return;
              event.preventDefault();
              event.stopPropagation();
              ask(event.target);
            },
          }
        : {})}
    >
      {Array.from(value.data, (number, entry) => (
        <NumberField
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is what stands at its place.
          key={entry}
          {...rest}
          label={entryName(label, value.shape, entry)}
          value={number}
          onChange={(changed, phase) => onChange(withEntry(value, entry, changed), phase)}
          onMove={(right, down) => {
            const column = (entry % columns) + right;
            const row = Math.floor(entry / columns) + down;
            if (column < 0 || column >= columns || row < 0 || row >= rows) return false;
            focus(row * columns + column);
            return true;
          }}
        />
      ))}
      {lit !== null && (
        <span
          className={styles.lit}
          style={{ gridRow: Math.floor(lit / columns) + 1, gridColumn: (lit % columns) + 1 }}
        />
      )}
    </fieldset>
  );
}
