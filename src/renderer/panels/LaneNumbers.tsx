import { exact, rangeText, short } from "#core/drawing/number-format";
import type { Digest } from "#core/tape/digest";
import { formatShape, sizeOf } from "#core/tensor/tensor";
import { BarStrip } from "../fields/BarStrip";
import styles from "./LaneNumbers.module.css";

interface LaneNumbersProps {
  /** Null where there is none. */
  readonly digest: Digest | null;
  readonly lane: "value" | "gradient";
  readonly stale: boolean;
  /** Said where there is none. */
  readonly without?: string;
}

const MOST_NUMBERS = 4;

/** A tensor in one line, in its lane's colour and behind its lane's arrow: all of a few numbers, else a strip and the range. */
export function LaneNumbers({ digest, lane, stale, without = "none" }: LaneNumbersProps) {
  const words = lane === "value" ? "value" : "gradient";
  return (
    <span className={styles.lane} data-lane={lane} data-stale={stale || undefined}>
      <span aria-hidden className={styles.arrow}>
        {lane === "value" ? "→" : "←"}
      </span>
      <span className={styles.hidden}>{stale ? `${words}, being computed again` : words} </span>
      {digest ? <Content digest={digest} lane={lane} /> : <span className={styles.without}>{without}</span>}
    </span>
  );
}

function Content({ digest, lane }: { readonly digest: Digest; readonly lane: "value" | "gradient" }) {
  const { shape, head, low, high, picture, notFinite } = digest;
  const size = sizeOf(shape);
  if (size <= MOST_NUMBERS && shape.length < 2) {
    return (
      <span className={styles.numbers} title={head.map(exact).join("  ")}>
        {size === 0 ? "empty" : head.map(short).join(" ")}
      </span>
    );
  }
  const range = notFinite > 0 ? `${notFinite} not finite` : rangeText([low, high]).replace(" … ", "…");
  return (
    <>
      {size > 1 && <BarStrip values={picture?.cells ?? head} tone={lane} width={32} height={14} />}
      <span className={styles.range} title={`${formatShape(shape)}: ${exact(low)} … ${exact(high)}`}>
        {size === 1 ? short(head[0] ?? Number.NaN) : range}
      </span>
    </>
  );
}
