import { costBy, type Formula } from "./define";

/** What a Gauss kernel g(m) and its symbols are called, as TeX. */
interface KernelTex {
  readonly g: string;
  readonly m: string;
  readonly mu: string;
  readonly sigma: string;
}

/** The kernel and its derivatives, each with its steps. */
interface KernelFormulas {
  readonly g: Formula;
  readonly byMu: Formula;
  readonly bySigma: Formula;
  readonly byM: Formula;
}

/** The footnote on seed (49), (52), (60) and (63). */
const BRACKET_SLIP = "In the seed's first bracket x stands where m is meant ((49), (52), (60), (63)).";
const SIGMA_SLIP = "In (71) and (72) the seed writes ∂/∂μ where ∂/∂σ is meant; its result (73) is right.";
const ROOT = "\\sqrt{2\\pi}";

/** The Gauss kernel and its derivatives: seed (44)–(53), or without its scale (54)–(64). */
export function kernelFormulas({ g, m, mu, sigma }: KernelTex, scaled: boolean): KernelFormulas {
  const inner = `\\left(\\frac{${m} - ${mu}}{${sigma}}\\right)^2`;
  const bell = `e^{-\\frac{1}{2}${inner}}`;
  const half = `\\left(-\\frac{1}{2}${inner}\\right)`;
  const d = (symbol: string) => `\\frac{\\partial}{\\partial ${symbol}}`;
  const by = (
    symbol: string,
    lines: readonly (readonly [right: string, equation: string, note?: string])[],
  ): Formula => {
    const all = lines.map(([right, equation, note]) => ({
      tex: `\\frac{\\partial ${g}}{\\partial ${symbol}} = ${right}`,
      equation,
      ...(note ? { note } : {}),
    }));
    return { ...(all.at(-1) as Formula), derivation: all.slice(0, -1) };
  };
  const of = `${g}(${m})`;
  if (scaled) {
    const front = `\\frac{1}{${sigma}${ROOT}}`;
    const root = `\\frac{1}{${ROOT}}`;
    return {
      g: { tex: `${of} = ${front}\\, ${bell}`, equation: "(44)" },
      byMu: by(mu, [
        [`${front}\\, ${d(mu)}${half}\\, ${bell}`, "(49)", BRACKET_SLIP],
        [`${front}\\, \\frac{1}{2 ${sigma}^2}\\, 2 (${m} - ${mu})\\, ${bell}`, "(50)"],
        [`\\frac{${m} - ${mu}}{${sigma}^3${ROOT}}\\, ${bell}`, "(51)", BRACKET_SLIP],
      ]),
      bySigma: by(sigma, [
        [`${root}\\, ${d(sigma)}\\left(\\frac{1}{${sigma}}\\, ${bell}\\right)`, "(45)"],
        [
          `${root}\\, \\frac{1}{${sigma}}\\, ${d(sigma)} ${bell} + ${root}\\left(${d(sigma)} \\frac{1}{${sigma}}\\right) ${bell}`,
          "(46)",
        ],
        [
          `${root}\\, \\frac{1}{${sigma}}\\, ${bell}\\, ${d(sigma)}${half} + ${root}\\, \\frac{-1}{${sigma}^2}\\, ${bell}`,
          "(47)",
        ],
        [`${root}\\, ${bell} \\left(\\frac{(${m} - ${mu})^2}{${sigma}^4} - \\frac{1}{${sigma}^2}\\right)`, "(48)"],
      ]),
      byM: by(m, [
        [`${front}\\, ${d(m)}${half}\\, ${bell}`, "(52)", BRACKET_SLIP],
        [`\\frac{${mu} - ${m}}{${sigma}^3${ROOT}}\\, ${bell}`, "(53)", BRACKET_SLIP],
      ]),
    };
  }
  return {
    g: { tex: `${of} = ${bell}`, equation: "(54)" },
    byMu: by(mu, [
      [`${d(mu)}${half}\\, ${bell}`, "(60)", BRACKET_SLIP],
      [`\\frac{1}{2 ${sigma}^2}\\, 2 (${m} - ${mu})\\, ${bell}`, "(61)"],
      [`\\frac{${m} - ${mu}}{${sigma}^2}\\, ${bell}`, "(62)", BRACKET_SLIP],
    ]),
    bySigma: by(sigma, [
      [`${d(sigma)}\\left(${bell}\\right)`, "(55)"],
      [`${d(sigma)} ${bell}`, "(56)"],
      [`${bell}\\, ${d(sigma)}${half}`, "(57)"],
      [`-\\frac{1}{2}\\, ${d(sigma)}\\left((${m} - ${mu})^2\\, ${sigma}^{-2}\\right) ${bell}`, "(58)"],
      [`\\frac{(${m} - ${mu})^2}{${sigma}^3}\\, ${bell}`, "(59)"],
    ]),
    byM: by(m, [
      [`${d(m)}${half}\\, ${bell}`, "(63)", BRACKET_SLIP],
      [`\\frac{${mu} - ${m}}{${sigma}^2}\\, ${bell}`, "(64)", BRACKET_SLIP],
    ]),
  };
}

/** What the layer of seed §3.3 is called, as TeX. */
interface FilterTex {
  readonly out: string;
  readonly x: string;
  readonly mu: string;
  readonly sigma: string;
}

/** ∂C/∂μ and ∂C/∂σ of the layer, seed (66)–(73): `kernel` gives ∂g/∂μ and ∂g/∂σ written out. */
export function byKernelParams({ out, x, mu, sigma }: FilterTex, kernel: KernelFormulas): readonly Formula[] {
  const d = (symbol: string) => `\\frac{\\partial}{\\partial ${symbol}}`;
  const conv = `${x}(n - m)\\,`;
  const ofOut = (symbol: string, right: string, equation?: string, note?: string): Formula => ({
    tex: `\\frac{\\partial ${out}(n)}{\\partial ${symbol}} = ${right}`,
    ...(equation ? { equation } : {}),
    ...(note ? { note } : {}),
  });
  // The seed writes (70) and (73) with the scaled kernel alone.
  const isScaled = kernel.g.equation === "(44)";
  const total = (symbol: string) => ({
    tex: `${costBy(symbol)} = \\sum_n ${costBy(`${out}(n)`)} \\sum_m ${conv} \\frac{\\partial g(m)}{\\partial ${symbol}}`,
  });
  const inFull = ({ tex }: Formula) => `\\sum_m ${conv} ${tex.slice(tex.indexOf(" = ") + 3)}`;
  return [
    {
      ...total(mu),
      equation: "(66)–(70)",
      derivation: [
        {
          tex: `${costBy(mu)} = \\sum_n ${costBy(`${out}(n)`)}\\, \\frac{\\partial ${out}(n)}{\\partial ${mu}}`,
          equation: "(66)",
        },
        ofOut(mu, `${d(mu)} \\sum_m ${conv} g(m)`, "(67)"),
        ofOut(mu, `\\sum_m ${d(mu)}\\, ${conv} g(m)`, "(68)"),
        ofOut(mu, `\\sum_m ${conv} ${d(mu)} g(m)`, "(69)"),
        ofOut(mu, inFull(kernel.byMu), isScaled ? "(70)" : undefined),
      ],
    },
    {
      ...total(sigma),
      equation: "(71)–(73)",
      note: SIGMA_SLIP,
      derivation: [
        ofOut(sigma, `\\sum_m ${d(sigma)}\\, ${conv} g(m)`, "(71)", SIGMA_SLIP),
        ofOut(sigma, `\\sum_m ${conv} ${d(sigma)} g(m)`, "(72)", SIGMA_SLIP),
        ofOut(sigma, inFull(kernel.bySigma), isScaled ? "(73)" : undefined),
      ],
    },
  ];
}

/** ∂C/∂X of the layer: seed (74)–(80) for one kernel; for many, summed over the kernels q, seed (81) and the sentence after it. */
export function bySignal({ out, x }: FilterTex, hasMany: boolean): Formula {
  const dX = costBy(`${x}(i)`);
  const dO = costBy(`${out}(k)`);
  const oByX = `\\frac{\\partial ${out}(k)}{\\partial ${x}(i)}`;
  const whole = { tex: `${dX} = \\sum_k ${dO}\\, g(k - i)`, equation: "(80)" };
  const derivation: readonly Formula[] = [
    { tex: `${dX} = \\sum_k ${dO}\\, ${oByX}`, equation: "(74)" },
    { tex: `${oByX} = \\frac{\\partial}{\\partial ${x}(i)} \\sum_m ${x}(k - m)\\, g(m)`, equation: "(75)" },
    { tex: "k - m = i,\\ \\text{else the derivative is } 0", equation: "(76)" },
    { tex: `${oByX} = g(k - i)`, equation: "(77)" },
    { tex: `${dX} = \\sum_k ${dO}\\, ${oByX} = \\sum_k ${dO}\\, g(k - i)`, equation: "(78)–(79)" },
  ];
  const note =
    "With many kernels the sum runs over the kernels too; the seed's (81) drops its sum, because one output a kernel leaves one k.";
  if (!hasMany) return { ...whole, note, derivation };
  return {
    tex: `${dX} = \\sum_q \\sum_k ${costBy(`${out}_q(k)`)}\\, g_q(k - i)`,
    equation: "(81)",
    note,
    derivation: [...derivation, whole],
  };
}
