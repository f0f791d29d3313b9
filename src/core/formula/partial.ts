import { type Algebra, type Dual, dual } from "./algebra";
import { type Ask, type Compiling, compileSides, compileTerm, type Sides } from "./compile";
import { locate } from "./letters";
import type { Ground } from "./site";
import { type Formula, type Ref, type Term, withParts } from "./tree";

/** What a derivative is taken by: an entry of a tensor, or a local. */
type Seed = { readonly of: Ref; readonly at: number } | { readonly local: string };

/** @throws RangeError where the op says of no such tensor how it is made. */
function definitionOf({ role, name }: Ref, { definitions }: Ground): Formula {
  const found = definitions.find(
    ({ sides: [left] }) => left?.kind === "entry" && left.of.role === role && left.of.name === name,
  );
  if (!found) throw new RangeError(`nothing says how ${name} is made`);
  return found;
}

/** Makes open derivatives: forward mode through the term, and the op's own push for its output. */
export function partials<T>(base: Algebra<T>): Compiling<T>["partial"] {
  return (of, by, given) => {
    const { ground, letters } = given;
    const moving = dual(base);
    let seed: Seed = { local: "" };
    let pushed: { readonly of: Ref; readonly at: number; readonly outDot: ArrayLike<number> } | null = null;
    const made = new Map<string, Sides<Dual<T>>>();
    const seedAt = by.kind === "entry" ? locate(by, ground, letters, true) : null;
    const read: Compiling<Dual<T>>["read"] = (ref, grad, known, at) => {
      const value = given.read(ref, grad, known, at);
      return { value, dot: grad ? base.of(0) : dotOf(ref, at) };
    };
    const dotOf = (ref: Ref, at: number): T => {
      if ("of" in seed && seed.of.role === ref.role && seed.of.name === ref.name) {
        return base.of(seed.at === at ? 1 : 0);
      }
      if (ref.role === "input" || ref.role === "param") return supposedDot(ref);
      const isGiven = "of" in seed && (seed.of.role === "input" || seed.of.role === "param");
      if (ref.role === "out" && isGiven && ground.push && "of" in seed) {
        if (pushed?.of !== seed.of || pushed.at !== seed.at)
          pushed = { ...seed, outDot: ground.push(seed.of, seed.at) };
        return base.of(pushed.outDot[at] as number);
      }
      return definedDot(ref, at);
    };
    // Where x is supposed to be w p, it moves by p as w does.
    const supposedDot = (ref: Ref): T => {
      const local = given.locals.find((each) => each.kind === "suppose" && each.of.of.name === ref.name);
      if (local?.kind !== "suppose" || !("local" in seed)) return base.of(0);
      const other = local.names.find((name) => "local" in seed && name !== seed.local) ?? "";
      return compileTerm<T>({ kind: "local", name: other, args: [], grad: false }, { ...given, inSum: true })();
    };
    const definedDot = (ref: Ref, at: number): T => {
      // A definition has letters of its own; what is supposed of an input goes for it too.
      const definition = definitionOf(ref, ground);
      const formula = { ...definition, locals: [...definition.locals, ...given.locals] };
      const sides =
        made.get(ref.name) ?? compileSides(formula, ground, moving, read, () => () => moving.of(Number.NaN));
      made.set(ref.name, sides);
      sides.stand(at);
      return (sides.asks[1] as Ask<Dual<T>>)().dot;
    };
    const within: Compiling<Dual<T>> = {
      ...given,
      algebra: moving,
      read,
      inSum: true,
      args: new Map([...given.args].map(([name, ask]) => [name, () => ({ value: ask(), dot: base.of(0) })])),
      partial: () => () => moving.of(Number.NaN),
    };
    const moved =
      byCost(of, by, given) ??
      movedLocal(of, by, within) ??
      movedLetter(of, by, within) ??
      dotFrom(compileTerm(of, within));
    return () => {
      const kept = [...letters.at];
      seed =
        seedAt && by.kind === "entry" ? { of: by.of, at: seedAt() } : { local: by.kind === "local" ? by.name : "" };
      const dot = moved();
      for (const [slot, at] of kept.entries()) letters.at[slot] = at;
      return dot;
    };
  };

  function dotFrom(ask: Ask<Dual<T>>): Ask<T> {
    return () => ask().dot;
  }

  /** ∂l(out)/∂out is ∂C/∂out, and 0 by any other entry of it. */
  function byCost(of: Term, by: Term, given: Compiling<T>): Ask<T> | null {
    if (of.kind !== "cost" || of.of?.kind !== "entry" || by.kind !== "entry" || of.of.of.role !== "out") return null;
    const inner = { ...given, inSum: true };
    const grad = compileTerm({ ...of.of, grad: true }, inner);
    const [place, other] = [of.of, by].map((entry) => locate(entry, given.ground, given.letters, true));
    const isSame = by.of.role === "out";
    return () => (isSame && place?.() === other?.() ? grad() : base.of(0));
  }

  /** By an index, such as the m of a kernel, an intermediate moves as its definition in the same letters does. */
  function movedLetter(of: Term, by: Term, within: Compiling<Dual<T>>): Ask<T> | null {
    if (by.kind !== "symbol") return null;
    const slot = within.letters.slotOf.get(by.name);
    if (slot === undefined) throw new RangeError(`nothing says how far ${by.name} runs`);
    const moving: Ask<Dual<T>> = () => ({ value: base.of(within.letters.at[slot] as number), dot: base.of(1) });
    const made = of.kind === "entry" ? definitionOf(of.of, within.ground).sides[1] : of;
    return made ? dotFrom(compileTerm(made, { ...within, args: new Map([...within.args, [by.name, moving]]) })) : null;
  }

  /** By a quantity that a `where` explains, what is written in it moves as it does. */
  function movedLocal(of: Term, by: Term, within: Compiling<Dual<T>>): Ask<T> | null {
    const local =
      by.kind === "local" ? within.locals.find((each) => each.kind === "quantity" && each.name === by.name) : undefined;
    if (local?.kind !== "quantity") return null;
    const value = compileTerm(local.is, within);
    const args = new Map([[local.name, () => ({ value: value().value, dot: base.of(1) })]]);
    const asSymbol = (term: Term): Term =>
      term.kind === "local" && term.name === local.name
        ? { kind: "symbol", name: local.name }
        : withParts(term, asSymbol);
    return dotFrom(compileTerm(asSymbol(of), { ...within, args: new Map([...within.args, ...args]) }));
  }
}
