import { pow } from "#core/tensor/pow";

/** An operation between two blocks: a and b are the operands, y the result, d… is ∂C/∂ each; `count` entries are worked on. */
export interface BinaryKernel {
  readonly forward: (y: Float64Array, a: Float64Array, b: Float64Array, count: number) => void;
  /** Overwrites dA, given dY. */
  readonly backwardLeft: Backward;
  /** Overwrites dB, given dY. */
  readonly backwardRight: Backward;
}

type Backward = (
  dOperand: Float64Array,
  dY: Float64Array,
  y: Float64Array,
  a: Float64Array,
  b: Float64Array,
  count: number,
) => void;

/** y = a + b. */
export const sum: BinaryKernel = {
  forward(y, a, b, count) {
    for (let i = 0; i < count; i += 1) y[i] = (a[i] as number) + (b[i] as number);
  },
  backwardLeft: pass,
  backwardRight: pass,
};

/** y = a − b. */
export const difference: BinaryKernel = {
  forward(y, a, b, count) {
    for (let i = 0; i < count; i += 1) y[i] = (a[i] as number) - (b[i] as number);
  },
  backwardLeft: pass,
  backwardRight(dB, dY, _y, _a, _b, count) {
    for (let i = 0; i < count; i += 1) dB[i] = -(dY[i] as number);
  },
};

/** y = a·b. */
export const product: BinaryKernel = {
  forward(y, a, b, count) {
    for (let i = 0; i < count; i += 1) y[i] = (a[i] as number) * (b[i] as number);
  },
  backwardLeft(dA, dY, _y, _a, b, count) {
    for (let i = 0; i < count; i += 1) dA[i] = (dY[i] as number) * (b[i] as number);
  },
  backwardRight(dB, dY, _y, a, _b, count) {
    for (let i = 0; i < count; i += 1) dB[i] = (dY[i] as number) * (a[i] as number);
  },
};

/** y = a / b. */
export const quotient: BinaryKernel = {
  forward(y, a, b, count) {
    for (let i = 0; i < count; i += 1) y[i] = (a[i] as number) / (b[i] as number);
  },
  backwardLeft(dA, dY, _y, _a, b, count) {
    for (let i = 0; i < count; i += 1) dA[i] = (dY[i] as number) / (b[i] as number);
  },
  backwardRight(dB, dY, y, _a, b, count) {
    for (let i = 0; i < count; i += 1) dB[i] = -(dY[i] as number) * ((y[i] as number) / (b[i] as number));
  },
};

/** y = aᵇ. As in PyTorch, ∂y/∂a is 0 where b = 0, and ∂y/∂b is 0 where a = 0 and b ≥ 0, for there aᵇ ln a has no value. */
export const power: BinaryKernel = {
  forward(y, a, b, count) {
    for (let i = 0; i < count; i += 1) y[i] = pow(a[i] as number, b[i] as number);
  },
  backwardLeft(dA, dY, _y, a, b, count) {
    for (let i = 0; i < count; i += 1) {
      const n = b[i] as number;
      dA[i] = n === 0 ? 0 : (dY[i] as number) * n * pow(a[i] as number, n - 1);
    }
  },
  backwardRight(dB, dY, y, a, b, count) {
    for (let i = 0; i < count; i += 1) {
      const base = a[i] as number;
      dB[i] = base === 0 && (b[i] as number) >= 0 ? 0 : (dY[i] as number) * (y[i] as number) * Math.log(base);
    }
  },
};

function pass(dOperand: Float64Array, dY: Float64Array, _y: unknown, _a: unknown, _b: unknown, count: number): void {
  for (let i = 0; i < count; i += 1) dOperand[i] = dY[i] as number;
}
