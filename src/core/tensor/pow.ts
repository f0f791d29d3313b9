/** aᵇ as IEEE 754 has it, and C, NumPy and PyTorch: 1 to any power is 1, and so is −1 to ±∞, which JavaScript calls NaN. */
export function pow(a: number, b: number): number {
  if (a === 1 || (a === -1 && (b === Number.POSITIVE_INFINITY || b === Number.NEGATIVE_INFINITY))) return 1;
  return a ** b;
}
