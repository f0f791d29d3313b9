import { type Digest, digest } from "./digest";
import { knownAt, type Score } from "./score";
import { isSummed, sumOf } from "./shares";
import type { Entry, Tape } from "./tape";

/** A tensor of a run in small, and its gradient; `grad` is null where C does not depend on it. */
export interface Reading {
  readonly value: Digest;
  readonly grad: Digest | null;
}

/** What a run says of one edge, and which node it leaves. */
export interface EdgeReading extends Reading {
  readonly source: string;
}

/** What one edge brings back to the output that it leaves, and what the output's gradient is once that is added. */
export interface Share {
  readonly edge: string;
  /** Place on the tape of the entry that sends it back. */
  readonly from: number;
  readonly grad: Digest;
  readonly sum: Digest;
}

/** What a run says of one node. A node that cannot run has no reading. */
export interface NodeReading {
  readonly out: Reading;
  readonly params: Readonly<Record<string, Reading>>;
  /** The intermediates that its op shows, by name. */
  readonly saved: Readonly<Record<string, Digest>>;
  /** ∂C/∂C = 1, which a cost has before any edge brings something back, or the tape's seed; null on all other nodes. */
  readonly seed: Digest | null;
  /** ∂C/∂out as it arrives, one share an edge that C depends on, in the order in which they are added up. */
  readonly shares: readonly Share[];
}

/** What a run says, in small: of each node that ran, and of each edge that a value has come through. */
export interface Readings {
  readonly nodes: ReadonlyMap<string, NodeReading>;
  readonly edges: ReadonlyMap<string, EdgeReading>;
}

/** Reads a tape that was run both ways. */
export function readTape(tape: Tape): Readings {
  const edges = new Map<string, EdgeReading>();
  const nodes = new Map<string, NodeReading>();
  for (const entry of tape.entries) {
    const value = digest(entry.out.value);
    const shares = readShares(entry);
    const source = entry.node.id;
    for (const { edge } of entry.outgoing) edges.set(edge.id, { value, grad: null, source });
    for (const { edge, grad } of shares) edges.set(edge, { value, grad, source });
    nodes.set(entry.node.id, readEntry(entry, value, shares));
  }
  // An edge to what cannot run is not on the tape, but its value has come as far as its end.
  for (const { id, source } of tape.graph.edges) {
    const value = nodes.get(source)?.out.value;
    if (value && !edges.has(id)) edges.set(id, { value, grad: null, source });
  }
  return { nodes, edges };
}

function readEntry(entry: Entry, value: Digest, shares: readonly Share[]): NodeReading {
  const { grad } = entry.out;
  const params = Object.entries(entry.params).map(([name, param]): [string, Reading] => [
    name,
    { value: digest(param.value), grad: param.grad && digest(param.grad) },
  ]);
  const saved = Object.entries(entry.saved).map(([name, tensor]) => [name, digest(tensor)]);
  return {
    out: { value, grad: grad && (shares.at(-1)?.sum ?? digest(grad)) },
    params: Object.fromEntries(params),
    saved: Object.fromEntries(saved),
    seed: entry.seed && digest({ shape: entry.out.value.shape, data: entry.seed }),
    shares,
  };
}

function readShares(entry: Entry): readonly Share[] {
  const summed = isSummed(entry);
  let arrived = 0;
  return entry.outgoing.flatMap(({ edge, target, grad }) => {
    if (!grad) return [];
    arrived += 1;
    const share = digest(grad);
    return { edge: edge.id, from: target, grad: share, sum: summed ? digest(sumOf(entry, arrived)) : share };
  });
}

/**
 * What of these readings is computed once so many steps of the pass are done; the rest is left out, as if it had not run yet.
 * A node's ∂C/∂out is the sum of what has come back so far, and null while nothing has.
 */
export function readingsAt(readings: Readings, score: Score, position: number): Readings {
  const known = knownAt(score, position);
  const nodes = new Map<string, NodeReading>();
  const edges = new Map<string, EdgeReading>();
  const arrived = new Set<string>();
  for (let place = 0; place < known.forward; place += 1) {
    const step = score.steps[place];
    const reading = step?.phase === "forward" ? readings.nodes.get(step.node) : undefined;
    if (step?.phase !== "forward" || !reading) continue;
    const shares = reading.shares.filter(({ from }) => from >= known.backward);
    for (const { edge } of shares) arrived.add(edge);
    const done = place >= known.backward;
    const grad = shares.at(-1)?.sum ?? (known.seeded ? reading.seed : null);
    nodes.set(step.node, {
      ...reading,
      out: { value: reading.out.value, grad },
      params: done ? reading.params : withoutGrads(reading.params),
      shares,
    });
  }
  for (const [id, reading] of readings.edges) {
    if (!nodes.has(reading.source)) continue;
    edges.set(id, arrived.has(id) || !reading.grad ? reading : { ...reading, grad: null });
  }
  return { nodes, edges };
}

function withoutGrads(params: NodeReading["params"]): NodeReading["params"] {
  return Object.fromEntries(Object.entries(params).map(([name, { value }]) => [name, { value, grad: null }]));
}
