import { direction, strength } from "#core/drawing/gradient-strength";
import type { Digest } from "#core/tape/digest";
import type { Settings } from "../state/settings";

/** Lets the look of a wire follow its gradient, as the settings say. */
export function followGradient(path: SVGPathElement, grad: Digest | null, style: Settings["edgeStyle"]): void {
  const strong = strength(grad);
  path.style.setProperty("--width", style === "plain" ? "" : String(1.25 + 1.75 * strong));
  path.dataset.sign = style === "color" ? direction(grad) : "";
  path.style.setProperty("--strength", style === "color" ? `${Math.round(30 + 70 * strong)}%` : "0%");
}
