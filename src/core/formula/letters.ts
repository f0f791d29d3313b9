import { sizeOf } from "#core/tensor/tensor";
import { explicitOf, leadRank, originAt, type Scope } from "./scope";
import type { Ground } from "./site";
import { type Entry, LEAD, letterOf, type Place } from "./tree";

/** A place in a tensor; −1 where it lies outside. */
export type Locate = () => number;

/** A formula's letters at work: what each stands at, and the walks over them. */
export interface Letters {
  readonly scope: Scope;
  /** Where each letter stands, then each leading axis. */
  readonly at: number[];
  readonly slotOf: ReadonlyMap<string, number>;
  readonly leadSlots: readonly number[];
}

/** The slots of a formula's letters, all at 0. */
export function lettersOfScope(scope: Scope): Letters {
  const names = [...scope.ranges.keys()];
  const slotOf = new Map(names.map((name, slot) => [name, slot]));
  const leadSlots = scope.lead.map((_, axis) => names.length + axis);
  return { scope, at: new Array<number>(names.length + leadSlots.length).fill(0), slotOf, leadSlots };
}

/** What a sum runs over: for each letter or open leading axis its slot, where it begins and how many there are. */
export interface Loop {
  readonly slot: number;
  readonly from: number;
  readonly length: number;
}

/**
 * The loops of a sum.
 * @throws RangeError where nothing says how far a letter runs.
 */
export function loopsOf(over: readonly string[], { scope, slotOf, leadSlots }: Letters): readonly Loop[] {
  return over.flatMap((letter): readonly Loop[] => {
    if (letter === LEAD) {
      return scope.lead.flatMap((length, axis) =>
        scope.bound[axis] ? [] : [{ slot: leadSlots[axis] as number, from: 0, length }],
      );
    }
    const range = scope.ranges.get(letter);
    if (!range) throw new RangeError(`nothing says how far ${letter} runs`);
    return [{ slot: slotOf.get(letter) as number, ...range }];
  });
}

/** Sets the letters to each combination in turn, the last loop running fastest. */
export function walk(loops: readonly Loop[], at: number[], visit: () => void): void {
  walkFrom(0, loops, at, visit);
}

function walkFrom(depth: number, loops: readonly Loop[], at: number[], visit: () => void): void {
  const loop = loops[depth];
  if (!loop) {
    visit();
    return;
  }
  const isLast = depth === loops.length - 1;
  for (let step = 0; step < loop.length; step += 1) {
    at[loop.slot] = loop.from + step;
    if (isLast) visit();
    else walkFrom(depth + 1, loops, at, visit);
  }
}

/** Where an entry lies as the letters stand. `inSum` says that open leading axes have been given a place. */
export function locate(entry: Entry, ground: Ground, letters: Letters, inSum: boolean): Locate {
  const shape = ground.shapeOf(entry.of);
  if (!shape) throw new RangeError(`there is no ${entry.of.name}`);
  const { scope, at, slotOf, leadSlots } = letters;
  const first = leadRank(entry, shape);
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const steps: { readonly slot: number; readonly by: number }[] = [];
  for (let axis = 0; axis < first; axis += 1) {
    const common = scope.lead.length - first + axis;
    if (shape[axis] === 1) continue;
    if (!inSum && !scope.bound[common])
      throw new RangeError(`${entry.of.name} has leading axes that nothing sums over`);
    steps.push({ slot: leadSlots[common] as number, by: strides[axis] as number });
  }
  const slot = (letter: string): number => {
    const found = slotOf.get(letter);
    if (found === undefined) throw new RangeError(`nothing says how far ${letter} runs`);
    return found;
  };
  const places = explicitOf(entry).map((place, each) => {
    const axis = first + each;
    const { plus, minus, offset } = place as Place;
    return {
      plus: plus.map(slot),
      minus: minus.map(slot),
      offset: offset + originAt(entry.of, axis, shape, ground),
      length: shape[axis] as number,
      by: strides[axis] as number,
      // A letter by itself was given its range by some axis, and another may be shorter: that is no zero, but a slip.
      isAlone: letterOf(place) !== null,
      name: entry.of.name,
    };
  });
  return () => {
    let found = 0;
    for (const step of steps) found += (at[step.slot] as number) * step.by;
    for (const { plus, minus, offset, length, by, isAlone, name } of places) {
      let place = offset;
      for (const each of plus) place += at[each] as number;
      for (const each of minus) place -= at[each] as number;
      if (place < 0 || place >= length) {
        if (isAlone) throw new RangeError(`an index of ${name} runs past its end`);
        return -1;
      }
      found += place * by;
    }
    return found;
  };
}

/** What the left side of a formula leaves open. */
export function openLoops({ scope, slotOf, leadSlots }: Letters): readonly Loop[] {
  const lead = scope.lead.flatMap((length, axis) =>
    scope.bound[axis] ? [{ slot: leadSlots[axis] as number, from: 0, length }] : [],
  );
  const letters = scope.free.map((letter): Loop => {
    const range = scope.ranges.get(letter);
    if (!range) throw new RangeError(`nothing says how far ${letter} runs`);
    return { slot: slotOf.get(letter) as number, ...range };
  });
  return [...lead, ...letters];
}

/** Puts letters where entry `at` of such loops has them. */
export function standAt(loops: readonly Loop[], letters: Letters, at: number): void {
  letters.at.fill(0);
  let rest = at;
  for (let each = loops.length - 1; each >= 0; each -= 1) {
    const { slot, from, length } = loops[each] as Loop;
    letters.at[slot] = from + (rest % length);
    rest = Math.floor(rest / length);
  }
}
