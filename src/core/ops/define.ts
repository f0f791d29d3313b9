import { type FormulaTexts, readFormulas, readInside } from "#core/formula/lines";
import type { Named } from "#core/formula/site";
import type { Formula } from "#core/formula/tree";
import type { Fault } from "#core/problem";
import { type Nested, type Shape, sizeOf, type Tensor } from "#core/tensor/tensor";

/** What an op is for; it decides the colour of a card's dot and the heading in the palette. */
export type Family = "source" | "layer" | "filter" | "function" | "cost";

/** A setting of a node: shown as a field, read from `config` in a file. Settings are not learnable. */
export type ConfigField = { readonly label: string; readonly hint?: string } & (
  | { readonly kind: "integer"; readonly default: number; readonly min: number; readonly max: number }
  | { readonly kind: "number"; readonly default: number; readonly min?: number }
  | { readonly kind: "boolean"; readonly default: boolean }
  | { readonly kind: "choice"; readonly default: string; readonly choices: Readonly<Record<string, string>> }
  /** A text that every node must have; `default` is what a new node begins with. */
  | { readonly kind: "text"; readonly default: string }
  /** Texts by name, such as a hand-derived partial for each symbol. */
  | { readonly kind: "texts"; readonly default: Readonly<Record<string, string>> }
);

/** A setting's value once it has been read and found good. */
export type ConfigValue = number | boolean | string | Readonly<Record<string, string>>;

type ConfigOf<C extends Readonly<Record<string, ConfigField>>> = {
  readonly [K in keyof C]: C[K]["kind"] extends "integer" | "number"
    ? number
    : C[K]["kind"] extends "boolean"
      ? boolean
      : C[K]["kind"] extends "texts"
        ? Readonly<Record<string, string>>
        : string;
};

/** An input handle. `symbol` is the name that stands for it while nothing is wired to it. */
export interface HandleField {
  readonly symbol: string;
  readonly hint: string;
}

/** A learnable tensor. `symbol` is its name in formulas; `positive` says that every entry must be > 0. */
export interface ParamField {
  readonly symbol: string;
  readonly hint: string;
  readonly optional?: boolean;
  readonly positive?: boolean;
}

/** What a node brings to its op: settings that were found good, and its param tensors. */
export interface Settings<Config = Named<ConfigValue>, Params = Named<Tensor>> {
  readonly config: Config;
  readonly params: Params;
}

/** A tensor of a run, and ∂C/∂tensor; `grad` is null where nobody asks for it. Both are written in place. */
export interface Traced {
  readonly value: Tensor;
  readonly grad: Tensor | null;
}

/** All the tensors that one node touches. They exist before the op is built and stay the same from run to run. */
export interface Site<Inputs = Named<Traced>, Params = Named<Traced>, Config = Named<ConfigValue>> {
  readonly inputs: Inputs;
  readonly params: Params;
  readonly config: Config;
  readonly out: Traced;
}

/**
 * Tangents of inputs and params by their names: how fast each entry moves in some direction, row-major. One that is null or not there
 * stands still. The tangent of y is ẏ in words, and `yDot` in code.
 */
export type Tangents = Named<Float64Array | null>;

/**
 * An op at work on one site. `forward` and `backward` neither take, return nor allocate anything.
 * - `forward` writes `out.value` from the values of inputs and params.
 * - `backward` reads `out.grad` = ∂C/∂out and *overwrites* each `grad` that is not null with ∂C/∂ that tensor, the vector-Jacobian
 *   product. It may use what `forward` left behind, so it always follows a `forward` with the same values.
 * - `push` goes the other way: it *overwrites* `outDot` with ȯut = Σ ∂out/∂x ẋ over inputs and params, the Jacobian-vector product. It
 *   follows a `forward` as `backward` does, changes nothing that either needs, and is the adjoint of `backward`:
 *   Σ ∂C/∂out ȯut = Σ ∂C/∂x ẋ. A slope of 0 is multiplied like any other, so that a NaN in a tangent reaches every entry whose
 *   formula mentions it. Scratch is made where it is first needed, since most programs are never pushed; then nothing is allocated.
 */
export interface Program {
  readonly forward: () => void;
  readonly backward: () => void;
  readonly push: (tangents: Tangents, outDot: Float64Array) => void;
  /** Named intermediates that a learner may look at, such as z inside a fused layer; written by `forward`. */
  readonly saved?: Named<Tensor>;
}

/** The shape that comes out, or why none can. */
export type ShapeResult = { readonly out: Shape } | { readonly faults: readonly Fault[] };

/** What a node's tensors are called, as people wrote it: canvas, formula and sentence use the same names. */
export interface Names {
  readonly out: string;
  readonly inputs: Named<string>;
  readonly params: Named<string>;
}

/** What an op computes, both ways. `card` is the one line that fits on a node; null where none does. */
export interface Formulas {
  readonly card: Formula;
  readonly forward: readonly Formula[];
  readonly backward: readonly Formula[];
}

/**
 * What a step does and why, each way: a clause in plain words with no full stop, which begins with the output's name. Numbers are put
 * after it.
 */
export interface Says {
  readonly forward: string;
  readonly backward: string;
}

/** What a node's tensors are called in a Python file, by handle and by param: each an expression such as `x` or `self.z_weight`. */
export interface TorchNames<Inputs = Named<string>, Params = Named<string>> {
  readonly inputs: Inputs;
  readonly params: Params;
}

/**
 * What a node is in PyTorch, in one expression of Python: a `call` that PyTorch's own autograd differentiates; or, where the backward
 * is derived by hand, a `torch.autograd.Function` and the expressions it is to `apply` to. `torch`, and `F` for
 * `torch.nn.functional`, are imported. All numbers are float64.
 */
export type Torch = { readonly call: string } | { readonly apply: readonly string[]; readonly function: TorchFunction };

/**
 * A `torch.autograd.Function` in the split form. The bodies are Python without indent around them, and name nothing of one node, so
 * that nodes alike share one Function. The derivation is set above each body from the op's formulas.
 */
export interface TorchFunction {
  /** What `forward` takes, in order: identifiers, none of them `ctx`, `grad` or `output`. */
  readonly takes: readonly string[];
  /** Which of these, and of `output`, are kept for `backward`. */
  readonly saves: readonly string[];
  /** The body of `forward(…)`; returns the output. */
  readonly forward: string;
  /** The body of `backward(ctx, grad)` behind the saved tensors; returns ∂C/∂ each of `takes`, of its shape, from `grad` = ∂C/∂output. */
  readonly backward: string;
}

/**
 * A derivative that a learner may work out by hand, ∂quantity/∂by. What is typed is an expression of the same `symbols`, and is
 * compared with the derivative of `expression`.
 */
export interface Exercise {
  /** What a document calls it; unlike every other of the node. */
  readonly name: string;
  /** What the quantity that is derived is called. */
  readonly quantity: string;
  readonly expression: string;
  readonly by: string;
  /** By symbol of the expression, what it is called. A symbol is an input or a param of the node, entry by entry, or is listed in `over`. */
  readonly symbols: Named<string>;
  /** Symbols that are no tensor of the node, and the numbers that each runs through, such as the taps m of a kernel. */
  readonly over?: Named<readonly number[]>;
  /** Symbols that must be > 0. */
  readonly positive?: readonly string[];
  /** The setting of kind `texts` in which a derivative by hand may be put under `by`, to be used in place of the op's own. */
  readonly setting?: string;
  /** The number of the equation of Vicas 2022 that holds the answer. */
  readonly equation?: string;
}

/** What an intermediate is called: in a formula by its `symbol`, in a sentence by `words`, which begin with its plain name. */
export interface InsideField {
  readonly symbol: string;
  readonly words: string;
  /** Where a formula writes its entries another way: that entry, and how it is written, such as σ′(z). */
  readonly written?: Formula;
  /** Its last axis is counted from its middle, such as the taps −r to r of a kernel. */
  readonly centred?: boolean;
}

/** A worked example: it is documentation, and a test. With `dOut`, `grads` holds the gradients that it gives. */
export interface Example {
  readonly title: string;
  readonly inputs?: Named<Nested>;
  readonly params?: Named<Nested>;
  readonly config?: Named<ConfigValue>;
  readonly out: Nested;
  readonly dOut?: Nested;
  readonly grads?: Named<Nested>;
}

/**
 * Legal shapes for the laws to try the op with. `within` bounds the random entries of an input or param, exclusively; without it they
 * may be of any size, and nothing that the op computes of entries up to ±10,000 may be infinite or NaN.
 */
export interface Sample {
  readonly inputs?: Named<Shape>;
  readonly params?: Named<Shape>;
  readonly config?: Named<ConfigValue>;
  readonly within?: Named<readonly [low: number, high: number]>;
}

/**
 * What a card draws of an op besides its formula: the curve y = `at`(x) of an entrywise function, or the Gauss kernel whose centre
 * and spread are params of these names and whose radius and scaling are settings.
 */
export type CardPicture =
  | { readonly kind: "curve"; readonly at: (x: number) => number }
  | {
      readonly kind: "kernel";
      readonly center: string;
      readonly spread: string;
      readonly radius: string;
      readonly scaled: string;
    };

/** A kind of node, whole: one file each. Everything that the program knows of a type it reads from here. */
export interface Op {
  readonly type: string;
  readonly family: Family;
  /** What a new node of this type is called, as one would write it on paper: x, z, a, C. */
  readonly letter: string;
  /** One sentence, without the name. */
  readonly summary: string;
  /** Other words by which someone may look for it. */
  readonly keywords: readonly string[];
  readonly config: Named<ConfigField>;
  readonly inputs: (settings: Settings) => Named<HandleField>;
  readonly params: (settings: Settings) => Named<ParamField>;
  /** Its outputs are summed into the cost C. */
  readonly isCost: boolean;
  /** What is wrong with the settings whatever is wired: an expression that does not parse, a sigma that is not positive. */
  readonly faults: (settings: Settings) => readonly Fault[];
  /** Is asked only when there are no faults, every param that must be there is there and every handle is wired. */
  readonly shape: (inputs: Named<Shape>, settings: Settings) => ShapeResult;
  /** Params for a node that has just been added, or first been wired to inputs of these shapes. */
  readonly fresh: (inputs: Named<Shape>) => Named<Tensor>;
  /**
   * About how many multiply-adds one pass forward takes, from shapes alone, before there is room for anything: never less than there are
   * entries to write. An entry's exponential or logarithm counts as some ten. A pass backward is reckoned as two forward.
   */
  readonly work: (inputs: Named<Shape>, settings: Settings, out: Shape) => number;
  readonly build: (site: Site) => Program;
  /** The intermediates that `build` gives as `saved`, in the same order. */
  readonly inside: Named<InsideField>;
  /** What it computes, as values. `inputs` are their shapes, where they are known: of one entry there is less to be said. */
  readonly formulas: (settings: Settings, inputs?: Named<Shape>) => Formulas;
  readonly says: (names: Names, settings: Settings) => Says;
  /** What a node is in PyTorch. Params that are not there have no name. */
  readonly torch: (names: TorchNames, settings: Settings) => Torch;
  /** What a learner may derive by hand. Is asked only when there are no faults. */
  readonly exercises?: (names: Names, settings: Settings) => readonly Exercise[];
  readonly picture?: CardPicture;
  readonly examples: readonly Example[];
  /** Legal shapes with these leading axes. */
  readonly samples: (lead: Shape) => readonly Sample[];
}

type SiteParams<P extends Named<ParamField>, T> = {
  readonly [K in keyof P]: P[K] extends { readonly optional: true } ? T | undefined : T;
};

interface NamesOf<I, P> {
  readonly out: string;
  readonly inputs: { readonly [K in keyof I]: string };
  readonly params: { readonly [K in keyof P]: string };
}

/** An op with the same handles and params on every node, as it is written down: `Op` with names that the compiler checks. */
export interface OpDefinition<I extends Named<HandleField>, P extends Named<ParamField>, C extends Named<ConfigField>> {
  readonly type: string;
  readonly family: Family;
  readonly letter: string;
  readonly summary: string;
  readonly keywords?: readonly string[];
  readonly inputs: I;
  readonly params?: P;
  readonly config?: C;
  readonly isCost?: boolean;
  readonly faults?: (settings: Settings<ConfigOf<C>, SiteParams<P, Tensor>>) => readonly Fault[];
  readonly shape: (
    inputs: { readonly [K in keyof I]: Shape },
    settings: Settings<ConfigOf<C>, SiteParams<P, Tensor>>,
  ) => ShapeResult;
  readonly fresh?: (inputs: { readonly [K in keyof I]?: Shape }) => Named<Tensor>;
  /** As `Op.work`; where it is left out, each entry that is read or written counts as one. */
  readonly work?: (
    inputs: { readonly [K in keyof I]: Shape },
    settings: Settings<ConfigOf<C>, SiteParams<P, Tensor>>,
    out: Shape,
  ) => number;
  readonly build: (site: Site<{ readonly [K in keyof I]: Traced }, SiteParams<P, Traced>, ConfigOf<C>>) => Program;
  /** `written` as a line of text, such as `slope[…j] = sigmoid'(z[…j])`. */
  readonly inside?: Named<Omit<InsideField, "written"> & { readonly written?: string }>;
  /** Lines of text; docs/adding-an-op.md tells the notation. What speaks of a param that is not there drops out. */
  readonly formulas: (
    settings: Settings<ConfigOf<C>, SiteParams<P, Tensor>>,
    inputs: { readonly [K in keyof I]: Shape } | undefined,
  ) => FormulaTexts;
  readonly says: (names: NamesOf<I, P>, settings: Settings<ConfigOf<C>, SiteParams<P, Tensor>>) => Says;
  readonly torch: (
    names: TorchNames<{ readonly [K in keyof I]: string }, SiteParams<P, string>>,
    settings: Settings<ConfigOf<C>, SiteParams<P, Tensor>>,
  ) => Torch;
  readonly exercises?: (
    names: NamesOf<I, P>,
    settings: Settings<ConfigOf<C>, SiteParams<P, Tensor>>,
  ) => readonly Exercise[];
  readonly picture?: CardPicture;
  readonly examples: readonly Example[];
  readonly samples: (lead: Shape) => readonly Sample[];
}

/** Makes an op of its definition. The names that the definition uses are checked here, once, by the compiler. */
export function defineOp<
  const I extends Named<HandleField>,
  // biome-ignore lint/complexity/noBannedTypes: no params and no settings are the empty object.
  const P extends Named<ParamField> = {},
  // biome-ignore lint/complexity/noBannedTypes: as above.
  const C extends Named<ConfigField> = {},
>(definition: OpDefinition<I, P, C>): Op {
  const {
    inputs,
    params = {},
    config,
    keywords,
    isCost,
    faults,
    fresh,
    inside = {},
    formulas,
    work,
    ...rest
  } = definition;
  const roles = { inputs: Object.keys(inputs), params: Object.keys(params), saved: Object.keys(inside) };
  // The graph hands an op exactly the names that it declares, so the named types may be forgotten from here on.
  return {
    ...(rest as unknown as Pick<Op, keyof typeof rest>),
    keywords: keywords ?? [],
    config: config ?? {},
    inputs: () => inputs,
    params: () => params,
    isCost: isCost ?? false,
    inside: readInside(inside, roles),
    formulas: readFormulas(formulas as Parameters<typeof readFormulas>[0], roles),
    faults: (faults ?? (() => [])) as Op["faults"],
    fresh: (fresh ?? (() => ({}))) as Op["fresh"],
    work: (work ?? touched) as Op["work"],
  };
}

/** Entries that are read or written. */
export function touched(inputs: Named<Shape>, _settings: Settings, out: Shape): number {
  return Object.values(inputs).reduce((sum, shape) => sum + sizeOf(shape), sizeOf(out) + 1);
}

/** What an exponential, a logarithm or the like counts as, in multiply-adds. */
export const TRANSCENDENTAL = 10;
