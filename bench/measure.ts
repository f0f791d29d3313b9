import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** One line of the table: what was measured, what it should be, and what stands beside it. */
export interface Row {
  /** The letter of the row in docs/performance.md. */
  readonly id: string;
  readonly what: string;
  /** In `unit`. */
  readonly value: number;
  readonly unit: "µs" | "ms" | "bytes" | "×";
  /** `value` should not be above this. */
  readonly target?: number;
  /** The same work done another way in the same run: absolute times move from machine to machine, ratios much less. */
  readonly beside?: readonly { readonly name: string; readonly value: number }[];
}

/** Rounds in which all contestants take turns. */
const ROUNDS = 31;
/** A turn lasts about this long, in milliseconds: enough for the clock, and short enough that most are not interrupted. */
const TURN = 2;
/** Each contestant runs this long, in milliseconds, before it is measured, so that it is compiled. */
const WARM = 100;

/** Median time of each contestant in milliseconds a call; they take turns, so that a slow moment of the machine hits all alike. */
export function race<Name extends string>(
  contestants: Readonly<Record<Name, () => void>>,
): Readonly<Record<Name, number>> {
  const runners = (Object.keys(contestants) as Name[]).map((name) => {
    const call = contestants[name];
    return { name, call, calls: callsIn(call), times: [] as number[] };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { call, calls, times } of runners) times.push(timeOf(call, calls) / calls);
  }
  return Object.fromEntries(runners.map(({ name, times }) => [name, median(times)])) as Record<Name, number>;
}

/** How many calls fill a turn, once the engine has compiled them. */
function callsIn(call: () => void): number {
  let calls = 1;
  for (let warm = 0; warm < WARM; ) {
    const took = timeOf(call, calls);
    warm += took;
    calls = Math.max(1, Math.min(calls * 2, Math.round((calls * TURN) / took)));
  }
  return calls;
}

function timeOf(call: () => void, calls: number): number {
  const start = performance.now();
  for (let turn = 0; turn < calls; turn += 1) call();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Bytes that a call leaves on the heap, whether they live or not: the median over batches too short for a collection. */
export function bytesPerCall(call: () => void): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let turn = 0; turn < 100_000; turn += 1) call();
  collect();
  const calls = 10_000;
  const grown: number[] = [];
  for (let batch = 0; batch < 101; batch += 1) {
    const before = process.memoryUsage().heapUsed;
    for (let turn = 0; turn < calls; turn += 1) call();
    grown.push(process.memoryUsage().heapUsed - before);
  }
  return Math.max(0, median(grown)) / calls;
}

/** Prints rows as a table, each beside its target and what else was measured. */
export function printRows(rows: readonly Row[]): void {
  const cells = rows.map(({ id, what, value, unit, target, beside }) => [
    id,
    what,
    `${digits(value)} ${unit}`,
    target === undefined ? "" : `≤ ${target} ${unit} ${value <= target ? "✓" : "✗"}`,
    (beside ?? []).map((other) => `${other.name} ${digits(other.value)} (× ${digits(other.value / value)})`).join(", "),
  ]);
  const table = [["", "forward and backward unless said otherwise", "median", "target", "in the same run"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((line) => (line[column] ?? "").length)));
  for (const line of table) {
    console.log(
      line
        .map((cell, column) => (column === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    );
  }
}

function digits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return `${value}`;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 1 ? 3 : 2);
}
