import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { divergingColor, largestMagnitude } from "#core/drawing/diverging";
import { PALETTE } from "#core/drawing/palette";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const colors = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [
    name as string,
    { light: light as string, dark: dark as string },
  ]),
);

function color(name: string, theme: "light" | "dark"): string {
  const found = colors.get(name);
  if (!found) throw new Error(`tokens.css has no colour --${name}`);
  return found[theme];
}

/** Relative luminance and contrast by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((hex) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const surfaces = ["ground", "paper", "raised", "field", "hover"];

test.each(["light", "dark"] as const)("words are legible on every surface in %s (WCAG AA, 4.5)", (theme) => {
  for (const words of ["ink", "muted", "value", "gradient", "problem", "warning", "good"]) {
    for (const surface of surfaces) {
      expect(contrast(color(words, theme), color(surface, theme)), `${words} on ${surface}`).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  }
  for (const [words, surface] of [
    ["value", "value-wash"],
    ["gradient", "gradient-wash"],
    ["problem", "problem-wash"],
    ["warning", "warning-wash"],
    ["muted", "value-wash"],
    ["muted", "gradient-wash"],
    ["on-accent", "accent"],
    ["ink", "selection"],
    ["ink", "pressed"],
  ] as const) {
    expect(contrast(color(words, theme), color(surface, theme)), `${words} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(["light", "dark"] as const)("marks and rings stand out from every surface in %s (WCAG AA, 3)", (theme) => {
  const families = ["source", "layer", "filter", "function", "cost"].map((family) => `family-${family}`);
  for (const mark of ["focus", "wire", "line-strong", ...families]) {
    for (const surface of ["ground", "paper"]) {
      expect(contrast(color(mark, theme), color(surface, theme)), `${mark} on ${surface}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test.each(["light", "dark"] as const)("a picture that stands alone has the colours of the app in %s", (theme) => {
  for (const [name, hex] of Object.entries(PALETTE[theme])) expect(hex, name).toBe(color(name, theme));
});

test.each(["light", "dark"] as const)("the scale is painted in the colours of the tokens in %s", (theme) => {
  const [negative, zero, positive] = ["negative", "zero", "positive"].map((end) => color(`scale-${end}`, theme)) as [
    string,
    string,
    string,
  ];
  const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
  expect(divergingColor(-2, 2, theme)).toBe(rgb(negative));
  expect(divergingColor(0, 2, theme)).toBe(rgb(zero));
  expect(divergingColor(2, 2, theme)).toBe(rgb(positive));
  expect(divergingColor(9, 2, theme)).toBe(rgb(positive));
  expect(divergingColor(0, 0, theme)).toBe(rgb(zero));
  expect(divergingColor(Number.NaN, 2, theme)).toBe(rgb(color("scale-not-finite", theme)));
});

test("the largest magnitude leaves out what is not finite", () => {
  expect(largestMagnitude([1, -3, Number.NaN, Number.NEGATIVE_INFINITY])).toBe(3);
  expect(largestMagnitude([])).toBe(0);
});
