import { Braces, Table2 } from "lucide-react";
import { memo, useMemo, useState } from "react";
import type { GradPlace } from "#core/check/grad-place";
import { exact, grouped, short } from "#core/drawing/number-format";
import { indexOf } from "#core/tensor/index-of";
import type { Statistics } from "#core/tensor/statistics";
import { formatShape, type Tensor } from "#core/tensor/tensor";
import { tensorText } from "#core/tensor/tensor-json";
import { Button } from "../controls/Button";
import { planeOf } from "../fields/cells";
import { HeatMap } from "../fields/HeatMap";
import { Histogram } from "../fields/Histogram";
import { LinePlot, type PlotLine } from "../fields/LinePlot";
import { NumberField } from "../fields/NumberField";
import { TensorTable } from "../fields/TensorTable";
import { askWhy } from "../state/asking-why";
import { notify } from "../state/notices";
import type { WholeTensor } from "../worker/protocol";
import { sheetText } from "./sheet-text";
import styles from "./WholeTensors.module.css";

interface TensorViewProps {
  readonly label: string;
  readonly whole: WholeTensor;
  readonly lane: "value" | "gradient";
  /** Where it is the gradient of: each entry can then be asked why it is so. */
  readonly of?: GradPlace;
  /** Hears which entry the pointer is on. */
  readonly onLook: (entry: number | null) => void;
  /** Whether it is of the graph as it is now; else it is dimmed. */
  readonly fresh: boolean;
}

/** From so many entries on the last axis is a signal that is worth a plot, and from so many in all a histogram says something. */
const SIGNAL = 8;
const CROWD = 8;
/** Beyond, a plot says how far it goes. */
const LONGEST_LINE = 65_536;

/** A whole tensor: what can be said of its entries, how they are spread, its course, and every one of them with all digits. */
export function TensorView({ fresh, ...shown }: TensorViewProps) {
  return (
    <div className={styles.view} data-stale={!fresh || undefined} aria-busy={!fresh}>
      <Entries {...shown} />
    </div>
  );
}

// A million entries are looked through in drawing this, so it is drawn again only when they change.
const Entries = memo(function Entries({
  label,
  whole: { tensor, statistics },
  lane,
  of,
  onLook,
}: Omit<TensorViewProps, "fresh">) {
  const { low, high, histogram } = statistics;
  const { rows, columns } = planeOf(tensor.shape);
  const crowd = tensor.data.length >= CROWD;
  return (
    <>
      <StatisticsList tensor={tensor} statistics={statistics} />
      {columns >= SIGNAL && <Course label={label} tensor={tensor} lane={lane} />}
      {rows > 1 && crowd && (
        <HeatMap label={label} tensor={tensor} height={heatHeight(rows, columns)} onLook={onLook} />
      )}
      {crowd && low !== null && high !== null && (
        <Histogram label={`Spread of the ${label}`} counts={histogram} low={low} high={high} tone={lane} height={56} />
      )}
      <TensorTable
        label={label}
        value={tensor}
        height={260}
        tone={lane}
        {...(of ? { onAsk: (at) => void askWhy({ place: of, at }) } : {})}
      />
      <div className={styles.copies}>
        <Button look="plain" icon={<Table2 aria-hidden />} onClick={() => copy(sheetText(tensor), tensor)}>
          Copy as cells
        </Button>
        <Button
          look="plain"
          icon={<Braces aria-hidden />}
          onClick={() => copy(Promise.resolve(tensorText(tensor)), tensor)}
        >
          Copy as JSON
        </Button>
      </div>
    </>
  );
});

function StatisticsList({ tensor, statistics }: { readonly tensor: Tensor; readonly statistics: Statistics }) {
  const { entries, low, high, mean, norm, zeros, nan, infinite, firstBad } = statistics;
  const facts: readonly (readonly [string, string, string?])[] = [
    ["shape", formatShape(tensor.shape)],
    ...(entries > 1
      ? ([
          ["entries", grouped(entries)],
          ["min", low === null ? "none" : short(low), low === null ? "" : exact(low)],
          ["max", high === null ? "none" : short(high), high === null ? "" : exact(high)],
          ["mean", mean === null ? "none" : short(mean), mean === null ? "" : exact(mean)],
          ["norm", short(norm), exact(norm)],
        ] as const)
      : []),
    ...(zeros > 0 ? ([["zeros", grouped(zeros)]] as const) : []),
    ...(nan > 0 ? ([["NaN", grouped(nan)]] as const) : []),
    ...(infinite > 0 ? ([["infinite", grouped(infinite)]] as const) : []),
    ...(firstBad !== null && entries > 1
      ? ([["first not finite", `[${indexOf(firstBad, tensor.shape).join(", ")}]`]] as const)
      : []),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, text, all]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd title={all}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Rows of a signal, one at a time, as lines. */
function Course({ label, tensor, lane }: Pick<TensorViewProps, "label" | "lane"> & { readonly tensor: Tensor }) {
  const [chosen, setChosen] = useState(0);
  const { rows, columns } = planeOf(tensor.shape);
  const row = Math.min(chosen, rows - 1);
  const lines = useMemo((): readonly PlotLine[] => {
    const shown = Math.min(columns, LONGEST_LINE);
    const values = tensor.data.subarray(row * columns, row * columns + shown);
    const name = shown < columns ? `${lane}, first ${grouped(shown)} entries` : lane;
    return [{ label: name, values, color: lane }];
  }, [tensor, row, columns, lane]);
  return (
    <div>
      {rows > 1 && (
        <div className={styles.row}>
          Row
          <span className={styles.chosen}>
            <NumberField
              label={`Row of the ${label}`}
              value={row + 1}
              step={1}
              wholeOnly
              refuse={(x) => (x >= 1 && x <= rows ? null : `Write a number from 1 to ${grouped(rows)}`)}
              onChange={(x) => setChosen(x - 1)}
            />
          </span>
          {`of ${grouped(rows)}`}
        </div>
      )}
      <LinePlot label={`Course of the ${label}`} lines={lines} along="entry" height={120} />
    </div>
  );
}

/** A few tall columns are laid out lower than their cells would have them. */
function heatHeight(rows: number, columns: number): number {
  return Math.min(160, Math.max(28, rows > 4 * columns ? 96 : rows * 14));
}

async function copy(writing: Promise<string>, { data }: Tensor): Promise<void> {
  try {
    await navigator.clipboard.writeText(await writing);
    notify(`Copied ${grouped(data.length)} ${data.length === 1 ? "number" : "numbers"}.`);
  } catch {
    notify("The clipboard cannot be written to here.", "problem");
  }
}
