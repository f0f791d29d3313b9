import { expect, test } from "vitest";
import { kernelAt, kernelCeiling, kernelSamples } from "./kernel-shape";

const kernel = { mu: 0.5, sigma: 2, radius: 4, scaled: true };

test("the kernel is the one of Vicas 2022, scaled (44) and not (54)", () => {
  expect(kernelAt(2.5, kernel)).toBeCloseTo(Math.exp(-0.5) / (2 * Math.sqrt(2 * Math.PI)), 15);
  expect(kernelAt(2.5, { ...kernel, scaled: false })).toBeCloseTo(Math.exp(-0.5), 15);
});

test("a narrow kernel fills the height, a wide one is seen to be flat", () => {
  const narrow = { ...kernel, sigma: 0.5 };
  expect(kernelAt(narrow.mu, narrow) / kernelCeiling(narrow)).toBe(1);
  const wide = { ...kernel, sigma: 8 };
  expect(kernelAt(wide.mu, wide) / kernelCeiling(wide)).toBeCloseTo(0.25, 12);
});

test("the curve is drawn through its peak, in order and within bounds", () => {
  const samples = kernelSamples({ ...kernel, sigma: 0.01 }, -4.5, 4.5);
  expect(samples).toContain(0.5);
  expect([...samples].sort((a, b) => a - b)).toEqual(samples);
  expect([samples[0], samples.at(-1)]).toEqual([-4.5, 4.5]);
});
