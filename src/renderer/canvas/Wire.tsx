import type { EdgeProps } from "@xyflow/react";
import { memo, useLayoutEffect, useRef } from "react";
import type { Position } from "#core/document/document";
import { sayEdge } from "#core/drawing/describe";
import { LABEL_HEIGHT } from "#core/drawing/lane";
import { wirePath } from "#core/drawing/wire-path";
import { litOnLane, subscribeLitEdge } from "../state/entry-pointed";
import { useEdgeFinding } from "../state/health";
import { usePointedOut } from "../state/pointed";
import { runs } from "../state/running";
import { useSettings } from "../state/settings";
import { edgeLight, subscribeEdgeLight } from "../state/spotlight";
import type { WireEdge } from "./flow-parts";
import { Lane } from "./Lane";
import { lanePartsOf, markEntry, paintLane } from "./paint-lane";
import styles from "./Wire.module.css";
import { followGradient } from "./wire-look";

/** How far from a wire a pointer still is on it, in canvas pixels. */
const REACH = 18;

/** A wire with its two lanes. React Flow renders it; a run only writes its numbers. */
export const Wire = memo(function Wire({ id, data, selected }: EdgeProps<WireEdge>) {
  const showValues = useSettings((settings) => settings.showValues);
  const showGradients = useSettings((settings) => settings.showGradients);
  const edgeStyle = useSettings((settings) => settings.edgeStyle);
  const pointed = usePointedOut(id);
  const finding = useEdgeFinding(id);
  const group = useRef<SVGGElement>(null);
  const path = useRef<SVGPathElement>(null);
  const value = useRef<SVGGElement>(null);
  const gradient = useRef<SVGGElement>(null);
  const crowded = data?.placed.crowded ?? true;
  const words = data?.words ?? "";
  const problem = data?.problem ?? null;

  useLayoutEffect(() => {
    const light = () => {
      const lit = edgeLight(id);
      if (lit) group.current?.setAttribute("data-light", lit);
      else group.current?.removeAttribute("data-light");
    };
    light();
    return subscribeEdgeLight(id, light);
  }, [id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown decides which elements there are to paint.
  useLayoutEffect(() => {
    const forward = value.current && lanePartsOf(value.current);
    const back = gradient.current && lanePartsOf(gradient.current);
    const paint = () => {
      const reading = runs.edge(id);
      if (forward) paintLane(forward, reading?.value ?? null, runs.run() ? "not yet" : "waiting");
      if (back) paintLane(back, reading?.grad ?? null, missingGradient(id));
      if (path.current) followGradient(path.current, reading?.grad ?? null, edgeStyle);
      group.current?.parentElement?.setAttribute(
        "aria-label",
        sayEdge(words, reading, problem, runs.isAwaited(id) ? "not yet" : "no cost"),
      );
    };
    const mark = () => {
      const reading = runs.edge(id);
      if (forward) markEntry(forward, "value", reading?.value ?? null, litOnLane(id, "value"));
      if (back) markEntry(back, "gradient", reading?.grad ?? null, litOnLane(id, "gradient"));
    };
    paint();
    mark();
    const stops = [runs.subscribeEdge(id, paint), subscribeLitEdge(id, mark)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [id, edgeStyle, showValues, showGradients, crowded, words, problem]);

  if (!data) return null;
  const { ends, placed, labelWidth } = data;
  const d = wirePath(ends, placed.stretch, crowded ? 0 : labelWidth);
  const shown = showValues || showGradients;
  const mark = markAt(placed.at, crowded ? 20 : labelWidth, ends.from.x);
  return (
    <g
      ref={group}
      className={styles.wire}
      {...(selected ? { "data-selected": "" } : {})}
      {...(pointed ? { "data-pointed": "" } : {})}
      {...(problem ? { "data-problem": "" } : {})}
    >
      <path className={styles.halo} d={d} />
      <path ref={path} className={styles.line} d={d} />
      <path className={styles.reach} d={d} strokeWidth={REACH} />
      {shown && !crowded && (
        <g className={styles.label} transform={`translate(${placed.at.x - labelWidth / 2} ${placed.at.y})`}>
          {showValues && <Lane direction="value" width={labelWidth} groupRef={value} />}
          {showGradients && <Lane direction="gradient" width={labelWidth} groupRef={gradient} />}
        </g>
      )}
      {shown && crowded && (
        <g className={styles.crowded} transform={`translate(${placed.at.x} ${placed.at.y})`}>
          <rect x={-11} y={-7} width={22} height={14} rx={7} />
          <circle cx={-4} r={1.5} className={styles.valueDot} />
          <circle cx={4} r={1.5} className={styles.gradientDot} />
        </g>
      )}
      {finding && !problem && (
        <path
          className={styles.ill}
          transform={`translate(${ends.to.x - ILL_BEFORE} ${ends.to.y})`}
          d="M0 -5L5 0L0 5L-5 0Z"
        >
          <title>{finding.message}</title>
        </path>
      )}
      {problem && (
        <g className={styles.mark} transform={`translate(${mark.x} ${mark.y})`}>
          <circle r={9} />
          <text y={4.5}>!</text>
        </g>
      )}
    </g>
  );
});

const MARK_ROOM = 20;

/** How far before the card that sends an ill gradient back it is marked, on the wire itself, between the two lanes. */
const ILL_BEFORE = 15;

/** Where a problem is marked: on the wire before its label; where a card is too near, behind the words that stand for its gradient. */
function markAt(at: Position, width: number, from: number): Position {
  const left = at.x - width / 2;
  return left - from >= MARK_ROOM
    ? { x: left - MARK_ROOM / 2, y: at.y }
    : { x: at.x + width / 2 - MARK_ROOM / 2, y: at.y + LABEL_HEIGHT / 4 };
}

/** A gradient may be missing because its step has not come, or because no cost lies that way; the two are not the same. */
function missingGradient(id: string): string {
  const whole = runs.whole();
  if (!whole) return "waiting";
  const reading = whole.edges.get(id);
  return reading && reading.grad === null ? (whole.seeded ? "none" : "no cost") : "not yet";
}
