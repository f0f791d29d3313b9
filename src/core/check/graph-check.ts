import type { Analysis, Runnable } from "#core/graph/analyse";
import type { Traced } from "#core/ops/define";
import { reachOf } from "#core/tape/rerun";
import { backward, compile, type Entry, forward, type Tape } from "#core/tape/tape";
import { indexOf } from "#core/tensor/index-of";
import { copyOf, type Shape, sizeOf, type Tensor } from "#core/tensor/tensor";
import { type CheckOptions, type Judged, type Probe, probeOf, type Verdict } from "./differences";
import { type Feed, fragmentOf, fragmentTape, largest, tellingUpstreamOf } from "./fragment";
import { type CheckEntry, type CheckProgress, worstOf } from "./gradient-check";
import { type Slip, slipOf } from "./slip";
import { checkTensor, isPositive, judgementsOf, LARGEST_BY_ENTRY, type TensorFound } from "./tensor-check";

/**
 * - `ok`, `kink`, `unmeasured`, `wrong`: of the node's own backward, fed what it is fed and given the gradient that it is given;
 * - `misled`: its own backward is right, but what comes back to it is not;
 * - `unknown`: what it is fed is not finite, so nothing can be said of it.
 */
export type NodeVerdict = Verdict | "misled" | "unknown";

/**
 * What the derivatives are of. `cost`: C itself, all the way. `own`: the node's output by itself, weighed with what comes back to it in the
 * graph, so that the numbers are those of the graph; `stand-in`: the same weighed with other numbers, where too little comes back.
 */
export type Against = "cost" | "own" | "stand-in";

/** A tensor of a node, checked. */
export interface TensorCheck {
  readonly node: string;
  /** The input handle or the param. */
  readonly name: string;
  readonly role: "input" | "param";
  readonly against: Against;
  readonly shape: Shape;
  readonly verdict: Verdict;
  /** Entries that were judged one by one, and how many of them are wrong. */
  readonly judged: number;
  readonly wrong: number;
  /** Random directions that stand for the entries of a large tensor; 0 where every entry was judged. */
  readonly directions: number;
  /** The entry that differs most; null where a sample found nothing wrong. */
  readonly worst: CheckEntry | null;
  readonly slip: Slip | null;
  /** Why the first entry that could not be measured could not be; null where all could. */
  readonly unmeasured: string | null;
}

/** A tensor of which single entries were judged. */
export type WorstTensor = TensorCheck & { readonly worst: CheckEntry };

/** What is to be said of a node. */
export interface NodeCheck {
  readonly node: string;
  readonly verdict: NodeVerdict;
  /** The node downstream that is wrong and so misleads this one. */
  readonly by: string | null;
  readonly tensors: readonly TensorCheck[];
}

/** A check of a graph or of one node. */
export interface GraphCheck {
  readonly pass: boolean;
  /** Each node that can run, in the order of the tape; or the one that was asked for. */
  readonly nodes: readonly NodeCheck[];
  /** The tensor with the entry that differs most, of a node that is wrong itself where there is one; kinks aside. */
  readonly worst: WorstTensor | null;
}

/**
 * Checks gradients and says of each node whether *it* is right. Every param, Inputs' values among them, is followed all the way to C; and
 * each node's own backward is looked at by itself, so that a slip is found where it was made and not only where it does harm. Tensors of
 * more entries than `sampleAbove` are checked along random directions. Stops after every judgement.
 */
export function* graphCheckSteps(
  analysis: Analysis,
  options: CheckOptions,
  node: string | null = null,
  sampleAbove: number = LARGEST_BY_ENTRY,
): Generator<CheckProgress, GraphCheck, void> {
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const places = node === null ? tape.entries.map((_, place) => place) : [tape.places.get(node) ?? -1];
  const asked = places.filter((place) => place in tape.entries);
  const total = asked.reduce((sum, place) => sum + judgements(tape, place, sampleAbove), 0);
  let done = 0;
  const ofNodes: { readonly place: number; readonly own: readonly TensorCheck[]; readonly all: TensorCheck[] }[] = [];
  const unknown = new Set<number>();
  for (const place of asked) {
    const own: TensorCheck[] = [];
    const all: TensorCheck[] = [];
    const jobs = jobsOf(analysis, tape, place);
    if (!jobs.known) unknown.add(place);
    for (const job of jobs.list) {
      const scaled = { ...options, atol: options.atol * job.scale };
      const probe = job.probe();
      const check = checkTensor(probe, job.traced, job.positive, scaled, sampleAbove);
      let step = check.next();
      for (; !step.done; step = check.next()) {
        done = Math.min(total, done + 1);
        yield { done, total };
      }
      probe.restore();
      (job.against === "cost" ? all : own).push(told(job, step.value, scaled));
    }
    ofNodes.push({ place, own, all });
  }
  return conclude(tape, ofNodes, unknown, options);
}

/** As `graphCheckSteps` of the whole graph, in one go. */
export function checkNodes(analysis: Analysis, options: CheckOptions): GraphCheck {
  const steps = graphCheckSteps(analysis, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A tensor to be checked, and what it is checked against. */
interface Job extends Pick<TensorCheck, "node" | "name" | "role" | "against"> {
  readonly traced: Traced;
  readonly positive: boolean;
  readonly probe: () => Probe;
  /** What is small by nature may be off by less. */
  readonly scale: number;
}

/** What is checked at a place: its params all the way to C, then all that it takes, by itself. */
function jobsOf(
  analysis: Analysis,
  tape: Tape,
  place: number,
): { readonly list: readonly Job[]; readonly known: boolean } {
  const entry = tape.entries[place] as Entry;
  const { node, params: fields } = analysis.runnable[place] as Runnable;
  const list: Job[] = Object.entries(entry.params).map(([name, traced]) => ({
    ...{ node: node.id, name, role: "param", against: "cost", scale: 1 },
    ...{ traced, positive: isPositive(fields, name), probe: () => probeOf(tape, [place]) },
  }));
  if (Object.keys(entry.inputs).length === 0) return { list, known: true };
  const fed = [...Object.values(entry.inputs), ...Object.values(entry.params)];
  const { data: upstream, own } = tellingUpstreamOf(entry);
  const against: Against = own ? "own" : "stand-in";
  const fragment = fragmentOf(analysis, new Set([node.id]), true, (feed) => valueAt(entry, feed));
  const alone = fragmentTape(fragment, node.id, upstream);
  forward(alone);
  backward(alone);
  const fedFinite = fed.every(({ value }) => value.data.every(Number.isFinite));
  if (!fedFinite && !Number.isFinite(probeOf(alone, alone.entries.keys()).base)) return { list: [], known: false };
  const scale = Math.min(1, largest(upstream));

  const entryOf = (id: string) => alone.entries[alone.places.get(id) as number] as Entry;
  for (const { id, handle } of fragment.feeds) {
    const traced = entryOf(id).params.value as Traced;
    const probe = () => probeOf(alone, [alone.places.get(id) as number]);
    list.push({ node: node.id, name: handle, role: "input", against, traced, positive: false, probe, scale });
  }
  for (const [name, traced] of Object.entries(entryOf(node.id).params)) {
    const probe = () => probeOf(alone, [alone.places.get(node.id) as number]);
    const positive = isPositive(fields, name);
    list.push({ node: node.id, name, role: "param", against, traced, positive, probe, scale });
  }
  return { list, known: true };
}

function valueAt({ inputs }: Entry, { handle }: Feed): Tensor {
  return copyOf((inputs[handle] as Traced).value);
}

function judgements(tape: Tape, place: number, sampleAbove: number): number {
  const { inputs, params } = tape.entries[place] as Entry;
  const of = (traced: Readonly<Record<string, Traced>>) =>
    Object.values(traced).reduce((sum, { value }) => sum + judgementsOf(sizeOf(value.shape), sampleAbove), 0);
  const isFed = Object.keys(inputs).length > 0;
  return of(inputs) + (isFed ? 2 : 1) * of(params);
}

/** Of several, the one that says most counts. */
const VERDICTS: readonly Verdict[] = ["wrong", "unmeasured", "kink", "ok"];

function told(job: Job, { entries, directions }: TensorFound, options: CheckOptions): TensorCheck {
  const { node, name, role, against, traced } = job;
  const { shape } = traced.value;
  const found: readonly Judged[] = directions ?? entries;
  const wrong = found.filter(({ verdict }) => verdict === "wrong").length;
  const worst = worstOf(entries, options);
  return {
    ...{ node, name, role, against, shape, wrong, judged: entries.length, directions: directions?.length ?? 0 },
    verdict: VERDICTS.find((verdict) => found.some((each) => each.verdict === verdict)) ?? "ok",
    unmeasured: found.find(({ reason }) => reason !== undefined)?.reason ?? null,
    worst: worst && entryAt(node, name, shape, worst),
    slip: slipOf(found),
  };
}

function entryAt(
  node: string,
  param: string,
  shape: Shape,
  { at, ...judged }: Judged & { readonly at: number },
): CheckEntry {
  return { node, param, index: indexOf(at, shape), ...judged };
}

function conclude(
  tape: Tape,
  found: readonly {
    readonly place: number;
    readonly own: readonly TensorCheck[];
    readonly all: readonly TensorCheck[];
  }[],
  unknown: ReadonlySet<number>,
  options: CheckOptions,
): GraphCheck {
  const isWrong = (checks: readonly TensorCheck[]) => checks.some(({ verdict }) => verdict === "wrong");
  const guilty = new Set(found.filter(({ own }) => isWrong(own)).map(({ place }) => place));
  const nodes = found.map(({ place, own, all }): NodeCheck => {
    const { node } = tape.entries[place] as Entry;
    const tensors = [...own, ...all];
    const of = (verdict: NodeVerdict, by: number | null = null): NodeCheck => {
      return { node: node.id, verdict, by: by === null ? null : (tape.entries[by] as Entry).node.id, tensors };
    };
    if (guilty.has(place)) return of("wrong");
    if (unknown.has(place)) return of("unknown");
    if (isWrong(all)) {
      const by = reachOf(tape, [place]).forward.find((other) => guilty.has(other));
      // Where one node alone is asked about, whoever misleads it has not been looked at.
      return of(by === undefined && found.length > 1 ? "wrong" : "misled", by ?? null);
    }
    return of(VERDICTS.find((verdict) => tensors.some((tensor) => tensor.verdict === verdict)) ?? "ok");
  });
  const worst = (which: (check: NodeCheck) => boolean): WorstTensor | null => {
    const told = nodes.filter(which).flatMap(({ tensors }) => tensors.filter((tensor) => tensor.worst !== null));
    const most = worstOf(
      told.flatMap(({ worst }) => worst ?? []),
      options,
    );
    return (told.find((tensor) => tensor.worst === most) as WorstTensor | undefined) ?? null;
  };
  return {
    pass: nodes.every(({ verdict }) => verdict !== "wrong" && verdict !== "misled"),
    nodes,
    worst: worst(({ verdict }) => verdict === "wrong") ?? worst(() => true),
  };
}
