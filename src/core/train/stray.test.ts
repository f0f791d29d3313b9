import { describe, expect, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { backward, compile, forward } from "#core/tape/tape";
import { learnableOn } from "./learnable";
import { sayStray, strayOf } from "./stray";

function strayIn(text: string, details: Details, rate: number) {
  const tape = compile(analyse(sketch(text, details)));
  forward(tape);
  backward(tape);
  return strayOf(learnableOn(tape), rate);
}

const BLUR = "x:Input > O:GaussianConv > C:Loss.prediction; y:Input > C.target";
const NUMBERS = { "x.value": [1, 2, 4, 3, 1], "y.value": [3, 6, 12, 9, 3], "O.mu": 0, "O.sigma": 0.4 };

describe("a step of training", () => {
  test("that takes sigma to 0 or below it is told, with where it would lead", () => {
    const stray = strayIn(BLUR, NUMBERS, 0.1);
    expect(stray).toMatchObject({ node: "O", param: "sigma", at: 0, from: 0.4 });
    expect(stray?.to).toBeLessThan(0);
    expect(stray && sayStray(stray, "blur")).toMatch(
      /^sigma of blur would go from 0\.4 to −[\d.]+, and it must stay greater than 0$/,
    );
  });

  test("that keeps it above 0 is not, nor one that takes mu anywhere", () => {
    expect(strayIn(BLUR, NUMBERS, 1e-3)).toBeNull();
    expect(strayIn(BLUR, { ...NUMBERS, "O.mu": -3 }, 1e-3)).toBeNull();
  });

  test.each([Number.POSITIVE_INFINITY, 1e300])("by %d times the gradient leads to what is no finite number", (rate) => {
    const line = "x:Input > z:Linear > C:Loss.prediction; y:Input > C.target";
    const details = { "x.value": [1e10, 2], "z.weight": [[1, 1]], "y.value": [0] };
    const stray = strayIn(line, details, rate);
    expect(stray).toMatchObject({ node: "z", param: "weight", at: 0 });
    expect(stray && sayStray(stray, "z")).toBe("weight of z would go from 1 to −∞");
  });
});
