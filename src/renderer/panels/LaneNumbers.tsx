import { Fragment } from "react";
import type { GradPlace } from "#core/check/grad-place";
import { exact, rangeText, short } from "#core/drawing/number-format";
import { sayNotFinite } from "#core/formula/say-not-finite";
import type { Digest } from "#core/tape/digest";
import { formatShape, sizeOf } from "#core/tensor/tensor";
import { BarStrip } from "../fields/BarStrip";
import { Ask } from "../why/Ask";
import styles from "./LaneNumbers.module.css";

interface LaneNumbersProps {
  /** Null where there is none. */
  readonly digest: Digest | null;
  readonly lane: "value" | "gradient";
  readonly stale: boolean;
  /** Said where there is none. */
  readonly without?: string;
  /** The gradient that these numbers are of: each can then be asked why it is so. */
  readonly of?: GradPlace;
}

const MOST_NUMBERS = 4;

/** A tensor in one line, in its lane's colour and behind its lane's arrow: all of a few numbers, else a strip and the range. */
export function LaneNumbers({ digest, lane, stale, without = "none", of }: LaneNumbersProps) {
  const words = lane === "value" ? "value" : "gradient";
  return (
    <span translate="no" className={styles.lane} data-lane={lane} data-stale={stale || undefined}>
      <span aria-hidden className={styles.arrow}>
        {lane === "value" ? "→" : "←"}
      </span>
      <span className={styles.hidden}>{stale ? `${words}, being computed again` : words} </span>
      {digest ? <Content digest={digest} lane={lane} of={of} /> : <span className={styles.without}>{without}</span>}
    </span>
  );
}

interface ContentProps extends Pick<LaneNumbersProps, "lane"> {
  readonly digest: Digest;
  readonly of: GradPlace | undefined;
}

function Content({ digest, lane, of }: ContentProps) {
  const { shape, head, low, high, picture, bad } = digest;
  const size = sizeOf(shape);
  if (size <= MOST_NUMBERS && shape.length < 2) {
    return (
      <span className={styles.numbers} title={head.map(exact).join("  ")}>
        {size === 0
          ? "empty"
          : of === undefined
            ? head.map(short).join(" ")
            : head.map((x, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an entry is what stands at its place.
                <Fragment key={at}>
                  {at > 0 && " "}
                  <Ask value={x} question={{ place: of, at }} />
                </Fragment>
              ))}
      </span>
    );
  }
  const range = bad ? `${bad.count} not finite` : rangeText([low, high]).replace(" … ", "…");
  const text = size === 1 ? short(head[0] ?? Number.NaN) : range;
  return (
    <>
      {size > 1 && <BarStrip values={picture?.cells ?? head} tone={lane} width={32} height={14} />}
      <span
        className={styles.range}
        title={[`${formatShape(shape)}: ${exact(low)} … ${exact(high)}`, sayNotFinite(bad, shape)]
          .filter(Boolean)
          .join(", ")}
      >
        {of === undefined || size === 0 ? (
          text
        ) : (
          <Ask value={head[0] ?? Number.NaN} question={{ place: of, at: "largest" }} words={text} />
        )}
      </span>
    </>
  );
}
