import type { Line } from "#core/formula/lines";
import type { Fault } from "#core/problem";
import { convolution } from "#core/tensor/convolve";
import { formatShape, sameShape, scalar, sizeOf, zeros } from "#core/tensor/tensor";
import { defineOp, TRANSCENDENTAL } from "./define";
import { BRACKET_SLIP, derived, kernelLines } from "./gauss-kernel";

/** More taps than this are refused: a kernel 8,193 wide is wider than any signal worth filtering by hand. */
const LARGEST_RADIUS = 4096;

/** All kernels of a node together may have no more taps than this; each is kept with its two derivatives. */
const MOST_TAPS = 2 ** 22;

/**
 * The Gauss kernel and its derivatives at one tap.
 * Scaled, Vicas 2022 (44), (48), (51): g(m) = e^(−u²/2) / (σ√2π) with u = (m − μ)/σ. Unscaled, Vicas 2022 (54), (59), (62): without the divisor.
 * Writes g, ∂g/∂μ and ∂g/∂σ at index `at` of the three arrays.
 */
function writeTap(m: number, mu: number, sigma: number, scaled: boolean, at: number, taps: Taps): void {
  const u = (m - mu) / sigma;
  const g = Math.exp(-0.5 * u * u) / (scaled ? sigma * Math.sqrt(2 * Math.PI) : 1);
  taps.g[at] = g;
  // Far out u² may overflow, where g is 0 already: 0 · ∞ would be NaN.
  taps.byMu[at] = g === 0 ? 0 : (g * u) / sigma;
  taps.bySigma[at] = g === 0 ? 0 : (g * (scaled ? u * u - 1 : u * u)) / sigma;
}

interface Taps {
  readonly g: Float64Array;
  readonly byMu: Float64Array;
  readonly bySigma: Float64Array;
}

const TO_BEGIN = 100;

/** The layer of Vicas 2022 §3: a filter whose mean and standard deviation are learned. */
export const gaussianConv = defineOp({
  type: "GaussianConv",
  family: "filter",
  letter: "O",
  summary: "Convolves a signal with a Gauss kernel whose mean and width can be learned.",
  keywords: ["gauss", "filter", "kernel", "blur", "smooth", "convolution", "μ", "σ"],
  inputs: { x: { symbol: "X", hint: "Any leading axes; the last axis is the signal" } },
  params: {
    mu: { symbol: "μ", hint: "Where the kernel is centred: one number, or one for each kernel" },
    sigma: {
      symbol: "σ",
      hint: "How wide the kernel is, > 0: one number, or one for each kernel",
      positive: true,
    },
  },
  config: {
    radius: {
      kind: "integer",
      default: 2,
      min: 0,
      max: LARGEST_RADIUS,
      label: "Radius",
      hint: "The kernel has taps from −radius to radius",
    },
    scaled: {
      kind: "boolean",
      default: true,
      label: "Scaled",
      hint: "Divide the kernel by σ√(2π)",
    },
  },
  faults({ params: { mu, sigma }, config: { radius } }) {
    const faults: Fault[] = [];
    const at = sigma.data.findIndex((entry) => !(entry > 0));
    if (at >= 0) {
      const message = `sigma must be greater than 0, got ${sigma.data[at]}`;
      faults.push({ code: "bad-param", param: "sigma", message });
    }
    if (mu.shape.length > 1 || !sameShape(mu.shape, sigma.shape)) {
      const shapes = `${formatShape(mu.shape)} and ${formatShape(sigma.shape)}`;
      const message = `mu and sigma must both be scalars, or both have one entry for each kernel, got ${shapes}`;
      faults.push({ code: "bad-param", param: "sigma", message });
    }
    const width = 2 * radius + 1;
    if (mu.data.length * width > MOST_TAPS) {
      const message = `${mu.data.length} kernels of ${width} taps are too many: together they may have ${MOST_TAPS}`;
      faults.push({ code: "bad-param", param: "mu", message });
    }
    return faults;
  },
  shape({ x }, { params: { mu } }) {
    const length = x.at(-1);
    if (length === undefined) {
      return {
        faults: [
          { code: "shape-mismatch", handle: "x", message: "expects a signal of one axis or more, got a scalar" },
        ],
      };
    }
    return { out: [...x.slice(0, -1), ...mu.shape, length] };
  },
  fresh: () => ({ mu: scalar(0), sigma: scalar(1) }),
  // A tap counts for each sample that it meets, and beginning a sum for as much as a hundred of them.
  work({ x }, { params: { mu }, config: { radius } }, out) {
    const width = 2 * radius + 1;
    const met = Math.min(width, 2 * (x.at(-1) ?? 0));
    return sizeOf(out) * (met + TO_BEGIN) + mu.data.length * width * 2 * TRANSCENDENTAL + sizeOf(x);
  },
  build({ inputs: { x }, params: { mu, sigma }, config: { radius, scaled }, out }) {
    const kernels = sizeOf(mu.value.shape);
    const width = 2 * radius + 1;
    const length = x.value.shape.at(-1) ?? 0;
    const conv = convolution({ rows: sizeOf(x.value.shape.slice(0, -1)), length, kernels, radius });
    const kernel = zeros([...mu.value.shape, width]);
    const byMu = zeros(kernel.shape);
    const bySigma = zeros(kernel.shape);
    const taps = { g: kernel.data, byMu: byMu.data, bySigma: bySigma.data };
    const dKernel = new Float64Array(kernels * width);
    let scratch: { readonly kernelDot: Float64Array; readonly out: Float64Array } | null = null;
    return {
      saved: { kernel, kernelByMu: byMu, kernelBySigma: bySigma },
      // O(n) = Σ_m X(n−m) g(m), Vicas 2022 (65).
      forward() {
        for (let k = 0; k < kernels; k += 1) {
          const center = mu.value.data[k] as number;
          const spread = sigma.value.data[k] as number;
          for (let t = 0; t < width; t += 1) writeTap(t - radius, center, spread, scaled, k * width + t, taps);
        }
        conv.forward(out.value.data, x.value.data, kernel.data);
      },
      // ∂C/∂X(i) = Σ_k ∂C/∂O(k) g(k−i), Vicas 2022 (80), summed over the kernels, Vicas 2022 §3.3.1.
      // ∂C/∂μ = Σ_n ∂C/∂O(n) Σ_m X(n−m) ∂g/∂μ(m), Vicas 2022 (66)–(70), and σ alike, (71)–(73); the sums are exchanged here, so that
      // one pass over the signal, ∂C/∂g(m) = Σ_n ∂C/∂O(n) X(n−m), serves both.
      backward() {
        if (!out.grad) return;
        if (x.grad) conv.backwardSignal(x.grad.data, out.grad.data, kernel.data);
        if (!mu.grad && !sigma.grad) return;
        conv.backwardKernel(dKernel, out.grad.data, x.value.data);
        for (let k = 0; k < kernels; k += 1) {
          let dMu = 0;
          let dSigma = 0;
          for (let at = k * width; at < (k + 1) * width; at += 1) {
            dMu += (dKernel[at] as number) * (byMu.data[at] as number);
            dSigma += (dKernel[at] as number) * (bySigma.data[at] as number);
          }
          if (mu.grad) mu.grad.data[k] = dMu;
          if (sigma.grad) sigma.grad.data[k] = dSigma;
        }
      },
      // Ȯ(n) = Σ_m Ẋ(n−m) g(m) + X(n−m) ġ(m) with ġ = ∂g/∂μ μ̇ + ∂g/∂σ σ̇: the product rule on Vicas 2022 (65).
      push({ x: xDot, mu: muDot, sigma: sigmaDot }, outDot) {
        if (xDot) conv.forward(outDot, xDot, kernel.data);
        else outDot.fill(0);
        if (!muDot && !sigmaDot) return;
        scratch ??= { kernelDot: new Float64Array(kernel.data.length), out: new Float64Array(outDot.length) };
        for (let at = 0; at < kernel.data.length; at += 1) {
          const k = Math.floor(at / width);
          const byCenter = muDot ? (byMu.data[at] as number) * (muDot[k] as number) : 0;
          const bySpread = sigmaDot ? (bySigma.data[at] as number) * (sigmaDot[k] as number) : 0;
          scratch.kernelDot[at] = byCenter + bySpread;
        }
        conv.forward(scratch.out, x.value.data, scratch.kernelDot);
        for (let i = 0; i < outDot.length; i += 1) outDot[i] = (outDot[i] as number) + (scratch.out[i] as number);
      },
    };
  },
  inside: {
    kernel: { symbol: "g", words: "g, the kernel", centred: true },
    kernelByMu: {
      symbol: "∂g/∂μ",
      words: "∂g/∂μ, how the kernel changes with its centre",
      written: "kernelByMu[…](m) = ∂kernel[…](m)/∂mu[…]",
      centred: true,
    },
    kernelBySigma: {
      symbol: "∂g/∂σ",
      words: "∂g/∂σ, how the kernel changes with its width",
      written: "kernelBySigma[…](m) = ∂kernel[…](m)/∂sigma[…]",
      centred: true,
    },
  },
  formulas: ({ params: { mu }, config: { scaled, radius } }) => {
    // Of many kernels, each has a number q of its own.
    const q = mu.shape.length > 0 ? "[q]" : "";
    const out = mu.shape.length > 0 ? "out[…q]" : "out[…]";
    const kernel = kernelLines({ g: `kernel${q}(m)`, m: "m", mu: `mu${q}`, sigma: `sigma${q}` }, scaled);
    return {
      card: `${out}(n) = sum(m, x[…](n-m) * kernel${q}(m))`,
      forward: [
        kernel.g,
        {
          line: `(65) ${out}(n) = sum(m, x[…](n-m) * kernel${q}(m))`,
          slip: "With m from −M/2 to M/2 Vicas 2022's sum has M + 1 taps for even M; radius is M/2.",
        },
      ],
      backward: [
        bySignal(q, out),
        byParam("mu", "kernelByMu", MU_STEPS, q, out, kernel.mu, radius),
        byParam("sigma", "kernelBySigma", SIGMA_STEPS, q, out, kernel.sigma, radius),
        derived(kernel.mu, BRACKET_SLIP),
        derived(kernel.sigma),
        derived(kernel.m, BRACKET_SLIP),
      ],
    };
  },
  says: ({ out, inputs: { x }, params: { mu, sigma } }) => ({
    forward: `${out} slides a Gauss kernel, ${sigma} wide and centred at ${mu}, along ${x}`,
    backward: `${out} gathers its gradient through the kernel for ${x}, ${mu} and ${sigma}`,
  }),
  exercises: ({ params: { mu, sigma } }, { config: { radius, scaled } }) => {
    const kernel = {
      quantity: "g",
      expression: `exp(-((m - mu)/sigma)^2/2)${scaled ? "/(sigma*sqrt(2*pi))" : ""}`,
      symbols: { m: "m", mu, sigma },
      over: { m: Array.from({ length: 2 * radius + 1 }, (_, tap) => tap - radius) },
      positive: ["sigma"],
    };
    return [
      { ...kernel, name: "mu", by: "mu", equation: scaled ? "(51)" : "(62)" },
      { ...kernel, name: "sigma", by: "sigma", equation: scaled ? "(48)" : "(59)" },
    ];
  },
  torch: ({ inputs: { x }, params: { mu, sigma } }, { config: { radius, scaled } }) => {
    const width = 2 * radius + 1;
    const slopeBySigma = scaled ? "g * (u**2 - 1) / s" : "g * u**2 / s";
    const kernel = `m = torch.arange(${-radius}, ${radius + 1}, dtype=x.dtype, device=x.device)
s = sigma.unsqueeze(-1)
u = (m - mu.unsqueeze(-1)) / s
g = torch.exp(-0.5 * u**2)${scaled ? " / (s * (2 * torch.pi) ** 0.5)" : ""}
signal = x.reshape(-1, 1, x.shape[-1])`;
    // PyTorch's convolution is a correlation, so the kernel is flipped for (65), and is not for (80).
    const convolved = (taps: string) =>
      `F.conv1d(signal, ${taps}.flip(-1).reshape(-1, 1, ${width}), padding=${radius})`;
    return {
      apply: [x, mu, sigma],
      function: {
        takes: ["x", "mu", "sigma"],
        saves: ["x", "mu", "sigma"],
        forward: `${kernel}
# conv1d does not flip the kernel, so it is flipped before.
output = ${convolved("g")}
return output.reshape(*x.shape[:-1], *mu.shape, x.shape[-1])`,
        backward: `${kernel}
# Far out u**2 may overflow where g is 0 already.
g_by_mu = torch.where(g == 0, 0.0, g * u / s)
g_by_sigma = torch.where(g == 0, 0.0, ${slopeBySigma})
grad = grad.reshape(-1, mu.numel(), x.shape[-1])
by_mu = ${convolved("g_by_mu")}
by_sigma = ${convolved("g_by_sigma")}
d_mu = (grad * by_mu).sum(dim=(0, 2))
d_sigma = (grad * by_sigma).sum(dim=(0, 2))
d_x = F.conv1d(grad, g.reshape(1, -1, ${width}), padding=${radius})
return d_x.reshape(x.shape), d_mu.reshape(mu.shape), d_sigma.reshape(sigma.shape)`,
      },
    };
  },
  picture: { kind: "kernel", center: "mu", spread: "sigma", radius: "radius", scaled: "scaled" },
  examples: [
    {
      title: "An impulse comes out as the kernel the right way round: a convolution, not a correlation",
      inputs: { x: [0, 0, 1, 0, 0] },
      params: { mu: 1, sigma: 1 },
      config: { scaled: false },
      out: [0.011108996538242306, 0.1353352832366127, 0.6065306597126334, 1, 0.6065306597126334],
    },
    {
      title: "Radius 0 multiplies by g(0)",
      inputs: { x: [2, -4] },
      params: { mu: 0, sigma: 0.5 },
      config: { radius: 0, scaled: false },
      out: [2, -4],
      dOut: [1, 1],
      grads: { x: [1, 1], mu: 0, sigma: 0 },
    },
    {
      title: "However narrow, a kernel hits the tap that it is centred on, and its gradients are numbers",
      inputs: { x: [1, 2, 3] },
      params: { mu: 0, sigma: 1e-200 },
      config: { scaled: false },
      out: [1, 2, 3],
      dOut: [1, 1, 1],
      grads: { x: [1, 1, 1], mu: 0, sigma: 0 },
    },
    {
      title: "Two kernels on one signal; the gradient to X sums over them",
      inputs: { x: [1, 0] },
      params: { mu: [0, 0], sigma: [1, 1] },
      config: { radius: 0, scaled: false },
      out: [
        [1, 0],
        [1, 0],
      ],
      dOut: [
        [1, 2],
        [3, 4],
      ],
      grads: { x: [4, 6], mu: [0, 0], sigma: [0, 0] },
    },
  ],
  samples: (lead) => [
    { inputs: { x: [...lead, 7] }, params: { mu: [], sigma: [] } },
    { inputs: { x: [...lead, 7] }, params: { mu: [3], sigma: [3] }, config: { radius: 3, scaled: false } },
    { inputs: { x: [...lead, 4] }, params: { mu: [], sigma: [] }, config: { radius: 1, scaled: false } },
    { inputs: { x: [...lead, 2] }, params: { mu: [1], sigma: [1] }, config: { radius: 4, scaled: true } },
  ],
});

const SUM_SLIP =
  "With many kernels the sum runs over the kernels too; Vicas 2022's (81) drops its sum, because one output a kernel leaves one k.";
const SIGMA_SLIP = "In (71) and (72) Vicas 2022 writes ∂/∂μ where ∂/∂σ is meant; its result (73) is right.";

/** The numbers of the equations of Vicas 2022 for ∂C/∂μ, and for ∂C/∂σ, which has no (66) and (67) of its own. */
const MU_STEPS = ["(66)–(70)", "(66)", "(67)", "(68)", "(69)", "(70)"];
const SIGMA_STEPS = ["(71)–(73)", "", "", "(71)", "(72)", "(73)"];

/** ∂C/∂μ or ∂C/∂σ of the layer, Vicas 2022 (66)–(73). Vicas 2022 writes (70) and (73) with the scaled kernel alone. */
function byParam(
  param: "mu" | "sigma",
  slope: string,
  steps: readonly string[],
  q: string,
  out: string,
  ofKernel: readonly string[],
  radius: number,
): Line {
  const [whole, chain, first, second, third, last] = steps;
  const by = `${param}${q}`;
  const X = "x[…](n-m)";
  const g = `kernel${q}(m)`;
  const [, written = ""] = (ofKernel.at(-1) ?? "").split(" = ");
  const isScaled = ofKernel.some((line) => line.startsWith("(48)") || line.startsWith("(51)"));
  return {
    line: `${whole} d ${by} = sum(…, n, d ${out}(n) * sum(m, ${X} * ${slope}${q}(m)))`,
    slip: param === "sigma" ? SIGMA_SLIP : undefined,
    derivation: [
      `${chain} d ${by} = sum(…, n, d ${out}(n) * ∂${out}(n)/∂${by})`,
      `${first} ∂${out}(n)/∂${by} = ∂sum(m, ${X} * ${g})/∂${by}`,
      `${second} ∂${out}(n)/∂${by} = sum(m, ∂(${X} * ${g})/∂${by})`,
      `${third} ∂${out}(n)/∂${by} = sum(m, ${X} * ∂${g}/∂${by})`,
      `${isScaled ? last : ""} ∂${out}(n)/∂${by} = sum(m = ${-radius}..${radius}, ${X} * (${written}))`,
    ],
  };
}

/** ∂C/∂X of the layer: Vicas 2022 (74)–(80) for one kernel; for many, summed over the kernels q, Vicas 2022 (81) and the sentence after it. */
function bySignal(q: string, out: string): Line {
  const over = q === "" ? "k" : "q, k";
  const each = `${out}(k)`;
  const whole = `d x[…](i) = sum(${over}, d ${each} * kernel${q}(k-i))`;
  return {
    line: `${q === "" ? "(80)" : "(81)"} ${whole}`,
    slip: SUM_SLIP,
    derivation: [
      `(74) d x[…](i) = sum(${over}, d ${each} * ∂${each}/∂x[…](i))`,
      `(75) ∂${each}/∂x[…](i) = ∂sum(m, x[…](k-m) * kernel${q}(m))/∂x[…](i)`,
      `(76) ∂${each}/∂x[…](i) = sum(m, cases(k - m = i: kernel${q}(m); else: 0))`,
      `(77) ∂${each}/∂x[…](i) = kernel${q}(k-i)`,
      `(78)–(79) d x[…](i) = sum(${over}, d ${each} * ∂${each}/∂x[…](i)) = sum(${over}, d ${each} * kernel${q}(k-i))`,
      ...(q === "" ? [] : [`(80) ${whole}`]),
    ],
  };
}
