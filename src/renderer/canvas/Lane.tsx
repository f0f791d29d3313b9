import { memo, type RefObject } from "react";
import {
  ARROWS,
  CHARACTER,
  type Direction,
  LANE_BASELINE,
  LANE_HEIGHT,
  laneTop,
  PICTURE_HEIGHT,
  PICTURE_LEFT,
} from "#core/drawing/lane";
import { HEAT_COLORS } from "#core/drawing/lane-picture";
import styles from "./Wire.module.css";

interface LaneProps {
  readonly direction: Direction;
  readonly width: number;
  readonly groupRef: RefObject<SVGGElement | null>;
}

/** One lane of a label: the value above the wire, the gradient below it. Its numbers are painted, not rendered. */
export const Lane = memo(function Lane({ direction, width, groupRef }: LaneProps) {
  const forward = direction === "value";
  const top = laneTop(direction);
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
      <path className={styles.arrow} d={ARROWS[direction]} transform={`translate(0 ${top + LANE_HEIGHT / 2})`} />
      <g data-part="heat" className={styles.heat} transform={`translate(${PICTURE_LEFT} ${pictureTop})`}>
        {Array.from({ length: HEAT_COLORS }, (_, color) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a colour is its place on the scale.
          <path key={color} />
        ))}
      </g>
      <path data-part="bars" className={styles.bars} transform={`translate(${PICTURE_LEFT} ${pictureTop})`} />
      <text data-part="text" className={styles.numbers} x={PICTURE_LEFT} y={top + LANE_BASELINE} />
      <rect data-part="mark" className={styles.entry} rx={2} visibility="hidden" />
    </g>
  );
});
