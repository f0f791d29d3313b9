import type { Named } from "#core/formula/site";
import type { Analysis, Lookup, Runnable } from "#core/graph/analyse";
import type { Graph, GraphEdge, GraphNode } from "#core/graph/graph";
import type { ParamField, Program, Traced } from "#core/ops/define";
import { type Shape, sizeOf, type Tensor } from "#core/tensor/tensor";
import { liveness } from "./score";

/**
 * The scalar whose gradients are asked for in place of C: entry `index` of a node's output in row-major order, or the sum of all of
 * them. On a tape with such a seed, wherever C is spoken of this scalar is meant.
 */
export interface Seed {
  readonly node: string;
  readonly index: number | "all";
}

/**
 * One node at work on the tape. Its tensors are views into the tape's two arenas and stay the same from run to run.
 * `backward` first adds up ∂C/∂out from the outgoing edges, Vicas 2022 (10), with 1 for a cost, since C is the sum of costs; then it writes the
 * gradient of each input edge and param. It does nothing where C does not depend on the node.
 */
export interface Entry extends Program {
  readonly saved: Named<Tensor>;
  readonly node: GraphNode;
  readonly type: string;
  readonly inputs: Named<Traced>;
  readonly params: Named<Traced>;
  readonly out: Traced;
  readonly isCost: boolean;
  /** What ∂C/∂out begins with before anything is added: 1 for a cost, or the seed of the tape; null on all other entries. */
  readonly seed: Float64Array | null;
  /** C depends on its output; only then do its gradients exist. */
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
  /** What is differentiated; null where it is C. */
  readonly seed: Seed | null;
  readonly entries: readonly Entry[];
  /** By node id, its place on the tape. */
  readonly places: Lookup<number>;
  readonly values: Float64Array;
  readonly grads: Float64Array;
}

/**
 * Compiles what can run of a graph. What cannot is not on the tape; `analysis.problems` says why. With a seed, gradients are those of
 * the seed's scalar, and exist where it depends on something; values are the same.
 * @throws RangeError when the seed's node cannot run, or has no such entry: a fault of ours, for one seeds what one sees.
 */
export function compile(analysis: Analysis, seed: Seed | null = null): Tape {
  const { runnable, places, graph } = analysis;
  const sown = seedingOf(analysis, seed);
  const live = liveness(runnable, sown?.place);
  const { values, grads } = arenasOf(runnable, live);
  const { outgoing, shares } = edgesOf(runnable, live, grads);

  const entries: Entry[] = [];
  runnable.forEach(({ node, op, settings, params: fields, feeds, sources, shape }, place) => {
    const alive = live[place] === 1;
    const edges = outgoing[place] as readonly OutgoingEdge[];
    const own = sown ? (sown.place === place ? sown.data : null) : op.isCost ? ONE : null;
    const out = { value: values.take(shape), grad: alive ? outGrad(shape, own !== null, edges, grads) : null };
    const params = paramsOf(node, fields, alive, values, grads);
    const inputs: Record<string, Traced> = {};
    let at = 0;
    for (const handle in feeds) {
      const { value } = (entries[sources[at] as number] as Entry).out;
      inputs[handle] = { value, grad: shares[place]?.[at] ?? null };
      at += 1;
    }
    const { forward, backward, push, saved = NOTHING } = op.build({ inputs, params, config: settings.config, out });
    entries.push({
      forward,
      backward: out.grad ? gathering(out.grad, own, edges, backward) : doNothing,
      push,
      saved,
      node,
      type: op.type,
      inputs,
      params,
      out,
      isCost: op.isCost,
      seed: own,
      live: alive,
      sources,
      outgoing: edges,
    });
  });
  return { graph, seed, entries, places, values: values.all, grads: grads.all };
}

/** Where a seed is sown, and what it puts there. */
function seedingOf(
  { runnable, places }: Analysis,
  seed: Seed | null,
): { readonly place: number; readonly data: Float64Array } | null {
  if (!seed) return null;
  const place = places.get(seed.node);
  if (place === undefined) throw new RangeError(`${seed.node} cannot run, so that nothing can be differentiated there`);
  const data = new Float64Array(sizeOf((runnable[place] as Runnable).shape));
  if (seed.index === "all") data.fill(1);
  else if (seed.index in data) data[seed.index] = 1;
  else throw new RangeError(`${seed.node} has ${data.length} entries, and none at ${seed.index}`);
  return { place, data };
}

const ONE = Float64Array.of(1);

// Most nodes keep nothing and have no params; one object serves them all.
const NOTHING = {};

/** A node's params, in buffers of the tape. */
function paramsOf(
  node: GraphNode,
  fields: Named<ParamField>,
  alive: boolean,
  values: Arena,
  grads: Arena,
): Named<Traced> {
  const names = Object.keys(fields);
  if (names.length === 0) return NOTHING;
  const params: Record<string, Traced> = {};
  for (const name of names) {
    const given = node.params[name];
    if (!given) continue;
    const value = values.take(given.shape);
    value.data.set(given.data);
    params[name] = { value, grad: alive ? grads.take(given.shape) : null };
  }
  return params;
}

/** Does one entry forward: writes its output from the values before it. */
export function forwardEntry(tape: Tape, place: number): void {
  (tape.entries[place] as Entry).forward();
}

/** Does one entry backward: writes ∂C/∂out, and from it the gradients of its input edges and params. */
export function backwardEntry(tape: Tape, place: number): void {
  (tape.entries[place] as Entry).backward();
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

/** The gradient of an output: its own buffer where several edges are summed or it is seeded, else that of its one live edge. */
function outGrad(shape: Shape, isSeeded: boolean, outgoing: readonly OutgoingEdge[], grads: Arena): Tensor {
  let only: Tensor | null = null;
  for (const { grad } of outgoing) {
    if (grad && (only || isSeeded)) return grads.take(shape);
    only ??= grad;
  }
  return only ?? grads.take(shape);
}

/** An entry's backward: the sum of what its outgoing edges bring, then the op's own. */
function gathering(
  dOut: Tensor,
  seed: Float64Array | null,
  outgoing: readonly OutgoingEdge[],
  backward: Program["backward"],
): Program["backward"] {
  if (outgoing.some(({ grad }) => grad === dOut)) return backward;
  const sum = dOut.data;
  return () => {
    for (let i = 0; i < sum.length; i += 1) sum[i] = seed ? (seed[i] as number) : 0;
    for (const { grad } of outgoing) {
      if (!grad) continue;
      const share = grad.data;
      for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + (share[i] as number);
    }
    backward();
  };
}

function doNothing(): void {}

/** The edges from each place, last consumer first, and the same edges' gradients by consumer, in the order of its handles. */
function edgesOf(runnable: readonly Runnable[], live: Uint8Array, grads: Arena) {
  const counts = new Int32Array(runnable.length);
  for (const { sources } of runnable) for (const source of sources) counts[source] = (counts[source] as number) + 1;
  // Lists of just the right length: those of many small nodes would else be mostly empty.
  const outgoing = runnable.map((_, place) => new Array<OutgoingEdge>(counts[place] as number));
  const shares = runnable.map(({ sources }) => new Array<Tensor | null>(sources.length));
  runnable.forEach(({ feeds, sources }, target) => {
    let at = 0;
    for (const handle in feeds) {
      const edge = feeds[handle] as GraphEdge;
      const source = sources[at] as number;
      const grad = live[target] === 1 ? grads.take((runnable[source] as Runnable).shape) : null;
      const left = (counts[source] as number) - 1;
      counts[source] = left;
      (outgoing[source] as OutgoingEdge[])[left] = { edge, target, grad };
      (shares[target] as (Tensor | null)[])[at] = grad;
      at += 1;
    }
  });
  return { outgoing, shares };
}

/** Room for all values, and for the gradients of outputs, params and edges that C depends on; no less than will be taken. */
function arenasOf(runnable: readonly Runnable[], live: Uint8Array): { readonly values: Arena; readonly grads: Arena } {
  let values = 0;
  let grads = 0;
  runnable.forEach(({ shape, node, params, sources }, place) => {
    let own = sizeOf(shape);
    for (const name of Object.keys(params)) own += node.params[name]?.data.length ?? 0;
    values += own;
    if (live[place] !== 1) return;
    grads += own;
    for (const source of sources) grads += sizeOf((runnable[source] as Runnable).shape);
  });
  return { values: arena(values), grads: arena(grads) };
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
      const data = new Float64Array(all.buffer, used * all.BYTES_PER_ELEMENT, size);
      used += size;
      return { shape, data };
    },
  };
}
