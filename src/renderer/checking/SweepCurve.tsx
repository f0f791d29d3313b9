import "uplot/dist/uPlot.min.css";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import type { StepSweep } from "#core/check/step-sweep";
import { short } from "#core/drawing/number-format";
import type { Theme } from "#core/drawing/palette";
import { useSize } from "../fields/use-size";
import { themeColor, useTheme } from "../styles/theme";
import styles from "./Checking.module.css";

interface SweepCurveProps {
  readonly sweep: StepSweep;
  /** The step of the check, marked on the curve. */
  readonly eps: number;
}

const HEIGHT = 150;
/** No smaller error can be drawn where every power of ten has its place. */
const LEAST = 1e-17;

/** The curve is drawn at least from here to here, so that one without a trough is seen to have none. */
const LOWEST = -11;
const HIGHEST = 0.5;

/** The error of central differences against the step, both by powers of ten; the step of the check is marked. */
export function SweepCurve({ sweep, eps }: SweepCurveProps) {
  const theme = useTheme();
  const [frame, { width }] = useSize<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);

  useEffect(() => {
    if (!host.current) return;
    const made = new uPlot(options(theme, eps), dataOf(sweep), host.current);
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [sweep, eps, theme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot that is made anew needs its size too.
  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height: HEIGHT });
  }, [width, sweep, eps, theme]);

  return (
    <figure className={styles.curve}>
      <div ref={frame} style={{ height: HEIGHT }}>
        <div ref={host} role="img" aria-label={saidCurve(sweep, eps)} />
      </div>
      <figcaption>relative error by step size, both as powers of ten; dashed: eps = {short(eps)}</figcaption>
    </figure>
  );
}

/** Large steps left, so that the eye goes the way one tries them: from too coarse to too fine. */
function dataOf({ steps, errors }: StepSweep): uPlot.AlignedData {
  return [
    steps.map((step) => -Math.log10(step)),
    errors.map((error) => (Number.isFinite(error) ? Math.log10(Math.max(LEAST, error)) : null)),
  ];
}

function saidCurve({ steps, errors }: StepSweep, eps: number): string {
  const said = steps.flatMap((step, at) => (at % 4 === 0 ? [`${short(step)}: ${short(errors[at] as number)}`] : []));
  return `Relative error by step size, from large to small: ${said.join("; ")}. The check steps by ${short(eps)}.`;
}

function power(exponent: number): string {
  return `1e${exponent < 0 ? "−" : ""}${Math.abs(exponent)}`;
}

function options(theme: Theme, eps: number): uPlot.Options {
  const axis = {
    stroke: themeColor("muted", theme),
    font: '11px "Inter Variable", sans-serif',
    ticks: { show: false },
    grid: { stroke: themeColor("line", theme), width: 1 },
  };
  return {
    width: 300,
    height: HEIGHT,
    padding: [6, 18, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_, low, high) => [Math.min(low, LOWEST), Math.max(high, HIGHEST)] } },
    axes: [
      {
        ...{ ...axis, size: 22, gap: 4, space: 48 },
        incrs: [1, 2, 3, 4],
        values: (_, ticks) => ticks.map((tick) => power(-tick)),
        grid: { show: false },
      },
      { ...{ ...axis, size: 46, gap: 6, space: 26 }, incrs: [1, 2, 3, 4, 5], values: (_, ticks) => ticks.map(power) },
    ],
    series: [
      {},
      {
        stroke: themeColor("ink", theme),
        width: 1.5,
        points: { show: true, size: 4, fill: themeColor("ink", theme), stroke: themeColor("ink", theme) },
      },
    ],
    hooks: {
      draw: [
        ({ ctx, bbox, valToPos }) => {
          const x = valToPos(-Math.log10(eps), "x", true);
          if (x < bbox.left || x > bbox.left + bbox.width) return;
          ctx.save();
          ctx.strokeStyle = themeColor("gradient", theme);
          ctx.lineWidth = 1.5 * devicePixelRatio;
          ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.restore();
        },
      ],
    },
  };
}
