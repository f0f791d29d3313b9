import type { Line } from "#core/formula/lines";
import type { Named } from "#core/formula/site";
import type { Fault } from "#core/problem";
import { matmul } from "#core/tensor/matmul";
import { seededRandom } from "#core/tensor/random";
import { formatShape, type Shape, sizeOf, type Tensor, tensor } from "#core/tensor/tensor";
import type { HandleField, ParamField, Sample, ShapeResult, Tangents, Traced } from "./define";

/*
 * x Wᵀ + b: what Linear and LinearSigmoid have in common. The first is this map alone; the second derives its backward by hand
 * with this map inside.
 */

/** The one input of an affine layer. */
export const affineInputs = {
  x: { symbol: "x", hint: "Any leading axes; the last axis holds the k inputs of each neuron" },
} as const satisfies Named<HandleField>;

/** `weight[j, k]`, and `bias[j]` where there is one. */
export const affineParams = {
  weight: { symbol: "W", hint: "One row a neuron, one column an input" },
  bias: { symbol: "b", hint: "One number a neuron, added to its sum", optional: true },
} as const satisfies Named<ParamField>;

/** What is wrong with the params whatever is wired: the weight must be a matrix, and the bias have an entry for each of its rows. */
export function affineFaults(weight: Tensor, bias: Tensor | undefined): readonly Fault[] {
  const [neurons] = weight.shape;
  if (neurons === undefined || weight.shape.length !== 2) {
    const message = `weight must be a matrix with one row a neuron, got ${formatShape(weight.shape)}`;
    return [{ code: "bad-param", param: "weight", message }];
  }
  if (!bias || (bias.shape.length === 1 && bias.shape[0] === neurons)) return [];
  const message = `bias must have one entry for each of the ${neurons} rows of weight, got ${formatShape(bias.shape)}`;
  return [{ code: "bad-param", param: "bias", message }];
}

/** `[..., k]` becomes `[..., j]`, where the weight is `[j, k]`. */
export function affineShape(x: Shape, weight: Tensor): ShapeResult {
  const [neurons, inputs] = weight.shape as [number, number];
  if (x.at(-1) !== inputs) {
    const message = `expects last axis ${inputs}, got ${x.at(-1) ?? "a scalar"}`;
    return { faults: [{ code: "shape-mismatch", handle: "x", message }] };
  }
  return { out: [...x.slice(0, -1), neurons] };
}

/** Multiply-adds of the map forward: one for each entry of z and of its neuron's row, and one for z itself. */
export function affineWork(x: Shape, weight: Tensor, z: Shape): number {
  return sizeOf(z) * ((weight.shape[1] ?? 0) + 1) + sizeOf(x);
}

/** A square weight for inputs with this last axis (4 neurons at the most), the same each time: small numbers of two digits. */
export function freshAffine(x: Shape | undefined): Named<Tensor> {
  const inputs = x?.at(-1) ?? 1;
  const neurons = Math.min(inputs, 4);
  const random = seededRandom(neurons * 1009 + inputs);
  const spread = 2 / Math.sqrt(Math.max(inputs, 1));
  const entry = () => Number(((random.uniform() - 0.5) * spread || 0.1).toPrecision(2));
  return { weight: tensor([neurons, inputs], Array.from({ length: neurons * inputs }, entry)) };
}

const WEIGHT_SLIP =
  "Vicas 2022's (35) and (36) mix up indices: the summand is w_ji a_i, and the factor on the left of (36) is a_j.";
const INPUT_SLIP = "After (43) Vicas 2022 gives ∂C/∂a · σ′ the size (1, n^{l−1}); it is (1, n^l).";

/** How ∂C/∂W and ∂C/∂x are derived, line by line. */
interface Derivations {
  readonly byWeight: readonly string[];
  readonly byInput: readonly string[];
}

/** What goes back through x Wᵀ + b, Vicas 2022 (43) and (38), where `dZ` is ∂C/∂z_j; derived as of one neuron with one input, or of many. */
export function affineBackward(
  weight: Tensor,
  dZ: string,
  { one, many }: { readonly one: Derivations; readonly many: Derivations },
): readonly Line[] {
  const { byWeight, byInput } = weight.data.length === 1 ? one : many;
  return [
    { line: `(43) d x[…k] = sum(j, ${dZ} * weight[j,k])`, slip: INPUT_SLIP, derivation: byInput },
    { line: `(38) d weight[j,k] = sum(…, ${dZ} * x[…k])`, slip: WEIGHT_SLIP, derivation: byWeight },
    `d bias[j] = sum(…, ${dZ})`,
  ];
}

/** Shapes to try an affine layer with: with and without a bias, wide and one by one. */
export function affineSamples(lead: Shape): readonly Sample[] {
  return [
    { inputs: { x: [...lead, 3] }, params: { weight: [4, 3], bias: [4] } },
    { inputs: { x: [...lead, 1] }, params: { weight: [1, 1] } },
  ];
}

/**
 * The affine map at work. `forward` overwrites `z`; `backward` reads `dZ` = ∂C/∂z and overwrites every grad that is wanted; `push`
 * overwrites `zDot` with the tangent of z.
 */
export function buildAffine(x: Traced, weight: Traced, bias: Traced | undefined) {
  const [neurons = 0, inputs = 0] = weight.value.shape;
  const rows = sizeOf(x.value.shape.slice(0, -1));
  const from = x.value.data;
  const w = weight.value.data;
  const b = bias?.value.data;
  const dX = x.grad?.data;
  const dW = weight.grad?.data;
  const dB = bias?.grad?.data;
  const multiply = matmul(rows, inputs, neurons, "NT");
  const multiplyForX = matmul(rows, neurons, inputs, "NN");
  const multiplyForWeight = matmul(neurons, rows, inputs, "TN");
  let scratch: Float64Array | null = null;
  return {
    // z_j = Σ_k w_jk x_k + b_j, Vicas 2022 (29).
    forward(z: Float64Array) {
      multiply(z, from, w);
      if (!b) return;
      for (let row = 0; row < rows; row += 1) {
        for (let j = 0; j < neurons; j += 1) {
          const at = row * neurons + j;
          z[at] = (z[at] as number) + (b[j] as number);
        }
      }
    },
    // ∂C/∂x = ∂C/∂z W, Vicas 2022 (43); ∂C/∂W = (∂C/∂z)ᵀ x, Vicas 2022 (38).
    backward(dZ: Float64Array) {
      if (dX) multiplyForX(dX, dZ, w);
      if (dW) multiplyForWeight(dW, dZ, from);
      if (!dB) return;
      dB.fill(0);
      for (let row = 0; row < rows; row += 1) {
        for (let j = 0; j < neurons; j += 1) dB[j] = (dB[j] as number) + (dZ[row * neurons + j] as number);
      }
    },
    // ż = ẋ Wᵀ + x Ẇᵀ + ḃ: the product rule on Vicas 2022 (29).
    push({ x: xDot, weight: wDot, bias: bDot }: Tangents, zDot: Float64Array) {
      if (xDot) multiply(zDot, xDot, w);
      else if (wDot) multiply(zDot, from, wDot);
      else zDot.fill(0);
      if (xDot && wDot) {
        scratch ??= new Float64Array(zDot.length);
        multiply(scratch, from, wDot);
        for (let i = 0; i < zDot.length; i += 1) zDot[i] = (zDot[i] as number) + (scratch[i] as number);
      }
      if (!bDot) return;
      for (let i = 0; i < zDot.length; i += 1) zDot[i] = (zDot[i] as number) + (bDot[i % neurons] as number);
    },
  };
}
