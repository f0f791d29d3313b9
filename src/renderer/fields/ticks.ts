import { short } from "#core/drawing/number-format";

/** At most so many round numbers from `low` to `high`, evenly spaced by 1, 2 or 5 times a power of ten. */
export function roundTicks(low: number, high: number, most: number): readonly number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span) || most < 1) return [];
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  // Counted in whole steps, so that zero is zero and nothing adds up.
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i += 1)
    ticks.push(Number((i * step).toPrecision(12)) + 0);
  return ticks;
}

/** A round number at a tick, without digits that say nothing: 0, 0.5, −20, 1e6. */
export function tickText(x: number): string {
  const size = Math.abs(x);
  if (x === 0) return "0";
  if (size >= 1e5 || size < 1e-3) return short(x).replace(/\.?0+e/, "e");
  return String(Number(x.toPrecision(6))).replace("-", "−");
}
