import type { Analysis, Runnable } from "#core/graph/analyse";
import type { Graph, GraphEdge, GraphNode } from "#core/graph/graph";
import type { Named, Program, Traced } from "#core/ops/define";
import { type Shape, sizeOf, type Tensor } from "#core/tensor/tensor";

/**
 * One node at work on the tape. Its tensors are views into the tape's two arenas and stay the same from run to run.
 * `live` says that C depends on its output; only then do its gradients exist.
 */
export interface Entry extends Program {
  readonly node: GraphNode;
  readonly type: string;
  readonly inputs: Named<Traced>;
  readonly params: Named<Traced>;
  readonly out: Traced;
  readonly isCost: boolean;
  readonly live: boolean;
  /** The entries whose output it takes, as places on the tape, in the order of its handles. */
  readonly sources: readonly number[];
  /** Edges from its output, last consumer first: the order in which their gradients come back and are added up. */
  readonly outgoing: readonly OutgoingEdge[];
}

/** An edge on the tape: its gradient is its own contribution to the output that it leaves. */
export interface OutgoingEdge {
  readonly edge: GraphEdge;
  /** Place of the consumer on the tape. */
  readonly target: number;
  /** ∂C by way of this edge alone; null where C does not depend on the consumer. */
  readonly grad: Tensor | null;
}

/**
 * A graph made ready to run: entries in order, over buffers that exist. Compiling allocates; running allocates nothing.
 * All values lie in `values`, all gradients in `grads`, so that a copy of the two is a copy of the run's state.
 */
export interface Tape {
  readonly graph: Graph;
  readonly entries: readonly Entry[];
  /** By node id, its place on the tape. */
  readonly places: ReadonlyMap<string, number>;
  readonly values: Float64Array;
  readonly grads: Float64Array;
}

/** Compiles what can run of a graph. What cannot is not on the tape; `analysis.problems` says why. */
export function compile(analysis: Analysis): Tape {
  const { runnable, graph } = analysis;
  const places = new Map(runnable.map(({ node }, place) => [node.id, place]));
  const consumers = consumersOf(runnable, places);
  const live = liveness(runnable, consumers);
  const values = arena(runnable.reduce((sum, { shape, node }) => sum + sizeOf(shape) + paramEntries(node), 0));
  const grads = arena(gradEntries(runnable, consumers, live));

  const entries: Entry[] = [];
  // By consumer's place and handle: the gradient of that edge, made when its source was.
  const edgeGrads: Record<string, Tensor | null>[] = runnable.map(() => ({}));
  for (const [place, ran] of runnable.entries()) {
    const alive = live[place] === 1;
    const outgoing = (consumers[place] ?? []).map((edge): OutgoingEdge => {
      const target = places.get(edge.target) as number;
      const grad = live[target] === 1 ? grads.take(ran.shape) : null;
      (edgeGrads[target] as Record<string, Tensor | null>)[edge.targetHandle] = grad;
      return { edge, target, grad };
    });
    const out = { value: values.take(ran.shape), grad: alive ? outGrad(ran, outgoing, grads) : null };
    const params: Record<string, Traced> = {};
    for (const name of Object.keys(ran.params)) {
      const given = ran.node.params[name];
      if (!given) continue;
      const value = values.take(given.shape);
      value.data.set(given.data);
      params[name] = { value, grad: alive ? grads.take(given.shape) : null };
    }
    const sources = Object.values(ran.feeds).map((edge) => places.get(edge.source) as number);
    const inputs: Record<string, Traced> = {};
    for (const [at, handle] of Object.keys(ran.feeds).entries()) {
      const { value } = (entries[sources[at] as number] as Entry).out;
      inputs[handle] = { value, grad: edgeGrads[place]?.[handle] ?? null };
    }
    const program = ran.op.build({ inputs, params, config: ran.settings.config, out });
    const { node, op } = ran;
    entries.push({
      ...program,
      node,
      type: op.type,
      inputs,
      params,
      out,
      isCost: op.isCost,
      live: alive,
      sources,
      outgoing,
    });
  }
  return { graph, entries, places, values: values.all, grads: grads.all };
}

/** Does one entry forward: writes its output from the values before it. */
export function forwardEntry(tape: Tape, place: number): void {
  (tape.entries[place] as Entry).forward();
}

/**
 * Does one entry backward: adds up ∂C/∂out from its outgoing edges, seed (10), with 1 for a cost, since C is the sum of costs;
 * then writes the gradient of each input edge and param. Does nothing where C does not depend on it.
 */
export function backwardEntry(tape: Tape, place: number): void {
  const entry = tape.entries[place] as Entry;
  if (!entry.live) return;
  gather(entry);
  entry.backward();
}

/** The whole forward pass. */
export function forward(tape: Tape): void {
  for (const entry of tape.entries) entry.forward();
}

/** The whole backward pass; follows a forward pass with the same values. */
export function backward(tape: Tape): void {
  for (let place = tape.entries.length - 1; place >= 0; place -= 1) backwardEntry(tape, place);
}

/** The cost C: the sum of all costs on the tape, or null where there is none. */
export function costOf(tape: Tape): number | null {
  let cost: number | null = null;
  for (const entry of tape.entries) if (entry.isCost) cost = (cost ?? 0) + (entry.out.value.data[0] as number);
  return cost;
}

/** Sums what the outgoing edges bring into the output's gradient. One edge alone shares its buffer with the output, so there is nothing to do. */
function gather({ out, outgoing, isCost }: Entry): void {
  const sum = out.grad?.data;
  if (!sum) return;
  let first = true;
  if (isCost) {
    sum.fill(1);
    first = false;
  }
  for (const { grad } of outgoing) {
    if (!grad) continue;
    if (first) {
      first = false;
      if (grad.data !== sum) sum.set(grad.data);
      continue;
    }
    const share = grad.data;
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + (share[i] as number);
  }
}

/** The gradient of an output: its own buffer where several edges are summed or a cost is seeded, else that of its one live edge. */
function outGrad({ op, shape }: Runnable, outgoing: readonly OutgoingEdge[], grads: Arena): Tensor {
  const contributions = outgoing.flatMap(({ grad }) => grad ?? []);
  return !op.isCost && contributions.length === 1 ? (contributions[0] as Tensor) : grads.take(shape);
}

/** For each place, the edges from it to entries on the tape, last consumer first. */
function consumersOf(
  runnable: readonly Runnable[],
  places: ReadonlyMap<string, number>,
): readonly (readonly GraphEdge[])[] {
  const consumers: GraphEdge[][] = runnable.map(() => []);
  for (let place = runnable.length - 1; place >= 0; place -= 1) {
    for (const edge of Object.values((runnable[place] as Runnable).feeds)) {
      consumers[places.get(edge.source) as number]?.push(edge);
    }
  }
  return consumers;
}

/** For each place, 1 where C depends on it. */
function liveness(runnable: readonly Runnable[], consumers: readonly (readonly GraphEdge[])[]): Uint8Array {
  const live = new Uint8Array(runnable.length);
  const alive = new Set<string>();
  for (let place = runnable.length - 1; place >= 0; place -= 1) {
    const { node, op } = runnable[place] as Runnable;
    if (!op.isCost && !consumers[place]?.some((edge) => alive.has(edge.target))) continue;
    live[place] = 1;
    alive.add(node.id);
  }
  return live;
}

function paramEntries(node: GraphNode): number {
  let entries = 0;
  for (const param of Object.values(node.params)) entries += param.data.length;
  return entries;
}

/** An upper bound of all gradients' entries: outputs, edges, params. */
function gradEntries(
  runnable: readonly Runnable[],
  consumers: readonly (readonly GraphEdge[])[],
  live: Uint8Array,
): number {
  let entries = 0;
  for (const [place, { shape, node }] of runnable.entries()) {
    if (live[place] === 1) entries += sizeOf(shape) * (1 + (consumers[place]?.length ?? 0)) + paramEntries(node);
  }
  return entries;
}

/** One block of memory that tensors are cut from, one after the other. */
interface Arena {
  readonly all: Float64Array;
  readonly take: (shape: Shape) => Tensor;
}

function arena(entries: number): Arena {
  const all = new Float64Array(entries);
  let used = 0;
  return {
    all,
    take(shape) {
      const size = sizeOf(shape);
      const data = all.subarray(used, used + size);
      used += size;
      return { shape, data };
    },
  };
}
