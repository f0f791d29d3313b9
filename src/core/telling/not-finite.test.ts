import { describe, expect, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { backward, compile, forward } from "#core/tape/tape";
import { notFinite } from "./not-finite";

const LOSS = " > C:Loss.prediction; y:Input > C.target";
const COST = `x:Input${LOSS}`;
const F = `x:Input > f:Expression${LOSS}`;

const ofExpression = (expression: string, x: number[]): Details => {
  return { "x.value": x, "y.value": x.map(() => 0), "f.expression": expression };
};

describe("what is not finite is told with its entry and with what happened there:", () => {
  const cases: readonly (readonly [message: string, text: string, details: Details])[] = [
    ["the output became NaN at [1]: √ of a negative number, −1, from x[1]", F, ofExpression("sqrt(x)", [1, -1, 2])],
    ["the output became −∞ at [1]: ln of 0, from x[1]", F, ofExpression("ln(x)", [1, 0, 2])],
    ["the output became ∞ at [2]: 3 divided by 0, from x[2]", F, ofExpression("3/x", [1, 5, 0])],
    ["the output became NaN at [1]: 0 divided by 0, from x[1]", F, ofExpression("x/x", [1, 0])],
    ["the output became ∞ at [1]: exp of 1000, too large a number, from x[1]", F, ofExpression("exp(x)", [1, 1000])],
    [
      "the output became NaN at [0], with 2 of 3 entries not finite: asin of 4, which is not within −1 to 1, from x[0]",
      F,
      ofExpression("asin(x)", [4, 1, 2]),
    ],
    ["the output became NaN: exp of 1000, too large a number, from x = 0", F, ofExpression("x * exp(1000)", [0])],
    ["the output became NaN: a negative number, −8, to the power 0.333, from x", F, ofExpression("x^(1/3)", [-8])],
    [
      "the gradient of x became ∞ at [1]: 1 divided by 0, from x[1]",
      F,
      { ...ofExpression("sqrt(x)", [1, 0]), "C.loss": "l1", "y.value": [0, -1] },
    ],
    [
      "the output became NaN: ln of a negative number, −0.3, from prediction[2] = 1.3",
      COST,
      { "x.value": [0.5, 0.2, 1.3], "y.value": [1, 0, 0], "C.loss": "bce" },
    ],
    [
      "the output became NaN: ln of a negative number, −0.1, from prediction[0]",
      COST,
      { "x.value": [-0.1, 0.2], "y.value": [1, 0], "C.loss": "bce" },
    ],
    [
      "the output became ∞: 1e200 to the power 2, too large a number, from prediction[0]",
      COST,
      { "x.value": [1e200, 0.2], "y.value": [1, 0] },
    ],
    [
      "value of x holds NaN at [0, 1], with 2 of 4 entries not finite",
      COST,
      {
        "x.value": [
          [1, Number.NaN],
          [Number.POSITIVE_INFINITY, 0],
        ],
        "y.value": [
          [1, 0],
          [0, 0],
        ],
      },
    ],
    ["value of x holds −∞", COST, { "x.value": Number.NEGATIVE_INFINITY, "y.value": 0 }],
  ];
  test.each(cases)("%s", (message, text, details) => {
    const tape = compile(analyse(sketch(text, details)));
    forward(tape);
    backward(tape);
    const [found, ...more] = notFinite(tape);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: "not-finite", message });
  });

  test("nothing where all is finite", () => {
    const tape = compile(analyse(sketch(COST, { "x.value": [1], "y.value": [0] })));
    forward(tape);
    backward(tape);
    expect(notFinite(tape)).toEqual([]);
  });
});
