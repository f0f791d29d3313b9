import { memo, type RefObject } from "react";
import { CHARACTER, LANE_GAP, LANE_HEIGHT, PICTURE_HEIGHT, PICTURE_LEFT } from "#core/drawing/lane";
import { HEAT_COLORS } from "#core/drawing/lane-picture";
import styles from "./Wire.module.css";

/** From the top of a lane to the line that its text stands on. */
const BASELINE = 13;

interface LaneProps {
  readonly direction: "value" | "gradient";
  readonly width: number;
  readonly groupRef: RefObject<SVGGElement | null>;
}

/** One lane of a label: the value above the wire, the gradient below it. Its numbers are painted, not rendered. */
export const Lane = memo(function Lane({ direction, width, groupRef }: LaneProps) {
  const forward = direction === "value";
  const top = forward ? -LANE_GAP - LANE_HEIGHT : LANE_GAP;
  const pictureTop = top + (LANE_HEIGHT - PICTURE_HEIGHT) / 2;
  return (
    <g ref={groupRef} className={forward ? styles.value : styles.gradient} data-lane={direction}>
      <rect
        className={styles.ground}
        x={-CHARACTER / 2}
        y={top}
        width={width + CHARACTER}
        height={LANE_HEIGHT}
        rx={4}
      />
      <path
        className={styles.arrow}
        d={forward ? "M1 0H10.5M7 -3.5L10.5 0L7 3.5" : "M11 0H1.5M5 -3.5L1.5 0L5 3.5"}
        transform={`translate(0 ${top + LANE_HEIGHT / 2})`}
      />
      <g data-part="heat" className={styles.heat} transform={`translate(${PICTURE_LEFT} ${pictureTop})`}>
        {Array.from({ length: HEAT_COLORS }, (_, color) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a colour is its place on the scale.
          <path key={color} />
        ))}
      </g>
      <path data-part="bars" className={styles.bars} transform={`translate(${PICTURE_LEFT} ${pictureTop})`} />
      <text data-part="text" className={styles.numbers} x={PICTURE_LEFT} y={top + BASELINE} />
    </g>
  );
});
