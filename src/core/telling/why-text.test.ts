import katex from "katex";
import { describe, expect, it } from "vitest";
import type { GradPlace } from "#core/check/grad-place";
import { type Path, pathsFrom } from "#core/check/paths";
import { type Why, why } from "#core/check/why";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { conformance } from "#core/tape/fixtures/conformance";
import { backward, compile, forward, type Seed, type Tape } from "#core/tape/tape";
import { pathTex, whyTex } from "./why-text";

function run(graph: ReturnType<typeof sketch>, seed: Seed | null = null): Tape {
  const tape = compile(analyse(graph), seed);
  forward(tape);
  backward(tape);
  return tape;
}

const LAYER = "x:Input > z:Linear > C:Loss.prediction; y:Input > C.target";
const NUMBERS = {
  "x.value": [1, -2],
  "z.weight": [
    [0.5, 0.25],
    [-1, 2],
    [3, 1],
  ],
  "y.value": [0, 0, 0],
  "C.loss": "halfSse",
};
const FORK = "x:Input > a:Tanh; x > s:Add.a; a > s.b; s > C:Loss.prediction; y:Input > C.target";
const FORKED = { "x.value": 0, "y.value": -1, "C.loss": "halfSse" };

const edge = (id: string): GradPlace => ({ kind: "edge", edge: id });
const C = (by: string, of = "C") => `\\frac{\\partial ${of}}{\\partial ${by}}`;

const cases: readonly {
  readonly name: string;
  readonly text: string;
  readonly details: Details;
  readonly place: GradPlace;
  readonly at: number;
  readonly seed?: Seed;
  readonly tex: readonly [rule: string, terms: string, numbers: string];
}[] = [
  {
    name: "an entry of a layer's input",
    text: LAYER,
    details: NUMBERS,
    place: edge("x-z.x"),
    at: 0,
    tex: [
      `${C("x_{1}")} = \\sum_j ${C("z_{j}")} \\cdot ${C("x_{1}", "z_{j}")}`,
      `${C("x_{1}")} = ${C("z_{2}")} \\cdot ${C("x_{1}", "z_{2}")} + ${C("z_{3}")} \\cdot ${C("x_{1}", "z_{3}")} + ${C("z_{1}")} \\cdot ${C("x_{1}", "z_{1}")}`,
      `${C("x_{1}")} = -5 \\times (-1) + 1 \\times 3 + 0 \\times 0.5 = 8`,
    ],
  },
  {
    name: "a name with an index of its own stands in brackets before that of the entry",
    text: LAYER.replace("z:Linear", "z1:Linear"),
    details: Object.fromEntries(Object.entries(NUMBERS).map(([key, value]) => [key.replace("z.", "z1."), value])),
    place: { kind: "param", node: "z1", param: "weight" },
    at: 3,
    tex: [
      `${C("W_{2,2}")} = \\sum_j ${C("{(z_{1})}_{j}")} \\cdot ${C("W_{2,2}", "{(z_{1})}_{j}")}`,
      `${C("W_{2,2}")} = ${C("{(z_{1})}_{2}")} \\cdot ${C("W_{2,2}", "{(z_{1})}_{2}")}`,
      `${C("W_{2,2}")} = -5 \\times (-2) = 10`,
    ],
  },
  {
    name: "an entry of its weight",
    text: LAYER,
    details: NUMBERS,
    place: { kind: "param", node: "z", param: "weight" },
    at: 3,
    tex: [
      `${C("W_{2,2}")} = \\sum_j ${C("z_{j}")} \\cdot ${C("W_{2,2}", "z_{j}")}`,
      `${C("W_{2,2}")} = ${C("z_{2}")} \\cdot ${C("W_{2,2}", "z_{2}")}`,
      `${C("W_{2,2}")} = -5 \\times (-2) = 10`,
    ],
  },
  {
    name: "an output that goes two ways",
    text: FORK,
    details: FORKED,
    place: { kind: "out", node: "x" },
    at: 0,
    tex: [
      `${C("x")} = \\sum_{\\text{edges}} \\left.${C("x")}\\right|_{\\mathit{edge}}`,
      `${C("x")} = \\left.${C("x")}\\right|_{s} + \\left.${C("x")}\\right|_{a}`,
      `${C("x")} = 1 + 1 = 2`,
    ],
  },
  {
    name: "one of these ways",
    text: FORK,
    details: FORKED,
    place: edge("x-a.x"),
    at: 0,
    tex: [
      `\\left.${C("x")}\\right|_{a} = ${C("a")} \\cdot ${C("x", "a")}`,
      `\\left.${C("x")}\\right|_{a} = ${C("a")} \\cdot ${C("x", "a")}`,
      `\\left.${C("x")}\\right|_{a} = 1 \\times 1 = 1`,
    ],
  },
  {
    name: "a cost",
    text: FORK,
    details: FORKED,
    place: { kind: "out", node: "C" },
    at: 0,
    tex: [
      `${C("C")} = \\sum_{\\text{edges}} \\left.${C("C")}\\right|_{\\mathit{edge}}`,
      `${C("C")} = 1`,
      `${C("C")} = 1`,
    ],
  },
  {
    name: "the gradient of another scalar than C",
    text: LAYER,
    details: NUMBERS,
    place: edge("x-z.x"),
    at: 1,
    seed: { node: "z", index: 1 },
    tex: [
      `${C("x_{2}", "z_{2}")} = \\sum_j ${C("z_{j}", "z_{2}")} \\cdot ${C("x_{2}", "z_{j}")}`,
      `${C("x_{2}", "z_{2}")} = ${C("z_{2}", "z_{2}")} \\cdot ${C("x_{2}", "z_{2}")} + ${C("z_{1}", "z_{2}")} \\cdot ${C("x_{2}", "z_{1}")} + ${C("z_{3}", "z_{2}")} \\cdot ${C("x_{2}", "z_{3}")}`,
      `${C("x_{2}", "z_{2}")} = 1 \\times 2 + 0 \\times 0.25 + 0 \\times 1 = 2`,
    ],
  },
];

describe("an explanation in TeX", () => {
  it.each(cases)("writes $name with symbols, and again with numbers", ({ text, details, place, at, seed, tex }) => {
    const tape = run(sketch(text, details), seed);
    const { rule, terms, numbers } = whyTex(tape, place, at, why(tape, place, at) as Why);
    expect([rule, terms, numbers]).toEqual(tex);
  });

  it("folds all but the largest terms, and says how many they are and what they add up to", () => {
    const six = [1, 2, 3, 4, 5, -6];
    const tape = run(
      sketch(LAYER, {
        "x.value": [1],
        "z.weight": six.map((w) => [w]),
        "y.value": [0, 0, 0, 0, 0, 0],
        "C.loss": "halfSse",
      }),
    );
    const answer = why(tape, edge("x-z.x"), 0, 5) as Why;
    const { terms, numbers } = whyTex(tape, edge("x-z.x"), 0, answer);
    expect(terms).toMatch(/ \+ \\cdots\\text\{ \(2 more\)\}$/);
    expect(numbers).toBe(
      `${C("x_{1}")} = -6 \\times (-6) + 5 \\times 5 + 4 \\times 4 + 3 \\times 3 + \\text{2 more, together } 5 = 91`,
    );
  });

  it("says that numbers agree only as they are written where they do", () => {
    const tape = run(sketch(LAYER, { "x.value": [1 / 3], "z.weight": [[1 / 3], [1 / 7]], "y.value": [0, 0] }));
    expect(whyTex(tape, edge("x-z.x"), 0, why(tape, edge("x-z.x"), 0) as Why).numbers).toMatch(/(=|\\approx) 0\.0438$/);
  });

  it("writes a path as the product of its derivatives", () => {
    const tape = run(sketch(FORK, FORKED));
    const place: GradPlace = { kind: "out", node: "x" };
    const paths = pathsFrom(tape, place, 0)?.paths ?? [];
    expect(paths.map((path) => pathTex(tape, place, 0, path))).toEqual([
      { terms: `${C("s")} \\cdot ${C("a", "s")} \\cdot ${C("x", "a")}`, numbers: "1 \\times 1 \\times 1 = 1" },
      { terms: `${C("s")} \\cdot ${C("x", "s")}`, numbers: "1 \\times 1 = 1" },
    ]);
  });

  it("names the entries on a path as long as but one moves", () => {
    const tape = run(
      sketch("x:Input > a:ReLU > z:Linear > C:Loss.prediction; y:Input > C.target", {
        "x.value": [1, 2],
        "z.weight": [[3, 1]],
        "y.value": [0],
        "C.loss": "halfSse",
      }),
    );
    const place: GradPlace = { kind: "out", node: "x" };
    const [path] = pathsFrom(tape, place, 1)?.paths ?? [];
    expect(pathTex(tape, place, 1, path as Path)).toEqual({
      terms: `${C("z_{1}")} \\cdot ${C("a_{2}", "z_{1}")} \\cdot ${C("x_{2}", "a_{2}")}`,
      numbers: "5 \\times 1 \\times 1 = 5",
    });
  });

  it("can be set, for every gradient of the conformance graphs, whatever the names", () => {
    for (const { graph } of conformance.slice(0, 16)) {
      const nodes = graph.nodes.map((node, at) => ({
        ...node,
        label: [`a_${at}`, "x'", "50% \\of {it}", "σ"][at % 4] as string,
      }));
      const tape = run({ ...graph, nodes });
      for (const { node, live, outgoing, params } of tape.entries) {
        if (!live) continue;
        const places: readonly GradPlace[] = [
          { kind: "out", node: node.id },
          ...outgoing.flatMap(({ edge: { id }, grad }) => (grad ? edge(id) : [])),
          ...Object.keys(params).map((param): GradPlace => ({ kind: "param", node: node.id, param })),
        ];
        for (const place of places) {
          const lines = Object.values(whyTex(tape, place, 0, why(tape, place, 0) as Why));
          const [path] = pathsFrom(tape, place, 0, 4)?.paths ?? [];
          for (const line of [...lines, ...Object.values(pathTex(tape, place, 0, path as Path))]) {
            expect(() => katex.renderToString(line, { throwOnError: true, strict: "error" })).not.toThrow();
          }
        }
      }
    }
  });
});
