import type { Document } from "#core/document/document";
import { emptyDocument } from "#core/document/document";
import { type GraphEdge, type GraphNode, OUT } from "#core/graph/graph";
import { seededRandom } from "#core/tensor/random";
import { type Tensor, tensor } from "#core/tensor/tensor";

const ROWS = 20;
/** Of ten nodes, as many take two inputs: 1,000 nodes have some 1,400 edges. */
const TWO_INPUTS = 4;

/** A graph of this many nodes in columns of twenty, each fed by nodes of the column before, all leading to one cost. */
export function gridDocument(count: number): Document {
  const random = seededRandom(count);
  const pick = (below: number) => Math.floor(random.uniform() * below);
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const layout: Record<string, { x: number; y: number }> = {};
  const put = (id: string, type: string, at: number, params: Readonly<Record<string, Tensor>> = {}) => {
    nodes.push({ id, type, config: {}, params });
    layout[id] = { x: Math.floor(at / ROWS) * 400, y: (at % ROWS) * 190 };
  };
  const wire = (source: string, target: string, targetHandle: string) =>
    edges.push({ id: `${source}-${target}.${targetHandle}`, source, sourceHandle: OUT, target, targetHandle });
  for (let at = 0; at < count - 2; at += 1) {
    const id = `n${at}`;
    if (at < ROWS) {
      put(id, "Input", at, { value: tensor([3], [random.uniform(), random.uniform(), random.uniform()]) });
      continue;
    }
    const before = (Math.floor(at / ROWS) - 1) * ROWS;
    const first = `n${before + (at % ROWS)}`;
    if (at % 10 < TWO_INPUTS) {
      put(id, "Add", at);
      wire(first, id, "a");
      wire(`n${before + pick(ROWS)}`, id, "b");
    } else {
      put(id, at % 10 < 7 ? "Tanh" : "Sigmoid", at);
      wire(first, id, "x");
    }
  }
  put("t", "Input", count - 2, { value: tensor([3], [0, 1, 0]) });
  put("C", "Loss", count - 1);
  wire(`n${count - 3}`, "C", "prediction");
  wire("t", "C", "target");
  return { ...emptyDocument, graph: { nodes, edges }, layout };
}
