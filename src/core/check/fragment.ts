import { type Analysis, analyse, type Runnable } from "#core/graph/analyse";
import { type GraphEdge, type GraphNode, OUT } from "#core/graph/graph";
import { compile, type Entry, type Tape } from "#core/tape/tape";
import { seededRandom } from "#core/tensor/random";
import type { Tensor } from "#core/tensor/tensor";

/** What a fragment is fed from outside: one Input of its own in place of a node that stays behind. */
export interface Feed {
  /** The Input's id in the fragment. */
  readonly id: string;
  /** The node of the whole graph that it stands for. */
  readonly source: string;
  /** The first handle that it feeds. */
  readonly node: string;
  readonly handle: string;
}

/** Some nodes of a graph by themselves: a graph of its own, in which Inputs feed what was fed from outside. */
export interface Fragment {
  readonly analysis: Analysis;
  readonly feeds: readonly Feed[];
}

/**
 * Takes nodes that can run out of a graph. `values` says what is fed in place of each feed. With `apart`, every handle that is fed
 * from outside has an Input of its own, so that its gradient stands alone; else there is one for each node outside.
 */
export function fragmentOf(
  { runnable, places }: Analysis,
  members: ReadonlySet<string>,
  apart: boolean,
  values: (feed: Feed, at: number) => Tensor,
): Fragment {
  const inside = [...members].map((id) => runnable[places.get(id) ?? -1]).filter((found) => found !== undefined);
  const feeds: Feed[] = [];
  const edges: GraphEdge[] = [];
  for (const { node, feeds: wires } of inside.toSorted(byPlace(places))) {
    for (const [handle, edge] of Object.entries(wires)) {
      if (members.has(edge.source)) {
        edges.push(edge);
        continue;
      }
      let feed = apart ? undefined : feeds.find(({ source }) => source === edge.source);
      if (!feed) {
        feed = { id: newId(feeds.length, members), source: edge.source, node: node.id, handle };
        feeds.push(feed);
      }
      edges.push({ ...edge, source: feed.id, sourceHandle: OUT });
    }
  }
  const inputs = feeds.map((feed, at): GraphNode => {
    return { id: feed.id, type: "Input", config: {}, params: { value: values(feed, at) } };
  });
  return { analysis: analyse({ nodes: [...inside.map(({ node }) => node), ...inputs], edges }), feeds };
}

function byPlace(places: Analysis["places"]) {
  return (a: Runnable, b: Runnable) => (places.get(a.node.id) ?? 0) - (places.get(b.node.id) ?? 0);
}

function newId(at: number, members: ReadonlySet<string>): string {
  let id = `fed ${at}`;
  while (members.has(id)) id += "'";
  return id;
}

/** The fragment's tape, on which gradients are those of Σ upstream · out instead of C: `upstream` is what comes back to it. */
export function fragmentTape({ analysis }: Fragment, out: string, upstream: Float64Array): Tape {
  const tape = compile(analysis, { node: out, index: "all" });
  const { seed } = tape.entries[tape.places.get(out) as number] as Entry;
  seed?.set(upstream);
  return tape;
}

/** What is sent back to a node by itself. */
export interface Upstream {
  readonly data: Float64Array;
  /** It is ∂C/∂out of the graph's tape; else numbers of size 1 stand in its place. */
  readonly own: boolean;
}

/** What comes back to a node's output in the graph; a stand-in where C does not depend on it, or it is 0 throughout or not finite. */
export function upstreamOf({ out }: Entry): Upstream {
  const grad = out.grad?.data;
  if (grad?.every(Number.isFinite) && grad.some((each) => each !== 0)) return { data: grad, own: true };
  return { data: standIn(out.value.data.length), own: false };
}

/** A slip at an entry to which less than this share of the largest comes back would be lost among the others. */
const LEAST_SHARE = 1e-3;

/** As `upstreamOf`, but a stand-in also where so little comes back to some entries that a slip there would not be seen. */
export function tellingUpstreamOf(entry: Entry): Upstream {
  const upstream = upstreamOf(entry);
  const most = largest(upstream.data);
  const tells = upstream.data.every((each) => Math.abs(each) >= LEAST_SHARE * most);
  return tells ? upstream : { data: standIn(upstream.data.length), own: false };
}

const SEED = 3;

/** Numbers of either sign between 0.5 and 1.5, the same each time: a 1 for every entry would see nothing of what sums to one. */
function standIn(length: number): Float64Array {
  if (length === 1) return Float64Array.of(1);
  const random = seededRandom(SEED);
  return Float64Array.from({ length }, () => (0.5 + random.uniform()) * (random.uniform() < 0.5 ? -1 : 1));
}

/** The largest size of a number. */
export function largest(data: Float64Array): number {
  return data.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}
