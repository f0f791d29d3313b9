import { costBy, type Formula } from "./define";

/** How a layer z = W x is written: its weighted sum z, and the activated output a = σ(z) where the layer has one. */
interface LayerTex {
  readonly z: string;
  readonly a?: string;
  readonly x: string;
  readonly weight: string;
  /** What is added to a sum, such as ` + b_j`, or nothing. */
  readonly plusBias: string;
  /** One neuron with one input, as in seed §2.1 and §2.2. */
  readonly isSingle: boolean;
}

const WEIGHT_SLIP =
  "The seed's (35) and (36) mix up indices: the summand is w_ji a_i, and the factor on the left of (36) is a_j.";
const INPUT_SLIP = "After (43) the seed gives ∂C/∂a · σ′ the size (1, n^{l−1}); it is (1, n^l).";

/** How ∂C/∂W of a layer is derived, and the footnote on it: seed (11)–(18) and (20)–(27) of one neuron, (30)–(36) of many. */
export function weightDerivation(layer: LayerTex): Pick<Formula, "note" | "derivation"> {
  return { note: WEIGHT_SLIP, derivation: layer.isSingle ? singleByWeight(layer) : manyByWeight(layer) };
}

/** How ∂C/∂x of a layer is derived, and the footnote on it: seed (12) and (28) of one neuron, (39)–(42) of many. */
export function inputDerivation(layer: LayerTex): Pick<Formula, "note" | "derivation"> {
  return { note: INPUT_SLIP, derivation: layer.isSingle ? singleByInput(layer) : manyByInput(layer) };
}

function singleByWeight({ z, a, x, weight }: LayerTex): readonly Formula[] {
  const product = `${weight} ${x}`;
  if (a !== undefined) {
    return [{ tex: `${costBy(a)}\\ \\text{is given}`, equation: "(20)" }, ...throughSigmoid({ z, a, x, weight })];
  }
  const line = (right: string, equation: string): Formula => ({ tex: `${costBy(weight)} = ${right}`, equation });
  return [
    { tex: `${costBy(weight)}\\ \\text{is wanted}`, equation: "(11)" },
    { tex: `${costBy(z)}\\ \\text{is given}`, equation: "(13)" },
    { tex: `C = l(${z}(${x}))`, equation: "(14)" },
    { tex: `C = l(${product})`, equation: "(15)" },
    line(`${by(`l(${z})`, z)}\\, ${by(z, weight)}`, "(16)"),
    line(`${by(`l(${z})`, z)}\\, ${by(`(${product})`, weight)}`, "(17)"),
    line(`${costBy(z)}\\, ${x}`, "(18)"),
    // Where a sigmoid follows, ∂C/∂z is its business.
    {
      tex: `\\text{If } a = \\sigma(${z}) \\text{ follows:}\\quad ${costBy("a")}\\ \\text{is given}`,
      equation: "(20)",
    },
    ...throughSigmoid({ z, a: "a", x, weight }),
  ];
}

function throughSigmoid({ z, a, x, weight }: Record<"z" | "a" | "x" | "weight", string>): readonly Formula[] {
  const line = (right: string, equation: string): Formula => ({
    tex: `${costBy(weight)} = ${costBy(a)}\\, ${right}`,
    equation,
  });
  return [
    line(by(a, weight), "(21)"),
    line(by(`\\sigma(${z})`, weight), "(22)"),
    line(`${by(`\\sigma(${z})`, z)}\\, ${by(z, weight)}`, "(23)–(24)"),
    line(`\\sigma'(${z})\\, ${by(`(${weight} ${x})`, weight)}`, "(25)"),
    line(`\\sigma'(${z})\\, ${x}`, "(26)–(27)"),
  ];
}

function singleByInput({ z, a, x, weight }: LayerTex): readonly Formula[] {
  if (a !== undefined) {
    return [
      { tex: `${costBy(x)} = ${costBy(a)}\\, \\sigma'(${z})\\, ${by(z, x)}` },
      { tex: `${costBy(x)} = ${costBy(a)}\\, \\sigma'(${z})\\, ${weight}`, equation: "(28)" },
    ];
  }
  return [
    { tex: `${costBy(x)}\\ \\text{is wanted}`, equation: "(12)" },
    { tex: `${costBy(x)} = ${costBy(z)}\\, ${by(`(${weight} ${x})`, x)}` },
    {
      tex: `\\text{If } a = \\sigma(${z}) \\text{ follows:}\\quad ${costBy(x)} = ${costBy("a")}\\, \\sigma'(${z})\\, ${weight}`,
      equation: "(28)",
    },
  ];
}

function manyByWeight({ z, a, x, plusBias }: LayerTex): readonly Formula[] {
  const entry = "w_{jk}";
  const line = (right: string, equation: string, note?: string): Formula => ({
    tex: `${costBy(entry)} = ${right}`,
    equation,
    ...(note ? { note } : {}),
  });
  const sum = `\\sum_i w_{ji}\\, ${x}_i`;
  const dZ = byWeightedSum(z, a);
  return [
    ...(a === undefined
      ? [line(`${costBy(`${z}_j`)}\\, ${by(`${z}_j`, entry)}`, "(32)")]
      : [
          line(`${costBy(`${a}_j`)}\\, ${by(`${a}_j`, entry)}`, "(30)"),
          line(`${costBy(`${a}_j`)}\\, ${by(`${a}_j`, `${z}_j`)}\\, ${by(`${z}_j`, entry)}`, "(32)"),
          line(`${dZ}\\, ${by(`${z}_j`, entry)}`, "(33)"),
        ]),
    { tex: `${z}_j = \\sum_i w_{ji}\\, ${x}_i${plusBias}`, equation: "(34)" },
    line(`${dZ}\\, \\frac{\\partial}{\\partial ${entry}} ${sum}`, "(35)", WEIGHT_SLIP),
    line(`${dZ}\\, ${x}_k`, "(36)", WEIGHT_SLIP),
  ];
}

function manyByInput({ z, a, x, plusBias }: LayerTex): readonly Formula[] {
  const entry = `${x}_k`;
  const last = a ?? z;
  return [
    { tex: `${costBy(entry)} = \\sum_j ${costBy(`${last}_j`)}\\, ${by(`${last}_j`, entry)}`, equation: "(39)" },
    { tex: `${a ?? "a"}_j = \\sigma(${z}_j)${a ? "" : "\\quad\\text{where a sigmoid follows}"}`, equation: "(40)" },
    { tex: `${z}_j = \\sum_i w_{ji}\\, ${x}_i${plusBias}`, equation: "(41)" },
    { tex: `${costBy(entry)} = \\sum_j ${byWeightedSum(z, a)}\\, w_{jk}`, equation: "(42)" },
  ];
}

/** ∂C/∂z_j, seed (33). */
function byWeightedSum(z: string, a: string | undefined): string {
  return a === undefined ? costBy(`${z}_j`) : `${costBy(`${a}_j`)}\\, \\sigma'(${z}_j)`;
}

function by(of: string, symbol: string): string {
  return `\\frac{\\partial ${of}}{\\partial ${symbol}}`;
}
