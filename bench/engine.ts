import { CHECK_DEFAULTS } from "#core/check/differences";
import { checkGradients } from "#core/check/gradient-check";
import { graphCheckSteps } from "#core/check/graph-check";
import { sweepSteps } from "#core/check/step-sweep";
import { parseDocument } from "#core/document/parse";
import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { rerun, setParam } from "#core/tape/rerun";
import { backward, backwardEntry, compile, forward, forwardEntry, type Tape } from "#core/tape/tape";
import deep from "../src/core/tape/fixtures/conformance/deep.json";
import { plainFilter, plainPerceptron, scalarPerceptron } from "./baselines";
import { chains, compiled, dag, filter, perceptron, uniform } from "./graphs";
import { bytesPerCall, type Row, race } from "./measure";

const MICRO = 1000;

function step(tape: Tape): () => void {
  return () => {
    forward(tape);
    backward(tape);
  };
}

/** T: the teaching graph, Input(3) → Linear(4) → Sigmoid → Linear(2) → Sigmoid → MSE. */
export function teachingGraph(): readonly Row[] {
  const graph = perceptron([], [3, 4, 2], false);
  const tape = compiled(graph);
  const ours = step(tape);
  const times = race({ ours, fused: plainPerceptron(graph, 2), scalars: scalarPerceptron(graph, 2) });
  return [
    {
      id: "T",
      what: "teaching graph: 3 → 4 → 2 with sigmoids and MSE",
      value: times.ours * MICRO,
      unit: "µs",
      target: 1,
      beside: [
        { name: "hand-fused loops", value: times.fused * MICRO },
        { name: "scalars as in micrograd", value: times.scalars * MICRO },
      ],
    },
    { id: "T", what: "what a step of it allocates", value: bytesPerCall(ours), unit: "bytes", target: 0.1 },
  ];
}

/** M: 784 → 256 → 128 → 10, a batch of 64. */
export function largePerceptron(): readonly Row[] {
  const graph = perceptron([64], [784, 256, 128, 10], false);
  const times = race({ ours: step(compiled(graph)), plain: plainPerceptron(graph, 3) });
  return [
    {
      id: "M",
      what: "perceptron: 784 → 256 → 128 → 10, batch of 64",
      value: times.ours,
      unit: "ms",
      target: 30,
      beside: [{ name: "plain triple loop", value: times.plain }],
    },
  ];
}

/** G: a Gauss filter over 65,536 samples with the gradients of X, μ and σ. */
export function gaussFilter(): readonly Row[] {
  return [8, 32, 128].map((radius): Row => {
    const samples = 65_536;
    const tape = compiled(filter(samples, radius));
    step(tape)();
    const place = tape.places.get("o") as number;
    const ours = () => {
      forwardEntry(tape, place);
      backwardEntry(tape, place);
    };
    const times = race({ ours, plain: plainFilter(uniform([samples], 1).data, uniform([2 * radius + 1], 3).data) });
    return {
      id: "G",
      what: `GaussianConv: ${2 * radius + 1} taps over 65,536 samples`,
      value: times.ours,
      unit: "ms",
      ...(radius === 32 ? { target: 8 } : {}),
      beside: [{ name: "plain loop with a bounds test", value: times.plain }],
    };
  });
}

/** The same graph in objects of its own, as after opening a file: nothing that was learned of the old ones helps. */
function opened(graph: Graph): Graph {
  return { nodes: graph.nodes.map((node) => ({ ...node })), edges: graph.edges.map((edge) => ({ ...edge })) };
}

/** S: a DAG of 10,000 small nodes. */
export function smallNodes(): readonly Row[] {
  const graph = dag(10_000, 1);
  const tape = compiled(graph);
  // Apart from the others, whose garbage would push the tape out of the cache.
  const { run } = race({ run: step(tape) });
  const times = race({
    anew: () => compile(analyse(opened(graph))),
    again: () => compile(analyse({ ...graph })),
  });
  return [
    {
      id: "S",
      what: "10,000 small nodes: analyse and compile",
      value: times.anew,
      unit: "ms",
      target: 20,
      beside: [{ name: "after an edit", value: times.again }],
    },
    { id: "S", what: "10,000 small nodes: run", value: run, unit: "ms", target: 3 },
  ];
}

/** E: one param edited among 1,000 nodes, in one chain and in one of ten: only what it reaches is done again. */
export function oneEdit(): readonly Row[] {
  const rows = [
    { branches: 1, where: "at the start of a chain of 1,000", id: "b0n10" },
    { branches: 1, where: "at the end of a chain of 1,000", id: "b0n990" },
    { branches: 10, where: "in one of ten chains of 100", id: "b4n50" },
  ];
  return rows.map(({ branches, where, id }): Row => {
    const tape = compiled(chains(branches, 1000 / branches));
    const whole = step(tape);
    whole();
    const weight = uniform([4, 4], 3);
    const times = race({ ours: () => rerun(tape, [setParam(tape, id, "weight", weight)]), whole });
    return {
      id: "E",
      what: `one param edited ${where}`,
      value: times.ours * MICRO,
      unit: "µs",
      beside: [{ name: "whole run", value: times.whole * MICRO }],
    };
  });
}

/** The gradient check of the deep conformance graph: every entry of every param. */
export function deepCheck(): readonly Row[] {
  const { document } = parseDocument(JSON.stringify(deep.graph));
  if (!document) throw new Error("the deep graph does not open");
  const analysis = analyse(document.graph);
  const times = race({
    check: () => checkGradients(analysis),
    nodes: () => finish(graphCheckSteps(analysis, CHECK_DEFAULTS)),
    sweep: () => finish(sweepSteps(analysis, null)),
  });
  return [
    { id: "", what: "gradient check of the deep graph, 153 entries", value: times.check, unit: "ms", target: 1000 },
    { id: "", what: "… and of each of its nodes by itself", value: times.nodes, unit: "ms", target: 1000 },
    { id: "", what: "… and the sweep over 23 step sizes", value: times.sweep, unit: "ms", target: 1000 },
  ];
}

function finish(steps: Iterator<unknown>): void {
  while (!steps.next().done);
}
