import { grouped } from "#core/drawing/number-format";
import { linspaceTensor, normalTensor, oneHotTensor, uniformTensor } from "#core/tensor/random";
import { filled, type Shape, sizeOf, type Tensor } from "#core/tensor/tensor";
import { MAX_ENTRIES, MAX_RANK } from "#core/tensor/tensor-json";
import type { Read } from "./delimited";

/** Everything that a tensor is generated from; each kind reads what it needs. */
export interface Recipe {
  readonly kind: "zeros" | "ones" | "constant" | "linspace" | "uniform" | "normal" | "one-hot";
  readonly shape: string;
  /** The number of a constant. */
  readonly constant: number;
  /** Ends of a linspace or of a uniform distribution. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly deviation: number;
  readonly seed: number;
  /** Of a one-hot: how many classes, and which class each row is, counted from 0. */
  readonly classes: number;
  readonly indexes: string;
}

/** The kinds, in words. */
export const KINDS: readonly { readonly value: Recipe["kind"]; readonly label: string }[] = [
  { value: "zeros", label: "Zeros" },
  { value: "ones", label: "Ones" },
  { value: "constant", label: "One number" },
  { value: "linspace", label: "Even steps" },
  { value: "uniform", label: "Random, uniform" },
  { value: "normal", label: "Random, normal" },
  { value: "one-hot", label: "One-hot" },
];

/** A shape as people write it: `3 × 4`, `3x4`, `3, 4`, `[3, 4]`, `3 4`; `scalar` or nothing at all is a scalar. */
export function readShape(text: string): { readonly shape: Shape } | { readonly fault: string } {
  const plain = text
    .trim()
    .replace(/^[[(]|[\])]$/g, "")
    .trim();
  if (plain === "" || /^scalar$/i.test(plain)) return { shape: [] };
  const parts = plain.split(/\s*[×x*,;]\s*|\s+/i);
  const wrong = parts.find((part) => !/^\d{1,9}$/.test(part));
  if (wrong !== undefined) return { fault: `Write a shape as 3 × 4 or 3, 4; “${wrong}” is not a length.` };
  const shape = parts.map(Number);
  if (shape.length > MAX_RANK) return { fault: `A tensor has at most ${MAX_RANK} axes.` };
  if (sizeOf(shape.map((length) => Math.max(1, length))) > MAX_ENTRIES) {
    return { fault: `That would be more than the ${grouped(MAX_ENTRIES)} numbers that fit.` };
  }
  return { shape };
}

/** The tensor of a recipe, or what is wrong with the recipe. The same recipe gives the same tensor everywhere. */
export function generate(recipe: Recipe): Read {
  if (recipe.kind === "one-hot") return oneHot(recipe);
  const read = readShape(recipe.shape);
  if ("fault" in read) return read;
  const { shape } = read;
  if (recipe.kind === "normal" && recipe.deviation < 0) return { fault: "A standard deviation is 0 or more." };
  return { tensor: fill(recipe, shape) };
}

function fill(recipe: Recipe, shape: Shape): Tensor {
  switch (recipe.kind) {
    case "ones":
      return filled(shape, 1);
    case "constant":
      return filled(shape, recipe.constant);
    case "linspace":
      return linspaceTensor(shape, recipe.low, recipe.high);
    case "uniform":
      return uniformTensor(shape, recipe.seed, recipe.low, recipe.high);
    case "normal":
      return normalTensor(shape, recipe.seed, recipe.mean, recipe.deviation);
    default:
      return filled(shape, 0);
  }
}

function oneHot({ classes, indexes }: Recipe): Read {
  const parts = indexes.trim().split(/[\s,;]+/);
  const wrong = parts.find((part) => !/^\d{1,9}$/.test(part) || Number(part) >= classes);
  if (wrong !== undefined) {
    return { fault: `Write classes from 0 to ${classes - 1}, such as 0, 2, 1; “${wrong}” is none.` };
  }
  if (parts.length * classes > MAX_ENTRIES)
    return { fault: `That would be more than the ${grouped(MAX_ENTRIES)} numbers that fit.` };
  const each = parts.map(Number);
  return { tensor: oneHotTensor(classes, each.length === 1 ? (each[0] as number) : each) };
}

/** The tensor in another shape of the same rank: entries keep their places, new ones are 0. Of another rank: they keep their order. */
export function resized(tensor: Tensor, shape: Shape): Tensor {
  const result = filled(shape, 0);
  if (shape.length !== tensor.shape.length) {
    result.data.set(tensor.data.subarray(0, result.data.length));
    return result;
  }
  for (let i = 0; i < result.data.length; i += 1) {
    let rest = i;
    let source = 0;
    let stride = 1;
    let inside = true;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const length = shape[axis] ?? 1;
      const own = tensor.shape[axis] ?? 1;
      const at = rest % length;
      rest = Math.floor(rest / length);
      if (at >= own) inside = false;
      source += at * stride;
      stride *= own;
    }
    if (inside) result.data[i] = tensor.data[source] ?? 0;
  }
  return result;
}
