import katex from "katex";
import { describe, expect, it } from "vitest";
import { texName } from "#core/formula/name";
import type { Named } from "#core/formula/site";
import { formulaTex, termTex } from "#core/formula/write-tex";
import { formulaText } from "#core/formula/write-text";
import { readConfig } from "#core/graph/resolve";
import { OPERATIONS_PER_SECOND } from "#core/graph/work";
import { copyOf, fromNested, sameTensor, sizeOf, type Tensor, zeros } from "#core/tensor/tensor";
import type { Names, TorchNames, Traced } from "./define";
import { allFormulas } from "./fixtures/grounds";
import {
  build,
  exampleTrial,
  gradsOf,
  LEADS,
  mapNamed,
  randomTrials,
  settingsOf,
  type Trial,
  trialOf,
} from "./fixtures/trials";
import { ops } from "./index";
import { insideTerm, namingOf, ownNames, shapesOf } from "./naming";

/*
 * What must hold for every op, with no exemptions. All is derived from what the op says of itself, so an op is covered as soon as
 * its line stands in the catalogue.
 */

/** Rows of a batch that takes long enough to be timed. */
const LARGE = 20_000;

/** What a multiply-add is reckoned to take, and how far off that may be: machines differ, and others may be at work on them. */
const NANOSECONDS = 1e9 / OPERATIONS_PER_SECOND;
const FACTOR = 40;

/**
 * Nanoseconds of this process alone, since others may be at work on the machine, that a pass takes; in the fastest of a few
 * stretches, as the first ones are spent on compiling. The clock counts in steps of some milliseconds.
 */
function leastTime(pass: () => void): number {
  const stretches = Array.from({ length: 4 }, () => {
    const began = process.cpuUsage();
    let passes = 0;
    let microseconds = 0;
    for (; microseconds < 20_000; passes += 1) {
      pass();
      microseconds = process.cpuUsage(began).user;
    }
    return (microseconds * 1e3) / passes;
  });
  return Math.min(...stretches);
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

  it("says how much work it is: finite, no less than there are entries to write, and more where there are more", () => {
    const workOf = ({ inputs, settings }: Trial) => {
      const shapes = mapNamed(inputs, ({ shape }) => shape);
      const result = op.shape(shapes, settings);
      if (!("out" in result)) throw new Error(`${op.type} has no shape`);
      return { work: op.work(shapes, settings, result.out), entries: sizeOf(result.out) };
    };
    const zeroed = (low: number) => low;
    for (const [turn] of op.samples([]).entries()) {
      const works = [1, 2, 8, 64].map((rows) => {
        const sample = op.samples([rows])[turn];
        return sample ? workOf(trialOf(op, sample, zeroed)) : { work: 1, entries: 1 };
      });
      for (const { work, entries } of works) {
        expect(Number.isFinite(work)).toBe(true);
        expect(work).toBeGreaterThanOrEqual(entries);
      }
      const numbers = works.map(({ work }) => work);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  });

  it("is as much work as it says, within a factor", () => {
    for (const [turn, sample] of op.samples([LARGE]).entries()) {
      const trial = trialOf(op, sample, (low, high) => (low + high) / 2);
      const { program, out } = build(op, trial);
      const inputs = mapNamed(trial.inputs, ({ shape }) => shape);
      const work = op.work(inputs, trial.settings, out.value.shape);
      // What is over in no time cannot be measured, and needs no bound.
      if (work < LARGE) continue;
      const nanoseconds =
        leastTime(() => {
          program.forward();
          program.backward();
        }) /
        (3 * work);
      expect(nanoseconds, `${op.type}, sample ${turn}: ns for each multiply-add`).toBeLessThan(NANOSECONDS * FACTOR);
      expect(nanoseconds, `${op.type}, sample ${turn}: ns for each multiply-add`).toBeGreaterThan(NANOSECONDS / FACTOR);
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

  it("says what a step does and why, in plain words that begin with its name and speak of its inputs", () => {
    for (const { title, inputs, settings } of [...trials, ...examples]) {
      const names: Names = {
        out: "OUT",
        inputs: mapNamed(inputs, (_tensor, name) => `IN-${name}`),
        params: mapNamed(op.params(settings), (_field, name) => `PARAM-${name}`),
      };
      const { forward, backward } = op.says(names, settings);
      for (const clause of [forward, backward]) {
        expect(clause, title).toMatch(/^OUT [a-z].*[^.:;,]$/);
        expect(clause, title).not.toMatch(/[\\${}<>]|\.\s/);
        expect(clause.length, title).toBeLessThan(110);
      }
      for (const name of Object.values(names.inputs)) expect(forward, title).toContain(name);
    }
  });

  it("says what it is in PyTorch, of all that it is given, and with a gradient for all that it takes", () => {
    for (const { title, inputs, settings } of [...trials, ...examples]) {
      const names: TorchNames = {
        inputs: mapNamed(inputs, (_tensor, name) => `input_${name}`),
        params: mapNamed(settings.params, (_tensor, name) => `self.param_${name}`),
      };
      const torch = op.torch(names, settings);
      const python = "call" in torch ? torch.call : torch.apply.join(", ");
      expect(python, title).toMatch(/^\S.*\S$/);
      for (const name of [...Object.values(names.inputs), ...Object.values(names.params)])
        expect(python).toContain(name);
      if ("call" in torch) continue;
      const { takes, saves, forward, backward } = torch.function;
      expect(new Set([...takes, "ctx", "grad", "output"]).size, title).toBe(takes.length + 3);
      expect(torch.apply.length, title).toBe(takes.length);
      expect([...takes, "output"], title).toEqual(expect.arrayContaining([...saves]));
      expect(forward, title).toMatch(/(^|\n)return .+$/);
      expect(backward.split("\n").at(-1), title).toMatch(/^return /);
      // Nodes alike share one Function, so it can name none of them.
      expect(`${forward}${backward}`, title).not.toMatch(/input_|param_/);
    }
  });

  it("has a symbol and words for each intermediate that it shows, and for no other", () => {
    for (const trial of [...trials, ...examples]) {
      expect(Object.keys(op.inside), trial.title).toEqual(Object.keys(build(op, trial).program.saved ?? {}));
    }
    for (const [name, { words }] of Object.entries(op.inside)) {
      const tex = termTex(insideTerm(name), namingOf(op, ownNames(op, settingsOf(op, {}, op.fresh({})))));
      expect(() => katex.renderToString(tex, { throwOnError: true, strict: "error" })).not.toThrow();
      expect(words).toMatch(/^\S+, [a-z].*[^.]$/);
    }
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

  it("shows its mathematics both ways, in TeX that can be set and as plain text, with the names that it is given", () => {
    for (const { title, inputs, settings } of [...trials, ...examples]) {
      const names: Names = {
        out: "omega_1",
        inputs: mapNamed(inputs, (_tensor, name) => `iota_${name}`),
        params: mapNamed(settings.params, (_tensor, name) => `pi_${name}`),
      };
      const shapes = mapNamed(inputs, ({ shape }) => shape);
      const { forward, backward } = op.formulas(settings, shapes);
      expect(forward.length, title).toBeGreaterThan(0);
      if (Object.keys({ ...inputs, ...settings.params }).length > 0) expect(backward.length, title).toBeGreaterThan(0);
      const all = allFormulas(op, settings, shapes);
      const result = op.shape(shapes, settings);
      const known = shapesOf("out" in result ? result.out : undefined, shapes, settings);
      for (const naming of [namingOf(op, names), namingOf(op, names, known)]) {
        const tex = all.map((formula) => formulaTex(formula, naming));
        for (const line of tex)
          expect(() => katex.renderToString(line, { throwOnError: true, strict: "error" }), line).not.toThrow();
        const text = all.map((formula) => formulaText(formula, naming));
        for (const line of text) expect(line, title).not.toMatch(/[\\{}$]|undefined/);
        for (const name of [names.out, ...Object.values(names.inputs)]) {
          expect(tex.join("\n"), title).toContain(texName(name));
          expect(text.join("\n"), title).toContain(name);
        }
      }
      for (const { equation } of all) if (equation !== undefined) expect(equation).toMatch(/^\(\d+\)(–\(\d+\))?$/);
    }
  });
});
