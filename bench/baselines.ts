import type { Graph } from "#core/graph/graph";
import type { Tensor } from "#core/tensor/tensor";

/*
 * The same work as the engine's, written the way someone would without it. They are measured in the same run, so that a number
 * can be read as a ratio. None of them is part of the program.
 */

function paramOf(graph: Graph, id: string, name: string): Tensor {
  const found = graph.nodes.find((node) => node.id === id)?.params[name];
  if (!found) throw new Error(`${id} has no ${name}`);
  return found;
}

/** A perceptron of plain loops over typed arrays that exist, without a graph: the floor for small sizes, the naive way for large. */
export function plainPerceptron(graph: Graph, layers: number): () => number {
  const x = paramOf(graph, "x", "value");
  const y = paramOf(graph, "y", "value");
  const rows = x.shape.length > 1 ? (x.shape[0] as number) : 1;
  const made = Array.from({ length: layers }, (_, layer) => {
    const weight = paramOf(graph, `z${layer}`, "weight");
    const [neurons = 0, inputs = 0] = weight.shape;
    const w = weight.data;
    return {
      w,
      neurons,
      inputs,
      dW: new Float64Array(w.length),
      a: new Float64Array(rows * neurons),
      dZ: new Float64Array(rows * neurons),
    };
  });
  const dX = new Float64Array(x.data.length);
  return () => {
    let input = x.data;
    for (const { w, neurons, inputs, a } of made) {
      for (let n = 0; n < rows; n += 1) {
        for (let j = 0; j < neurons; j += 1) {
          let z = 0;
          for (let k = 0; k < inputs; k += 1) z += (w[j * inputs + k] as number) * (input[n * inputs + k] as number);
          a[n * neurons + j] = 1 / (1 + Math.exp(-z));
        }
      }
      input = a;
    }
    const top = made[layers - 1] as (typeof made)[number];
    let cost = 0;
    for (let i = 0; i < input.length; i += 1) {
      const off = (input[i] as number) - (y.data[i] as number);
      cost += off * off;
      top.dZ[i] = (2 / input.length) * off;
    }
    for (let layer = layers - 1; layer >= 0; layer -= 1) {
      const { w, neurons, inputs, dW, a, dZ } = made[layer] as (typeof made)[number];
      const below = made[layer - 1];
      const from = below?.a ?? x.data;
      const dFrom = below?.dZ ?? dX;
      for (let i = 0; i < a.length; i += 1) dZ[i] = (dZ[i] as number) * (a[i] as number) * (1 - (a[i] as number));
      for (let n = 0; n < rows; n += 1) {
        for (let k = 0; k < inputs; k += 1) {
          let sum = 0;
          for (let j = 0; j < neurons; j += 1) sum += (dZ[n * neurons + j] as number) * (w[j * inputs + k] as number);
          dFrom[n * inputs + k] = sum;
        }
      }
      for (let j = 0; j < neurons; j += 1) {
        for (let k = 0; k < inputs; k += 1) {
          let sum = 0;
          for (let n = 0; n < rows; n += 1) sum += (dZ[n * neurons + j] as number) * (from[n * inputs + k] as number);
          dW[j * inputs + k] = sum;
        }
      }
    }
    return cost / input.length;
  };
}

/** A number that knows where it came from. */
interface Scalar {
  readonly value: number;
  grad: number;
  readonly from: readonly Scalar[];
  readonly slopes: readonly number[];
}

function made(value: number, from: readonly Scalar[] = [], slopes: readonly number[] = []): Scalar {
  return { value, grad: 0, from, slopes };
}

/** The same perceptron out of scalars that are made anew in each step, as in micrograd. */
export function scalarPerceptron(graph: Graph, layers: number): () => number {
  const weights = Array.from({ length: layers }, (_, layer) => {
    const { shape, data } = paramOf(graph, `z${layer}`, "weight");
    const inputs = shape[1] as number;
    const all = Array.from(data, (entry) => made(entry));
    return Array.from({ length: shape[0] as number }, (_, j) => all.slice(j * inputs, (j + 1) * inputs));
  });
  const x = Array.from(paramOf(graph, "x", "value").data, (entry) => made(entry));
  const y = Array.from(paramOf(graph, "y", "value").data, (entry) => made(entry));
  const add = (a: Scalar, b: Scalar) => made(a.value + b.value, [a, b], [1, 1]);
  const multiply = (a: Scalar, b: Scalar) => made(a.value * b.value, [a, b], [b.value, a.value]);
  const sigmoid = (a: Scalar) => {
    const s = 1 / (1 + Math.exp(-a.value));
    return made(s, [a], [s * (1 - s)]);
  };
  return () => {
    let input = x;
    for (const rows of weights)
      input = rows.map((row) => sigmoid(row.map((w, k) => multiply(w, input[k] as Scalar)).reduce(add)));
    const squares = input.map((a, j) => {
      const off = add(a, multiply(y[j] as Scalar, made(-1)));
      return multiply(off, off);
    });
    const cost = multiply(squares.reduce(add), made(1 / squares.length));
    const order: Scalar[] = [];
    const seen = new Set<Scalar>();
    const visit = (each: Scalar) => {
      if (seen.has(each)) return;
      seen.add(each);
      for (const source of each.from) visit(source);
      each.grad = 0;
      order.push(each);
    };
    visit(cost);
    cost.grad = 1;
    for (const each of order.reverse()) {
      for (const [at, source] of each.from.entries()) source.grad += each.grad * (each.slopes[at] as number);
    }
    return cost.value;
  };
}

/** A filter with a bounds test in its inner loop: O, ∂C/∂X and ∂C/∂g, as one writes Vicas 2022's (65), (66) and (80) down. */
export function plainFilter(x: Float64Array, g: Float64Array): () => number {
  const radius = (g.length - 1) / 2;
  const out = new Float64Array(x.length);
  const dX = new Float64Array(x.length);
  const dG = new Float64Array(g.length);
  return () => {
    dX.fill(0);
    dG.fill(0);
    for (let n = 0; n < x.length; n += 1) {
      let sum = 0;
      for (let m = -radius; m <= radius; m += 1) {
        if (n - m >= 0 && n - m < x.length) sum += (x[n - m] as number) * (g[m + radius] as number);
      }
      out[n] = sum;
    }
    for (let n = 0; n < x.length; n += 1) {
      const dO = out[n] as number;
      for (let m = -radius; m <= radius; m += 1) {
        if (n - m < 0 || n - m >= x.length) continue;
        dX[n - m] = (dX[n - m] as number) + dO * (g[m + radius] as number);
        dG[m + radius] = (dG[m + radius] as number) + dO * (x[n - m] as number);
      }
    }
    return out[0] as number;
  };
}
