import { numberToPython } from "#core/formula/python";
import { formatShape, sizeOf } from "#core/tensor/tensor";
import { defineOp, TRANSCENDENTAL } from "./define";
import { lossKind, lossKinds, STEEPEST } from "./loss-kinds";

/** How far a prediction is from its target: a share of the cost C. */
export const loss = defineOp({
  type: "Loss",
  family: "cost",
  letter: "C",
  summary: "Measures how far a prediction is from its target; the cost C is the sum of all losses.",
  keywords: ["cost", "error", "mse", "cross entropy", "huber", "objective"],
  isCost: true,
  inputs: {
    prediction: { symbol: "p", hint: "What the graph says" },
    target: { symbol: "t", hint: "What it should say: the same shape" },
  },
  config: {
    loss: {
      kind: "choice",
      default: "mse",
      choices: Object.fromEntries(Object.entries(lossKinds).map(([name, kind]) => [name, kind.label])),
      label: "Loss",
    },
    weight: { kind: "number", default: 1, label: "Weight", hint: "The loss is multiplied by this" },
    delta: {
      kind: "number",
      default: 1,
      min: 0,
      label: "Delta",
      hint: "Huber only: where the parabola turns into a line",
    },
  },
  faults: ({ config: { loss, delta } }) =>
    loss === "huber" && !(delta > 0)
      ? [{ code: "bad-config", config: "delta", message: `delta must be greater than 0 for huber, got ${delta}` }]
      : [],
  shape({ prediction, target }, { config }) {
    if (prediction.length !== target.length || prediction.some((length, axis) => length !== target[axis])) {
      const message = `expects the prediction's shape ${formatShape(prediction)}, got ${formatShape(target)}`;
      return { faults: [{ code: "shape-mismatch", handle: "target", message }] };
    }
    if (config.loss === "crossEntropy" && prediction.length === 0) {
      const message = "cross-entropy expects an axis of classes, got a scalar";
      return { faults: [{ code: "shape-mismatch", handle: "prediction", message }] };
    }
    return { out: [] };
  },
  work: ({ prediction }, { config: { loss } }) =>
    (loss === "crossEntropy" ? 3 : 1) * TRANSCENDENTAL * sizeOf(prediction) + 1,
  build({ inputs: { prediction, target }, config, out }) {
    const kind = lossKind(config.loss);
    const { shape } = prediction.value;
    const setting = { delta: config.delta, columns: shape.at(-1) ?? 1, rows: sizeOf(shape.slice(0, -1)) };
    const p = prediction.value.data;
    const t = target.value.data;
    const dP = prediction.grad?.data ?? null;
    const dT = target.grad?.data ?? null;
    const cost = out.value.data;
    const dCost = out.grad?.data;
    return {
      forward() {
        cost[0] = config.weight * kind.value(p, t, setting);
      },
      backward() {
        if (dCost) kind.gradient(p, t, config.weight * (dCost[0] as number), dP, dT, setting);
      },
      // Ċ = Σ ∂C/∂p ṗ + Σ ∂C/∂t ṫ.
      push({ prediction: pDot, target: tDot }, costDot) {
        costDot[0] = config.weight * kind.rate(p, t, pDot ?? null, tDot ?? null, setting);
      },
    };
  },
  formulas({ config: { loss, weight, delta } }) {
    const { over = "…", mean, term, where, byPrediction, byTarget } = lossKind(loss);
    const at = over === "…" ? "[…]" : "[…j]";
    const factor = `${weight === 1 ? "" : `${weight} * `}${mean ? "(1/count) * " : ""}`;
    // What a line speaks of besides, it explains.
    const line = (text: string) =>
      [
        text,
        ...(/\b[hL]\(/.test(text) && where !== undefined ? [`where ${where}`] : []),
        ...(/\bdelta\b/.test(`${text} ${where}`) ? [`where delta = ${delta}`] : []),
        ...(/\bepsilon\b/.test(text) ? [`where epsilon = ${STEEPEST}`] : []),
      ].join("; ");
    const whole = line(`out = ${factor}sum(${over}, ${term})`);
    return {
      card: whole,
      forward: [whole],
      backward: [
        line(`d prediction${at} = d out * ${factor}${byPrediction}`),
        line(`d target${at} = d out * ${factor}${byTarget}`),
      ],
    };
  },
  says: ({ out, inputs: { prediction, target } }, { config }) => ({
    forward: `${out} compares prediction ${prediction} with target ${target} by the ${lossKind(config.loss).words}`,
    backward: `${out} tells ${prediction} which way the cost rises`,
  }),
  torch: ({ inputs: { prediction, target } }, { config: { loss, weight, delta } }) => {
    const call = lossKind(loss).torch(prediction, target, numberToPython(delta));
    return { call: weight === 1 ? call : `${numberToPython(weight)} * ${call}` };
  },
  examples: [
    {
      title: "Mean squared error of a hit and a miss by 2",
      inputs: { prediction: [1, 3], target: [1, 1] },
      out: 2,
      dOut: 1,
      grads: { prediction: [0, 2], target: [0, -2] },
    },
    {
      title: "Weight scales value and gradient",
      inputs: { prediction: [3], target: [1] },
      config: { loss: "halfSse", weight: 0.5 },
      out: 1,
      dOut: 1,
      grads: { prediction: [1], target: [-1] },
    },
    {
      title: "Huber is a line beyond delta",
      inputs: { prediction: [5, 0.5], target: [0, 0] },
      config: { loss: "huber" },
      out: 2.3125,
      dOut: 2,
      grads: { prediction: [1, 0.5], target: [-1, -0.5] },
    },
    {
      title: "A sure and wrong logit costs much, but not infinity",
      inputs: { prediction: [1000, -1000], target: [0, 1] },
      config: { loss: "bceWithLogits" },
      out: 1000,
      dOut: 2,
      grads: { prediction: [1, -1], target: [-1000, 1000] },
    },
    {
      title: "Binary cross-entropy clamps its logarithm at −100",
      inputs: { prediction: [0], target: [1] },
      config: { loss: "bce" },
      out: 100,
    },
    {
      title: "Cross-entropy of two equal logits is ln 2",
      inputs: { prediction: [[7, 7]], target: [[1, 0]] },
      config: { loss: "crossEntropy" },
      out: Math.LN2,
      dOut: 1,
      grads: { prediction: [[-0.5, 0.5]] },
    },
  ],
  samples: (lead) =>
    Object.keys(lossKinds).flatMap((name) =>
      [
        { weight: 1.5, delta: 0.5 },
        { weight: 1, delta: 0.75 },
      ].map((settings) => ({
        inputs: { prediction: [...lead, 3], target: [...lead, 3] },
        config: { loss: name, ...settings },
        ...(name === "bce" ? { within: { prediction: [0.05, 0.95], target: [0.05, 0.95] } as const } : {}),
      })),
    ),
});
