import { describe, expect, it } from "vitest";
import type { Named } from "#core/formula/site";
import { seededRandom } from "#core/tensor/random";
import { copyOf, filled, sameTensor } from "#core/tensor/tensor";
import type { Traced } from "./define";
import { build, exampleTrial, mapNamed, randomTrials } from "./fixtures/trials";
import { ops } from "./index";

/* What must hold for `push` of every op, with no exemptions: the laws of forward mode, beside those in laws.test.ts. */

/** A tangent for each name that moves, the same each time. */
function dotsOf(traced: Named<Traced>, moving: readonly string[]): Named<Float64Array> {
  const random = seededRandom(13);
  const drawn = mapNamed(traced, ({ value }) => value.data.map(() => 2 * random.uniform() - 1));
  return Object.fromEntries(Object.entries(drawn).filter(([name]) => moving.includes(name)));
}

function products(a: Float64Array = new Float64Array(), b: Float64Array = new Float64Array()): readonly number[] {
  return Array.from(a, (entry, at) => entry * (b[at] as number));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

describe.each(ops.map((op) => [op.type, op] as const))("%s", (_, op) => {
  const trials = randomTrials(op);
  const examples = op.examples.map((example) => exampleTrial(op, example));

  it("pushes tangents forward as the adjoint of what it brings back, whichever of them move", () => {
    for (const trial of [...trials, ...examples]) {
      const { program, traced, out } = build(op, trial);
      program.forward();
      program.backward();
      const names = Object.keys(traced);
      const outDot = filled(out.value.shape, 1e30);
      for (const moving of [names, ...names.map((name) => [name]), names, []]) {
        const dots = dotsOf(traced, moving);
        program.push(dots, outDot.data);
        const forward = products(out.grad.data, outDot.data);
        const back = moving.flatMap((name) => products(traced[name]?.grad?.data, dots[name] ?? undefined));
        const size = [...forward, ...back].reduce((sum, each) => sum + Math.abs(each), 0);
        const off = Math.abs(sum(forward) - sum(back));
        if (!(off <= 1e-13 * size)) expect.fail(`${trial.title}: ${moving}: ${sum(forward)} is not ${sum(back)}`);
      }
    }
  });

  it("pushes the tangent that central differences give", () => {
    for (const trial of trials) {
      const { program, traced, out } = build(op, trial);
      const dots = dotsOf(traced, Object.keys(traced));
      const outDot = filled(out.value.shape, 1e30);
      program.forward();
      program.push(dots, outDot.data);
      const given = mapNamed(traced, ({ value }) => copyOf(value));
      const movedBy = (step: number) => {
        for (const [name, { value }] of Object.entries(traced)) {
          for (let at = 0; at < value.data.length; at += 1) {
            value.data[at] = (given[name]?.data[at] as number) + step * (dots[name]?.[at] as number);
          }
        }
        program.forward();
        return copyOf(out.value);
      };
      const above = movedBy(1e-6);
      const below = movedBy(-1e-6);
      const numeric = above.data.map((entry, at) => (entry - (below.data[at] as number)) / 2e-6);
      for (const [at, entry] of numeric.entries()) {
        const off = Math.abs((outDot.data[at] as number) - entry);
        if (!(off <= 1e-6 * (1 + Math.abs(entry)))) expect.fail(`${trial.title}: ${outDot.data[at]} is not ${entry}`);
      }
    }
  });

  it("lets a NaN in a tangent through to every entry that moves with it", () => {
    for (const trial of trials) {
      const { program, traced, out } = build(op, trial);
      program.forward();
      for (const [name, { value }] of Object.entries(traced)) {
        const dot = new Float64Array(value.data.length);
        const [moved, marked] = [1, Number.NaN].map((entry) => {
          dot[0] = entry;
          const outDot = new Float64Array(out.value.data.length);
          program.push({ [name]: dot }, outDot);
          return outDot;
        }) as [Float64Array, Float64Array];
        expect(marked.some(Number.isNaN), `${trial.title}: ${name}`).toBe(true);
        for (const [at, entry] of moved.entries()) {
          if (entry !== 0) expect(marked[at], `${trial.title}: ${name}, entry ${at}`).toBeNaN();
        }
      }
    }
  });

  it("changes nothing that it was given, nor what comes back after it", () => {
    for (const trial of trials) {
      const { program, traced, out } = build(op, trial);
      const dots = dotsOf(traced, Object.keys(traced));
      const given = mapNamed(dots, (dot) => dot.slice());
      program.forward();
      program.backward();
      const before = [
        out.value,
        out.grad,
        ...Object.values(traced).flatMap(({ value, grad }) => [value, grad ?? []].flat()),
      ];
      const copies = before.map(copyOf);
      program.push(dots, new Float64Array(out.value.data.length));
      program.backward();
      for (const [at, tensor] of before.entries()) {
        if (!sameTensor(tensor, copies[at] as typeof tensor)) expect.fail(trial.title);
      }
      expect(dots, trial.title).toEqual(given);
    }
  });
});
