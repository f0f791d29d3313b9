import type { Tensor } from "#core/tensor/tensor";
import type { Tape } from "./tape";

/** Where a run first became NaN or infinite. */
export interface NotFinite {
  /** The place on the tape. */
  readonly place: number;
  /** `given`: a param holds it; `value`: the output became so; `gradient`: what the node sends back did. */
  readonly what: "given" | "value" | "gradient";
  /** The param, or the input or param whose gradient it is; null for the output. */
  readonly name: string | null;
  /** The first such entry, row-major, what it is, and how many there are. */
  readonly at: number;
  readonly entry: number;
  readonly count: number;
  readonly shape: Tensor["shape"];
}

/**
 * Finds where a value or a gradient first became NaN or infinite in the run that the tape holds: the first entry forward, and where all values
 * are finite, the first entry backward. What follows from it is not named again. Null where all is finite.
 */
export function firstNotFinite({ entries }: Tape): NotFinite | null {
  for (const [place, { inputs, params, out }] of entries.entries()) {
    for (const [name, { value }] of Object.entries(params)) {
      const found = badIn(value);
      if (found) return { place, what: "given", name, ...found };
    }
    const found = badIn(out.value);
    if (found && Object.values(inputs).every(({ value }) => badIn(value) === null)) {
      return { place, what: "value", name: null, ...found };
    }
  }
  for (let place = entries.length - 1; place >= 0; place -= 1) {
    const entry = entries[place];
    if (!entry?.live) continue;
    for (const [name, { grad }] of [...Object.entries(entry.inputs), ...Object.entries(entry.params)]) {
      const found = grad && badIn(grad);
      if (found) return { place, what: "gradient", name, ...found };
    }
  }
  return null;
}

function badIn({ data, shape }: Tensor): Pick<NotFinite, "at" | "entry" | "count" | "shape"> | null {
  let count = 0;
  let at = -1;
  for (let i = 0; i < data.length; i += 1) {
    if (Number.isFinite(data[i])) continue;
    count += 1;
    if (at < 0) at = i;
  }
  return at < 0 ? null : { at, entry: data[at] as number, count, shape };
}
