import { analyse } from "#core/graph/analyse";
import { type Graph, type GraphEdge, type GraphNode, OUT } from "#core/graph/graph";
import type { JsonObject } from "#core/json";
import { compile, type Tape } from "#core/tape/tape";
import { seededRandom } from "#core/tensor/random";
import { type Shape, scalar, type Tensor, zeros } from "#core/tensor/tensor";

/** A tensor of uniform numbers in (−spread, spread), the same each time. */
export function uniform(shape: Shape, seed: number, spread = 1): Tensor {
  const random = seededRandom(seed);
  const made = zeros(shape);
  for (let at = 0; at < made.data.length; at += 1) made.data[at] = spread * (2 * random.uniform() - 1);
  return made;
}

function node(
  id: string,
  type: string,
  params: Readonly<Record<string, Tensor>> = {},
  config: JsonObject = {},
): GraphNode {
  return { id, type, config, params };
}

function edge(source: string, target: string, targetHandle = "x"): GraphEdge {
  return { id: `${source}-${target}.${targetHandle}`, source, sourceHandle: OUT, target, targetHandle };
}

/** Compiles a graph that is known to be sound. */
export function compiled(graph: Graph): Tape {
  const analysis = analyse(graph);
  const [problem] = analysis.problems;
  if (problem) throw new Error(`${problem.node}: ${problem.message}`);
  return compile(analysis);
}

/** Input → (Linear → Sigmoid)… → mean squared error, with layers of these widths. */
export function perceptron(batch: readonly number[], widths: readonly number[], bias: boolean): Graph {
  const nodes = [node("x", "Input", { value: uniform([...batch, widths[0] as number], 1) })];
  const edges: GraphEdge[] = [];
  let last = "x";
  for (const [layer, width] of widths.slice(1).entries()) {
    const inputs = widths[layer] as number;
    const weight = uniform([width, inputs], 10 + layer, 1 / Math.sqrt(inputs));
    nodes.push(node(`z${layer}`, "Linear", bias ? { weight, bias: uniform([width], 20 + layer) } : { weight }));
    nodes.push(node(`a${layer}`, "Sigmoid"));
    edges.push(edge(last, `z${layer}`), edge(`z${layer}`, `a${layer}`));
    last = `a${layer}`;
  }
  nodes.push(node("y", "Input", { value: uniform([...batch, widths.at(-1) as number], 2) }), node("C", "Loss"));
  edges.push(edge(last, "C", "prediction"), edge("y", "C", "target"));
  return { nodes, edges };
}

/** Input → GaussianConv → mean squared error over a long signal. */
export function filter(samples: number, radius: number): Graph {
  const params = { mu: scalar(0.6), sigma: scalar(Math.max(1, radius / 3)) };
  return {
    nodes: [
      node("x", "Input", { value: uniform([samples], 1) }),
      node("o", "GaussianConv", params, { radius }),
      node("y", "Input", { value: uniform([samples], 2) }),
      node("C", "Loss"),
    ],
    edges: [edge("x", "o"), edge("o", "C", "prediction"), edge("y", "C", "target")],
  };
}

/** A random DAG of small nodes: sums, products and squashings of nodes shortly before them, over vectors of `size` entries. */
export function dag(count: number, size: number): Graph {
  const random = seededRandom(5);
  // One string for each id, as a JSON parser makes them.
  const ids = Array.from({ length: count }, (_, at) => `n${at}`);
  const id = (at: number) => ids[at] as string;
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const earlier = (at: number) => id(Math.max(0, at - 1 - Math.floor(random.uniform() * 30)));
  for (let at = 0; at < count - 2; at += 1) {
    const kind = at < 20 ? "Input" : (["Add", "Multiply", "Tanh", "Sigmoid"][at % 4] as string);
    if (kind === "Input") nodes.push(node(id(at), kind, { value: uniform([size], at) }));
    else {
      nodes.push(node(id(at), kind));
      const handles = kind === "Add" || kind === "Multiply" ? ["a", "b"] : ["x"];
      for (const handle of handles) edges.push(edge(earlier(at), id(at), handle));
    }
  }
  nodes.push(node("y", "Input", { value: uniform([size], 9) }), node("C", "Loss"));
  edges.push(edge(id(count - 3), "C", "prediction"), edge("y", "C", "target"));
  return { nodes, edges };
}

/** As many chains side by side as `branches`, of Linear and Tanh by turns, `length` nodes each, with a loss each and one input. */
export function chains(branches: number, length: number): Graph {
  const nodes = [node("x", "Input", { value: uniform([4], 1) }), node("y", "Input", { value: uniform([4], 2) })];
  const edges: GraphEdge[] = [];
  for (let branch = 0; branch < branches; branch += 1) {
    let last = "x";
    for (let at = 0; at < length; at += 1) {
      const id = `b${branch}n${at}`;
      nodes.push(at % 2 === 0 ? node(id, "Linear", { weight: uniform([4, 4], at) }) : node(id, "Tanh"));
      edges.push(edge(last, id));
      last = id;
    }
    nodes.push(node(`C${branch}`, "Loss"));
    edges.push(edge(last, `C${branch}`, "prediction"), edge("y", `C${branch}`, "target"));
  }
  return { nodes, edges };
}
