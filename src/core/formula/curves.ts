/**
 * A function of one argument at work on a block: x is the argument, y the result, d… is ∂C/∂ each; `count` entries are worked on.
 * Each has loops of its own: one loop that calls a function given to it is several times slower, and allocates for every number.
 */
export interface Curve {
  readonly forward: (y: Float64Array, x: Float64Array, count: number) => void;
  /** Overwrites dX with dY·y′(x). Outside its domain a function and its derivative give NaN or ±∞, as IEEE has it. */
  readonly backward: (dX: Float64Array, dY: Float64Array, x: Float64Array, y: Float64Array, count: number) => void;
}

/** y = −x. */
export const negation: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = -(x[i] as number);
  },
  backward(dX, dY, _x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = -(dY[i] as number);
  },
};

/** y = eˣ, y′ = y. */
export const exp: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.exp(x[i] as number);
  },
  backward(dX, dY, _x, y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * (y[i] as number);
  },
};

/** y = ln x, y′ = 1/x. */
export const ln: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.log(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) / (x[i] as number);
  },
};

/** y = √x, y′ = 1/(2y). */
export const sqrt: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.sqrt(x[i] as number);
  },
  backward(dX, dY, _x, y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = ((dY[i] as number) * 0.5) / (y[i] as number);
  },
};

/** y = |x|, y′ = sign x, which is 0 at 0, as in PyTorch. */
export const abs: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.abs(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * Math.sign(x[i] as number);
  },
};

/** y = sin x, y′ = cos x. */
export const sin: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.sin(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * Math.cos(x[i] as number);
  },
};

/** y = cos x, y′ = −sin x. */
export const cos: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.cos(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * -Math.sin(x[i] as number);
  },
};

/** y = tan x, y′ = 1 + y². */
export const tan: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.tan(x[i] as number);
  },
  backward(dX, dY, _x, y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * (1 + (y[i] as number) * (y[i] as number));
  },
};

/** y = arcsin x, y′ = 1/√(1 − x²). */
export const asin: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.asin(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) / Math.sqrt(1 - (x[i] as number) * (x[i] as number));
  },
};

/** y = arccos x, y′ = −1/√(1 − x²). */
export const acos: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.acos(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = -(dY[i] as number) / Math.sqrt(1 - (x[i] as number) * (x[i] as number));
  },
};

/** y = arctan x, y′ = 1/(1 + x²). */
export const atan: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.atan(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) / (1 + (x[i] as number) * (x[i] as number));
  },
};

/** y = sinh x, y′ = cosh x. */
export const sinh: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.sinh(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * Math.cosh(x[i] as number);
  },
};

/** y = cosh x, y′ = sinh x. */
export const cosh: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.cosh(x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * Math.sinh(x[i] as number);
  },
};

/** y = tanh x, y′ = 1 − y². */
export const tanh: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = Math.tanh(x[i] as number);
  },
  backward(dX, dY, _x, y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * (1 - (y[i] as number) * (y[i] as number));
  },
};

/** y = σ(x) = 1/(1 + e⁻ˣ), y′ = y·(1 − y): Vicas 2022 (19) to (28). Exactly 0 and 1 far out: nothing overflows. */
export const sigmoid: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) {
      const at = x[i] as number;
      const fall = Math.exp(-Math.abs(at));
      y[i] = (at >= 0 ? 1 : fall) / (1 + fall);
    }
  },
  backward(dX, dY, _x, y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * ((y[i] as number) * (1 - (y[i] as number)));
  },
};

/** y = x², y′ = 2x. */
export const square: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = (x[i] as number) * (x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * 2 * (x[i] as number);
  },
};

/** y = x³, y′ = 3x². */
export const cube: Curve = {
  forward(y, x, count) {
    for (let i = 0; i < count; i += 1) y[i] = (x[i] as number) * (x[i] as number) * (x[i] as number);
  },
  backward(dX, dY, x, _y, count) {
    for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * 3 * (x[i] as number) * (x[i] as number);
  },
};

/** y = xⁿ for a constant n, y′ = n·xⁿ⁻¹: right for x < 0 and at x = 0 too, and 0 everywhere when n is 0. */
export function powerOf(n: number): Curve {
  if (n === 2) return square;
  if (n === 3) return cube;
  return {
    forward(y, x, count) {
      for (let i = 0; i < count; i += 1) y[i] = (x[i] as number) ** n;
    },
    backward(dX, dY, x, _y, count) {
      if (n === 0) dX.fill(0, 0, count);
      else for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * n * (x[i] as number) ** (n - 1);
    },
  };
}
