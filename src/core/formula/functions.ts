import * as curves from "./curves";

/** Every function that an expression may call, each of one argument; `log` is the natural logarithm. */
export const functions = {
  exp: curves.exp,
  ln: curves.ln,
  log: curves.ln,
  sqrt: curves.sqrt,
  abs: curves.abs,
  sin: curves.sin,
  cos: curves.cos,
  tan: curves.tan,
  asin: curves.asin,
  acos: curves.acos,
  atan: curves.atan,
  sinh: curves.sinh,
  cosh: curves.cosh,
  tanh: curves.tanh,
  sigmoid: curves.sigmoid,
  square: curves.square,
  cube: curves.cube,
} as const satisfies Readonly<Record<string, curves.Curve>>;

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
