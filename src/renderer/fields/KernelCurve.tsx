import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { KERNEL_MARGIN, kernelAt, kernelShape } from "#core/drawing/kernel-shape";
import { exact } from "#core/drawing/number-format";
import styles from "./KernelCurve.module.css";
import type { Phase } from "./NumberField";
import { stepFor, stepped } from "./step";

interface KernelCurveProps {
  /** What it is: `kernel of h`. */
  readonly label: string;
  readonly mu: number;
  readonly sigma: number;
  readonly radius: number;
  readonly scaled: boolean;
  /** Without it the curve is only looked at. */
  readonly onChange?: (change: { readonly mu?: number; readonly sigma?: number }, phase: Phase) => void;
  readonly width?: number;
  readonly height?: number;
}

/** A kernel narrower than this part of its axis cannot be told from a spike. */
const NARROWEST = 0.01;

type Part = "mu" | "sigma";

/** A Gauss kernel with its taps. The peak is dragged sideways for μ, the point one σ beside it for σ; arrow keys do the same. */
export function KernelCurve({
  label,
  mu,
  sigma,
  radius,
  scaled,
  onChange,
  width = 200,
  height = 84,
}: KernelCurveProps) {
  const gesture = useRef<{ part: Part; from: number; last: number; step: number; moved: boolean } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const kernel = { mu, sigma, radius, scaled };
  const { reach, floor, x, y, line: curve, taps } = kernelShape(kernel, width, height);
  const clamped = (m: number) => Math.min(reach, Math.max(-reach, m));
  // The handle of σ stays on the side where there is room for it.
  const side = mu + sigma <= reach || mu <= 0 ? 1 : -1;
  const peak = { x: x(clamped(mu)), y: y(kernelAt(clamped(mu), kernel)) };
  const shoulder = { x: x(clamped(mu + side * sigma)), y: y(kernelAt(clamped(mu + side * sigma), kernel)) };

  const offer = (part: Part, value: number, phase: Phase) => {
    const now = gesture.current;
    if (!now || !Number.isFinite(value) || (part === "sigma" && value <= 0)) return;
    if (phase === "live" && value === now.last) return;
    now.last = value;
    now.moved = true;
    onChange?.(part === "mu" ? { mu: value } : { sigma: value }, phase);
  };
  const begin = (part: Part) => {
    const from = part === "mu" ? mu : sigma;
    gesture.current ??= {
      part,
      from,
      last: from,
      step: stepFor(part === "mu" ? Math.max(0.5, Math.abs(mu)) : sigma),
      moved: false,
    };
    return gesture.current;
  };
  const finish = (value?: number) => {
    const now = gesture.current;
    if (now?.moved) offer(now.part, value ?? now.last, "commit");
    gesture.current = null;
  };

  const handle = (part: Part) => ({
    tabIndex: 0,
    role: "slider",
    "aria-label": `${part === "mu" ? "μ" : "σ"}, ${label}`,
    "aria-orientation": "horizontal" as const,
    "aria-valuemin": part === "mu" ? -reach : 0,
    "aria-valuemax": reach,
    "aria-valuenow": part === "mu" ? mu : sigma,
    "aria-valuetext": `${part === "mu" ? "μ" : "σ"} = ${exact(part === "mu" ? mu : sigma)}`,
    className: styles.handle,
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      gesture.current = null;
      begin(part);
    },
    onPointerMove(event: PointerEvent) {
      const box = svg.current?.getBoundingClientRect();
      if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const place = (((event.clientX - box.left) / box.width) * width - width / 2) / (width / 2 - KERNEL_MARGIN);
      const m = clamped(place * reach);
      // Digits finer than a pixel would only be noise.
      const fine = 10 ** Math.floor(Math.log10((2 * reach) / width));
      const round = (value: number) => Number((Math.round(value / fine) * fine).toPrecision(12)) + 0;
      if (part === "mu") offer("mu", round(m), "live");
      else offer("sigma", Math.max(round(side * (m - mu)), round(reach * NARROWEST) || fine), "live");
    },
    onPointerUp: () => finish(),
    onPointerCancel: () => finish(gesture.current?.from),
    onKeyDown(event: KeyboardEvent) {
      const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[
        event.key
      ];
      if (event.key === "Escape" && gesture.current?.moved) {
        event.stopPropagation();
        finish(gesture.current.from);
      }
      if (direction === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const { last, step } = begin(part);
      const far = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      offer(part, stepped(last, direction * far, step), "live");
    },
    onKeyUp: (event: KeyboardEvent) => /^(Arrow|Page)/.test(event.key) && finish(),
    // A press on the other handle begins its gesture before this one loses the focus.
    onBlur: () => gesture.current?.part === part && finish(),
  });

  return (
    <svg
      ref={svg}
      role={onChange ? "group" : "img"}
      aria-label={label}
      className={styles.curve}
      viewBox={`0 0 ${width} ${height}`}
    >
      <path className={styles.axis} d={`M${x(-reach)} ${floor}H${x(reach)}`} />
      <path className={styles.centre} d={`M${x(0)} ${KERNEL_MARGIN}V${floor}`} />
      <path className={styles.area} d={`${curve}L${x(reach)} ${floor}L${x(-reach)} ${floor}z`} />
      {taps.map((m) => (
        <path key={m} className={styles.stem} d={`M${x(m)} ${floor}V${y(kernelAt(m, kernel))}`} />
      ))}
      <path className={styles.line} d={curve} />
      {taps.map((m) => (
        <circle key={m} className={styles.tap} cx={x(m)} cy={y(kernelAt(m, kernel))} r={taps.length > 17 ? 1.5 : 2} />
      ))}
      {onChange && (
        <>
          <path className={styles.width} d={`M${peak.x} ${shoulder.y}H${shoulder.x}`} />
          <g {...handle("mu")}>
            <circle className={styles.reach} cx={peak.x} cy={peak.y} r={11} />
            <circle className={styles.knob} cx={peak.x} cy={peak.y} r={4.5} />
          </g>
          <g {...handle("sigma")}>
            <circle className={styles.reach} cx={shoulder.x} cy={shoulder.y} r={11} />
            <path className={styles.knob} d={`M${shoulder.x - 5} ${shoulder.y}l5 -5l5 5l-5 5z`} />
          </g>
        </>
      )}
    </svg>
  );
}
