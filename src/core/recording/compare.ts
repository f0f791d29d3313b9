import type { Named } from "#core/formula/site";
import { formatShape, sameShape, type Tensor } from "#core/tensor/tensor";
import type { Contribution, State } from "./event";

/** Where a recorded number is another than the one computed. `index` is the entry's place in row-major order. */
export interface Difference {
  readonly what: "value" | "gradient" | "sum";
  readonly node?: string;
  readonly edge?: string;
  readonly param?: string;
  readonly index: number;
  readonly recorded: number | null;
  readonly computed: number | null;
  /** In words, where it is not a number that differs. */
  readonly message?: string;
}

type Place = Pick<Difference, "what" | "node" | "edge" | "param">;

/** By how much two numbers may differ: exp and tanh may be off by a last bit on another machine, and steps add that up. */
const RELATIVE = 1e-9;
const ABSOLUTE = 1e-12;

function agree(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  const gap = Math.abs(a - b);
  return gap <= ABSOLUTE || gap <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
}

/** The first entry in which two tensors differ, or null where they agree. Either may be missing, which is a difference too. */
export function compareTensors(
  recorded: Tensor | undefined,
  computed: Tensor | undefined,
  place: Place,
): Difference | null {
  const none = { ...place, index: 0, recorded: null, computed: null };
  if (!recorded && !computed) return null;
  if (!recorded) return { ...none, message: "is not in the recording" };
  if (!computed) return { ...none, message: "is recorded, but there is nothing of the kind" };
  if (!sameShape(recorded.shape, computed.shape)) {
    const shapes = `${formatShape(recorded.shape)}, not ${formatShape(computed.shape)}`;
    return { ...none, message: `has the shape ${shapes}` };
  }
  for (let index = 0; index < recorded.data.length; index += 1) {
    const [was, is] = [recorded.data[index] as number, computed.data[index] as number];
    if (!agree(was, is)) return { ...place, index, recorded: was, computed: is };
  }
  return null;
}

/** The first difference between two states; one that is missing on either side is a difference. */
export function compareStates(recorded: State, computed: State): Difference | null {
  return (
    compareNamed(recorded.outs, computed.outs, (node) => ({ what: "value", node })) ??
    compareNested(recorded.params, computed.params, "value") ??
    compareNamed(recorded.outGrads, computed.outGrads, (node) => ({ what: "gradient", node })) ??
    compareNested(recorded.paramGrads, computed.paramGrads, "gradient") ??
    compareNamed(recorded.edges, computed.edges, (edge) => ({ what: "gradient", edge }))
  );
}

/** The first difference between tensors by name, in the order of the computed ones. */
export function compareNamed(
  recorded: Named<Tensor>,
  computed: Named<Tensor>,
  place: (name: string) => Place,
): Difference | null {
  for (const name of namesIn(computed, recorded)) {
    const difference = compareTensors(own(recorded, name), own(computed, name), place(name));
    if (difference) return difference;
  }
  return null;
}

function compareNested(
  recorded: Named<Named<Tensor>>,
  computed: Named<Named<Tensor>>,
  what: Place["what"],
): Difference | null {
  for (const node of namesIn(computed, recorded)) {
    const place = (param: string): Place => ({ what, node, param });
    const difference = compareNamed(own(recorded, node) ?? {}, own(computed, node) ?? {}, place);
    if (difference) return difference;
  }
  return null;
}

/** The first difference in what a backward step brings back. */
export function compareContributions(
  recorded: readonly Contribution[],
  computed: readonly Contribution[],
): Difference | null {
  const told = new Map(recorded.map((each) => [each.edge, each]));
  for (const { edge, grad, sum } of computed) {
    const was = told.get(edge);
    told.delete(edge);
    const difference =
      compareTensors(was?.grad, grad, { what: "gradient", edge }) ??
      compareTensors(was?.sum, sum, { what: "sum", edge });
    if (difference) return difference;
  }
  const [extra] = told.values();
  return extra ? compareTensors(extra.grad, undefined, { what: "gradient", edge: extra.edge }) : null;
}

function namesIn(first: Named<unknown>, second: Named<unknown>): ReadonlySet<string> {
  return new Set([...Object.keys(first), ...Object.keys(second)]);
}

function own<T>(named: Named<T>, name: string): T | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}
