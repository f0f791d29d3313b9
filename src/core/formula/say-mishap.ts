import type { Mishap } from "./mishap";
import { sayNumber } from "./number";

const OUTSIDE: Readonly<Record<string, string>> = { asin: "−1 to 1", acos: "−1 to 1" };

/** What happened, as a clause: `√ of a negative number, −1`, `ln of 0`, `0 · ∞`. */
export function sayMishap({ done, isSlope, with: operands, result }: Mishap): string {
  const [a = Number.NaN, b = Number.NaN] = operands;
  const [left, right] = [sayNumber(a), sayNumber(b)];
  const tooLarge = operands.every(Number.isFinite) && !Number.isNaN(result);
  switch (done) {
    case "+":
      return tooLarge ? `${left} + ${right}, too large a number` : `${left} + ${bracketed(b)}`;
    case "-":
      return tooLarge ? `${left} − ${bracketed(b)}, too large a number` : `${left} − ${bracketed(b)}`;
    case "*":
      return `${left} · ${bracketed(b)}${tooLarge ? ", too large a number" : ""}`;
    case "/":
      return b === 0 ? `${left} divided by 0` : `${left} divided by ${right}${tooLarge ? ", too large a number" : ""}`;
    case "^":
      if (a === 0 && b < 0) return `0 to the power ${right}, a division by 0`;
      if (a < 0 && Number.isNaN(result)) return `a negative number, ${left}, to the power ${right}`;
      return `${left} to the power ${right}${tooLarge ? ", too large a number" : ""}`;
    default: {
      const of = isSlope ? `the slope of ${done === "sqrt" ? "√" : done}` : done === "sqrt" ? "√" : done;
      if (isSlope) return `${of} at ${left}`;
      if ((done === "sqrt" || done === "ln" || done === "log") && a < 0) return `${of} of a negative number, ${left}`;
      if (OUTSIDE[done] && Math.abs(a) > 1) return `${of} of ${left}, which is not within ${OUTSIDE[done]}`;
      return `${of} of ${left}${tooLarge && a !== 0 ? ", too large a number" : ""}`;
    }
  }
}

function bracketed(x: number): string {
  return x < 0 ? `(${sayNumber(x)})` : sayNumber(x);
}
