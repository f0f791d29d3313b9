import katex from "katex";
import { describe, expect, it } from "vitest";
import { readConfig } from "#core/graph/resolve";
import { seededRandom } from "#core/tensor/random";
import { copyOf, filled, fromNested, type Shape, sameTensor, type Tensor, zeros } from "#core/tensor/tensor";
import type { Example, Named, Names, Op, Sample, Settings, Traced } from "./define";
import { ops } from "./index";

/*
 * What must hold for every op, with no exemptions. All is derived from what the op says of itself, so an op is covered as soon as
 * its line stands in the catalogue.
 */

/** Zero to two leading axes; batches of one, two and more. */
const LEADS: readonly Shape[] = [[], [1], [2], [5], [2, 3], [1, 2]];

/** Tensors to try an op on. */
interface Trial {
  readonly title: string;
  readonly inputs: Named<Tensor>;
  readonly settings: Settings;
}

function mapNamed<A, B>(named: Named<A> | undefined, change: (value: A, name: string) => B): Named<B> {
  return Object.fromEntries(Object.entries(named ?? {}).map(([name, value]) => [name, change(value, name)]));
}

function settingsOf(op: Op, config: Sample["config"], params: Named<Tensor>): Settings {
  return Object.freeze({
    config: Object.freeze({ ...mapNamed(op.config, (field) => field.default), ...config }),
    params,
  });
}

/** The trial that a sample asks for; `entryOf` gives the entries of an input or param that lie between `low` and `high`. */
function trialOf(op: Op, sample: Sample, entryOf: (low: number, high: number, bounded: boolean) => number): Trial {
  const given = settingsOf(op, sample.config, mapNamed(sample.params, zeros));
  const positive = mapNamed(op.params(given), (field) => field.positive === true);
  const draw = (shape: Shape, name: string): Tensor => {
    const within = sample.within?.[name];
    const [low, high] = within ?? (positive[name] ? [0.5, 2] : [-2, 2]);
    const drawn = zeros(shape);
    for (let at = 0; at < drawn.data.length; at += 1) drawn.data[at] = entryOf(low, high, within !== undefined);
    return drawn;
  };
  return {
    title: `${op.type} ${JSON.stringify(sample)}`,
    inputs: mapNamed(sample.inputs, draw),
    settings: settingsOf(op, sample.config, mapNamed(sample.params, draw)),
  };
}

function randomTrials(op: Op): readonly Trial[] {
  const random = seededRandom(7);
  const entryOf = (low: number, high: number) => low + (high - low) * (0.001 + 0.998 * random.uniform());
  return LEADS.flatMap((lead) => op.samples(lead)).map((sample) => trialOf(op, sample, entryOf));
}

function exampleTrial(op: Op, example: Example): Trial {
  return {
    title: `${op.type}: ${example.title}`,
    inputs: mapNamed(example.inputs, fromNested),
    settings: settingsOf(op, example.config, mapNamed(example.params, fromNested)),
  };
}

function outShape(op: Op, { title, inputs, settings }: Trial): Shape {
  expect(op.faults(settings), title).toEqual([]);
  const result = op.shape(
    mapNamed(inputs, ({ shape }) => shape),
    settings,
  );
  if (!("out" in result)) throw new Error(`${title}: ${result.faults.map(({ message }) => message).join()}`);
  return result.out;
}

/** An op at work on a trial: buffers full of garbage, and gradients only for the names that are wanted. */
function build(op: Op, trial: Trial, wanted: (name: string) => boolean = () => true) {
  const shape = outShape(op, trial);
  const garbage = 1e30;
  const trace = (value: Tensor, name: string): Traced => ({
    value: copyOf(value),
    grad: wanted(name) ? filled(value.shape, garbage) : null,
  });
  const inputs = mapNamed(trial.inputs, trace);
  const params = mapNamed(trial.settings.params, trace);
  const out = { value: filled(shape, garbage), grad: randomTensor(shape, 11) };
  const program = op.build({ inputs, params, config: trial.settings.config, out });
  return { inputs, params, out, traced: { ...inputs, ...params }, program };
}

function randomTensor(shape: Shape, seed: number): Tensor {
  const random = seededRandom(seed);
  const drawn = zeros(shape);
  for (let at = 0; at < drawn.data.length; at += 1) drawn.data[at] = 2 * random.uniform() - 1;
  return drawn;
}

/** Every gradient that an op writes for a trial. */
function gradsOf(op: Op, trial: Trial): Named<Tensor> {
  const { program, traced } = build(op, trial);
  program.forward();
  program.backward();
  return mapNamed(traced, ({ grad }) => grad as Tensor);
}

function expectClose(actual: Tensor, expected: Tensor, tolerance: number, title: string): void {
  expect(actual.shape, title).toEqual(expected.shape);
  for (const [at, entry] of expected.data.entries()) {
    const off = Math.abs((actual.data[at] as number) - entry);
    const close = Object.is(actual.data[at], entry) || off <= tolerance * (1 + Math.abs(entry));
    if (!close) expect.fail(`${title}: entry ${at} is ${actual.data[at]}, not ${entry}`);
  }
}

function expectSame(actual: Tensor, expected: Tensor, title: string): void {
  if (!sameTensor(actual, expected)) expect.fail(`${title}: [${actual.data}] is not [${expected.data}]`);
}

describe("the catalogue", () => {
  it("gives every op a type of its own", () => {
    const types = ops.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });

  it("holds every op that has a file", () => {
    const files = import.meta.glob<Named<unknown>>(["./*.ts", "!./*.test.ts"], { eager: true });
    const isOp = (value: unknown) => typeof value === "object" && value !== null && "build" in value && "type" in value;
    const written = Object.values(files).flatMap((file) => Object.values(file).filter(isOp));
    expect(new Set(written)).toEqual(new Set(ops));
  });
});

describe.each(ops.map((op) => [op.type, op] as const))("%s", (_, op) => {
  const trials = randomTrials(op);
  const examples = op.examples.map((example) => exampleTrial(op, example));

  it("has an example, and samples for all leading axes", () => {
    expect(op.examples.length).toBeGreaterThan(0);
    for (const lead of LEADS) expect(op.samples(lead).length).toBeGreaterThan(0);
  });

  it("computes its examples, both ways", () => {
    for (const example of op.examples) {
      const { program, out, traced } = build(op, exampleTrial(op, example));
      if (example.dOut !== undefined) out.grad.data.set(fromNested(example.dOut).data);
      program.forward();
      expectClose(out.value, fromNested(example.out), 1e-12, example.title);
      program.backward();
      if (example.grads) expect(example.dOut, example.title).toBeDefined();
      for (const [name, grad] of Object.entries(example.grads ?? {})) {
        expectClose(traced[name]?.grad as Tensor, fromNested(grad), 1e-12, `${example.title}: ${name}`);
      }
    }
  });

  it("fills the shape that it announces, whatever lay there before", () => {
    for (const trial of [...trials, ...examples]) {
      const { program, out } = build(op, trial);
      program.forward();
      const first = copyOf(out.value);
      out.value.data.fill(-3);
      program.forward();
      expectSame(out.value, first, trial.title);
    }
  });

  it("gives every input and param the gradient that central differences give", () => {
    for (const trial of trials) {
      const { program, traced, out } = build(op, trial);
      program.forward();
      program.backward();
      const weighted = () => {
        program.forward();
        return out.value.data.reduce((sum, entry, at) => sum + entry * (out.grad.data[at] as number), 0);
      };
      for (const [name, { value, grad }] of Object.entries(traced)) {
        const numeric = zeros(value.shape);
        for (const [at, entry] of value.data.entries()) {
          value.data[at] = entry + 1e-6;
          const above = weighted();
          value.data[at] = entry - 1e-6;
          numeric.data[at] = (above - weighted()) / 2e-6;
          value.data[at] = entry;
        }
        expectClose(grad as Tensor, numeric, 1e-6, `${trial.title}: ${name}`);
      }
    }
  });

  it("overwrites gradients instead of adding to them, and stays with its buffers", () => {
    for (const trial of trials) {
      const { program, traced } = build(op, trial);
      program.forward();
      program.backward();
      const first = mapNamed(traced, ({ grad }) => ({ grad, copy: copyOf(grad as Tensor) }));
      for (const { grad } of Object.values(traced)) grad?.data.fill(Number.NaN);
      program.forward();
      program.backward();
      for (const [name, { grad, copy }] of Object.entries(first)) {
        expect(traced[name]?.grad).toBe(grad);
        expectSame(grad as Tensor, copy, `${trial.title}: ${name}`);
      }
    }
  });

  it("writes the gradients that are wanted, the same whichever others are", () => {
    for (const trial of trials) {
      const all = gradsOf(op, trial);
      for (const name of [...Object.keys(all), null]) {
        const { program, traced } = build(op, trial, (other) => other === name);
        program.forward();
        program.backward();
        if (name !== null) expectSame(traced[name]?.grad as Tensor, all[name] as Tensor, `${trial.title}: ${name}`);
      }
    }
  });

  it("changes nothing that it was given", () => {
    for (const trial of trials) {
      const { program, traced, out } = build(op, trial);
      const given = { ...trial.inputs, ...trial.settings.params };
      const dOut = copyOf(out.grad);
      program.forward();
      const value = copyOf(out.value);
      program.backward();
      expectSame(out.grad, dOut, `${trial.title}: upstream gradient`);
      expectSame(out.value, value, `${trial.title}: value`);
      for (const [name, traces] of Object.entries(traced)) {
        expectSame(traces.value, given[name] as Tensor, `${trial.title}: ${name}`);
      }
    }
  });

  it("stays finite where entries are large, unless a sample bounds them", () => {
    const sizes = [1e3, -1e3, 1e4, -1e4, 0, 37, -710, 1e-300];
    for (const lead of LEADS) {
      for (const [turn, sample] of op.samples(lead).entries()) {
        let next = turn;
        const trial = trialOf(op, sample, (low, high, bounded) => {
          next += 1;
          const size = sizes[next % sizes.length] as number;
          if (bounded) return Math.min(high, Math.max(low, size));
          return low > 0 ? Math.max(low, Math.abs(size)) : size;
        });
        const { program, traced, out } = build(op, trial);
        program.forward();
        program.backward();
        for (const tensor of [out.value, ...Object.values(traced).map(({ grad }) => grad as Tensor)]) {
          if (!tensor.data.every(Number.isFinite)) expect.fail(`${trial.title}: [${tensor.data}]`);
        }
      }
    }
  });

  it("lets a NaN through, so that where it began can be found", () => {
    for (const trial of trials) {
      for (const name of Object.keys({ ...trial.inputs, ...trial.settings.params })) {
        const { program, traced, out } = build(op, trial);
        (traced[name] as Traced).value.data[0] = Number.NaN;
        program.forward();
        expect(out.value.data.some(Number.isNaN), `${trial.title}: ${name}`).toBe(true);
      }
    }
  });

  it("has legal defaults, and legal params for a node that was just added or wired", () => {
    for (const field of Object.values(op.config))
      expect(readConfig(field.default, field)).toEqual({ value: field.default });
    for (const sample of [{ config: {}, inputs: {} }, ...op.samples([2])]) {
      const fresh = settingsOf(op, {}, op.fresh(sample.inputs ?? {}));
      const missing = Object.entries(op.params(fresh)).filter(
        ([name, field]) => !field.optional && !fresh.params[name],
      );
      expect(missing).toEqual([]);
      expect(op.faults(fresh)).toEqual([]);
    }
  });

  it("describes itself in one sentence, with a hint for each handle, param and setting", () => {
    expect(op.summary).toMatch(/^[A-ZΑ-Ω].*[^.]\.$/u);
    expect(op.summary).not.toMatch(/[.!?]\s/);
    for (const { settings } of [...trials, ...examples]) {
      for (const { symbol, hint } of [...Object.values(op.inputs(settings)), ...Object.values(op.params(settings))]) {
        expect(symbol).not.toBe("");
        expect(hint).toMatch(/^[A-Z].*[^.]$/);
      }
    }
    for (const { label } of Object.values(op.config)) expect(label).toMatch(/^[A-Z]/);
  });

  it("draws the curve that it computes, or a kernel whose params and settings it has", () => {
    const { picture } = op;
    if (picture?.kind === "curve") {
      const x = fromNested([-3, -1, -0.5, 0, 0.25, 1, 4]);
      const inputs = mapNamed(op.inputs(settingsOf(op, {}, {})), () => x);
      const { program, out } = build(op, { title: op.type, inputs, settings: settingsOf(op, {}, {}) });
      program.forward();
      expectClose(out.value, { shape: x.shape, data: x.data.map(picture.at) }, 1e-12, op.type);
    }
    if (picture?.kind === "kernel") {
      const params = op.params(settingsOf(op, {}, {}));
      expect(Object.keys(params)).toEqual(expect.arrayContaining([picture.center, picture.spread]));
      expect(Object.keys(op.config)).toEqual(expect.arrayContaining([picture.radius, picture.scaled]));
    }
  });

  it("shows its mathematics both ways, in TeX that can be set, with the names that it is given", () => {
    for (const { title, inputs, settings } of [...trials, ...examples]) {
      const names: Names = {
        out: "{\\omega_1}",
        inputs: mapNamed(inputs, (_tensor, name) => `{\\iota_{${name}}}`),
        params: mapNamed(settings.params, (_tensor, name) => `{\\pi_{${name}}}`),
      };
      const { card, forward, backward } = op.formulas(names, settings);
      expect(forward.length, title).toBeGreaterThan(0);
      if (Object.keys({ ...inputs, ...settings.params }).length > 0) expect(backward.length, title).toBeGreaterThan(0);
      const tex = [card, ...[...forward, ...backward].map((formula) => formula.tex)];
      for (const line of tex)
        expect(() => katex.renderToString(line, { throwOnError: true, strict: "error" })).not.toThrow();
      for (const name of [names.out, ...Object.values(names.inputs)]) expect(tex.join("\n"), title).toContain(name);
      for (const { equation } of [...forward, ...backward]) {
        if (equation !== undefined) expect(equation).toMatch(/^\(\d+\)(–\(\d+\))?$/);
      }
    }
  });
});
