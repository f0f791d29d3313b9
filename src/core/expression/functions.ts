/** A function of one number, and its derivative. */
export interface Curve {
  readonly value: (x: number) => number;
  /** f′(x), given x and y = f(x). */
  readonly slope: (x: number, y: number) => number;
}

/** 1 / (1 + e⁻ˣ), without overflow on either side: exactly 0 and 1 in the limits. */
function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const rise = Math.exp(x);
  return rise / (1 + rise);
}

/**
 * x to a constant power. Its slope is n·xⁿ⁻¹, right for x < 0 and at x = 0 too, and 0 everywhere when n is 0.
 */
export function powerCurve(n: number): Curve {
  if (n === 0) return { value: () => 1, slope: () => 0 };
  if (n === 1) return { value: (x) => x, slope: () => 1 };
  if (n === 2) return { value: (x) => x * x, slope: (x) => 2 * x };
  if (n === 3) return { value: (x) => x * x * x, slope: (x) => 3 * x * x };
  return { value: (x) => x ** n, slope: (x) => n * x ** (n - 1) };
}

const natural: Curve = { value: Math.log, slope: (x) => 1 / x };

/** Every function that an expression may call, each of one argument. Outside its domain a function gives NaN or ±∞, as IEEE has it. */
export const functions = {
  exp: { value: Math.exp, slope: (_x, y) => y },
  ln: natural,
  log: natural,
  sqrt: { value: Math.sqrt, slope: (_x, y) => 0.5 / y },
  // The derivative at 0 is 0 by convention, as in PyTorch.
  abs: { value: Math.abs, slope: Math.sign },
  sin: { value: Math.sin, slope: Math.cos },
  cos: { value: Math.cos, slope: (x) => -Math.sin(x) },
  tan: { value: Math.tan, slope: (_x, y) => 1 + y * y },
  asin: { value: Math.asin, slope: (x) => 1 / Math.sqrt(1 - x * x) },
  acos: { value: Math.acos, slope: (x) => -1 / Math.sqrt(1 - x * x) },
  atan: { value: Math.atan, slope: (x) => 1 / (1 + x * x) },
  sinh: { value: Math.sinh, slope: Math.cosh },
  cosh: { value: Math.cosh, slope: Math.sinh },
  tanh: { value: Math.tanh, slope: (_x, y) => 1 - y * y },
  sigmoid: { value: sigmoid, slope: (_x, y) => y * (1 - y) },
  square: powerCurve(2),
  cube: powerCurve(3),
} as const satisfies Readonly<Record<string, Curve>>;

/** The name of a function that an expression may call. */
export type FunctionName = keyof typeof functions;

/** Whether an expression may call a function of this name. */
export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

/** Every name that stands for a number. */
export const constants = { pi: Math.PI, e: Math.E } as const;

/** The name of a number. */
export type ConstantName = keyof typeof constants;

/** Whether this name stands for a number. */
export function isConstantName(name: string): name is ConstantName {
  return Object.hasOwn(constants, name);
}
