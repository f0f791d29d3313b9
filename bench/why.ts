import type { GradPlace } from "#core/check/grad-place";
import { pathsFrom } from "#core/check/paths";
import { why } from "#core/check/why";
import { backward, forward } from "#core/tape/tape";
import { compiled, perceptron } from "./graphs";
import { type Row, race } from "./measure";

/** W: why an entry of a gradient is what it is, at a layer of 784 → 256 with a batch of 64: all its terms, and its paths to C. */
export function whyThis(): readonly Row[] {
  const tape = compiled(perceptron([64], [784, 256, 128, 10], true));
  forward(tape);
  backward(tape);
  const places: readonly (readonly [what: string, place: GradPlace])[] = [
    ["∂C/∂x", { kind: "edge", edge: "x-z0.x" }],
    ["∂C/∂W", { kind: "param", node: "z0", param: "weight" }],
    ["∂C/∂b", { kind: "param", node: "z0", param: "bias" }],
  ];
  const times = race(Object.fromEntries(places.map(([what, place]) => [what, () => void why(tape, place, 1)])));
  const { paths } = race({ paths: () => void pathsFrom(tape, { kind: "param", node: "z0", param: "weight" }, 1) });
  return [
    ...places.map(
      ([what]): Row => ({
        id: "W",
        what: `why one entry of ${what} is what it is, 784 → 256, batch of 64`,
        value: times[what] ?? Number.NaN,
        unit: "ms",
        target: 50,
      }),
    ),
    { id: "W", what: "the path from one entry of its weight to C", value: paths, unit: "ms", target: 50 },
  ];
}
