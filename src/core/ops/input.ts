import { fromNested } from "#core/tensor/tensor";
import { defineOp } from "./define";

/** Where numbers enter the graph: data, a target, or (when trainable) something to be learned itself. */
export const input = defineOp({
  type: "Input",
  family: "source",
  letter: "x",
  summary: "Holds the numbers that the graph starts from.",
  keywords: ["data", "constant", "target", "x", "y", "value"],
  inputs: {},
  params: { value: { symbol: "value", hint: "The numbers that this node sends on" } },
  config: {
    trainable: {
      kind: "boolean",
      default: false,
      label: "Trainable",
      hint: "Let training change this value as it changes weights",
    },
  },
  shape: (_, { params }) => ({ out: params.value.shape }),
  fresh: () => ({ value: fromNested([0.5, -1]) }),
  build({ params: { value }, out }) {
    const from = value.value.data;
    const to = out.value.data;
    const dValue = value.grad?.data;
    const dOut = out.grad?.data;
    return {
      forward() {
        for (let i = 0; i < to.length; i += 1) to[i] = from[i] as number;
      },
      backward() {
        if (!dValue || !dOut) return;
        for (let i = 0; i < dValue.length; i += 1) dValue[i] = dOut[i] as number;
      },
      push({ value: valueDot }, outDot) {
        if (valueDot) outDot.set(valueDot);
        else outDot.fill(0);
      },
    };
  },
  formulas: ({ params: { value } }) => ({
    card: `out in R(${value.shape.join(", ")})`,
    forward: ["out[…] = value[…]"],
    backward: ["d value[…] = d out[…]"],
  }),
  says: ({ out }, { config: { trainable } }) => ({
    forward: `${out} sends its value on`,
    backward: trainable
      ? `${out} keeps its gradient to learn from`
      : `${out} is where a path ends, and keeps its gradient`,
  }),
  torch: ({ params: { value } }) => ({ call: value }),
  examples: [
    { title: "A value goes forward as it is", params: { value: [1, 2] }, out: [1, 2] },
    {
      title: "and so does the gradient, backward",
      params: { value: 3 },
      out: 3,
      dOut: 0.5,
      grads: { value: 0.5 },
    },
  ],
  samples: (lead) => [{ params: { value: [...lead, 3] } }, { params: { value: lead } }],
});
