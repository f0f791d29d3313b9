import type { Named } from "#core/formula/site";
import type { Graph } from "#core/graph/graph";
import { isJsonObject, type Json } from "#core/json";
import { scalar, type Tensor } from "#core/tensor/tensor";
import { decodeTensor } from "#core/tensor/tensor-json";
import { digitsOf, hashTensor } from "./content-hash";
import { REF } from "./write-event";

/** Reads tensors in the order in which they were written, so that a reference finds what it refers to. */
export interface TensorReader {
  /** What a graph holds counts as written: that of the first line, and that of an edit. */
  readonly know: (graph: Graph) => void;
  readonly one: (json: unknown) => Tensor;
  readonly named: (json: unknown) => Named<Tensor>;
  readonly nested: (json: unknown) => Named<Named<Tensor>>;
  /** What was wrong with anything read since this was last asked, as the rest of a sentence that begins with the line; or null. */
  readonly fault: () => string | null;
}

/** Stands for what could not be read, until the line that holds it is given up. */
const UNREAD = scalar(Number.NaN);

/** A reader of tensors that has read none yet. */
export function tensorReader(): TensorReader {
  const seen = new Map<string, Tensor>();
  let wrong: string | null = null;
  const remember = (tensor: Tensor) => seen.set(digitsOf(hashTensor(tensor)), tensor);
  function one(json: unknown): Tensor {
    if (typeof json === "string" && json.startsWith(REF)) {
      const tensor = seen.get(json.slice(REF.length));
      if (!tensor) wrong ??= `refers to a tensor that was not written before it: ${json.slice(0, 20)}`;
      return tensor ?? UNREAD;
    }
    const read = decodeTensor(json);
    if ("fault" in read) {
      wrong ??= `holds a tensor that ${read.fault}`;
      return UNREAD;
    }
    remember(read.tensor);
    return read.tensor;
  }
  function map<T>(json: unknown, each: (json: Json) => T): Named<T> {
    if (json === undefined) return {};
    if (!isJsonObject(json)) {
      wrong ??= "holds something else where tensors by name are meant";
      return {};
    }
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, each(value)]));
  }
  const named = (json: unknown) => map(json, one);
  return {
    one,
    know({ nodes }) {
      for (const { params } of nodes) for (const tensor of Object.values(params)) remember(tensor);
    },
    named,
    nested: (json) => map(json, named),
    fault() {
      const found = wrong;
      wrong = null;
      return found;
    },
  };
}
