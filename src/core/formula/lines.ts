import { own } from "#core/own";
import { withoutAbsent } from "./absent";
import { type Roles, readFormula } from "./read";
import type { Named } from "./site";
import type { Formula, Ref, Role } from "./tree";

/**
 * A line of a formula as an op's file writes it, beginning with the number of the equation of Vicas 2022 where it has one; and with a
 * footnote, what to know of the equation there, and the steps that lead to it, where it has such.
 */
export type Line =
  | string
  | {
      readonly line: string;
      readonly note?: string | undefined;
      readonly slip?: string | undefined;
      readonly derivation?: readonly Line[] | undefined;
    };

/** What an op computes, as text. */
export interface FormulaTexts {
  readonly card: Line;
  readonly forward: readonly Line[];
  readonly backward: readonly Line[];
}

/** The names that an op's formulas may speak of, besides `out`. */
export interface TensorNames {
  readonly inputs: readonly string[];
  readonly params: readonly string[];
  readonly saved: readonly string[];
}

/** Finds the tensor of an op by its name. */
export function rolesOf({ inputs, params, saved }: TensorNames): Roles {
  const roles = new Map<string, Role>([
    ...saved.map((name) => [name, "saved"] as const),
    ...params.map((name) => [name, "param"] as const),
    ...inputs.map((name) => [name, "input"] as const),
    ["out", "out"],
  ]);
  return (name) => {
    const role = roles.get(name);
    return role && { role, name };
  };
}

/** Makes a reader of lines, which keeps what it has read: an op writes the same ones again and again. */
export function lineReader(roles: Roles): (line: Line) => Formula {
  const known = new Map<string, Formula>();
  const read = (text: string): Formula => {
    const formula = known.get(text) ?? readFormula(text, roles);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(text, formula);
    return formula;
  };
  const readLine = (line: Line): Formula => {
    if (typeof line === "string") return read(line);
    const { note, slip, derivation } = line;
    return {
      ...read(line.line),
      ...(note === undefined ? {} : { note }),
      ...(slip === undefined ? {} : { slip }),
      ...(derivation === undefined ? {} : { derivation: derivation.map(readLine) }),
    };
  };
  return readLine;
}

/** Settings are written into lines, so there is no end of them. */
const MOST_KEPT = 400;

/** The formulas of an op, read from its lines: without what speaks of params that are not there. */
export function readFormulas<S extends { readonly params: Named<unknown> }, I>(
  texts: (settings: S, inputs: I | undefined) => FormulaTexts,
  names: TensorNames,
) {
  const read = lineReader(rolesOf(names));
  return (settings: S, inputs?: I) => {
    const { card, forward, backward } = texts(settings, inputs);
    const isThere = ({ role, name }: Ref) => role !== "param" || own(settings.params, name) !== undefined;
    const isWhole = names.params.every((name) => own(settings.params, name) !== undefined);
    const all = (lines: readonly Line[]) =>
      lines.flatMap((line) => (isWhole ? read(line) : (withoutAbsent(read(line), isThere) ?? [])));
    return { card: all([card])[0] ?? read(card), forward: all(forward), backward: all(backward) };
  };
}

/** Intermediates with what their entries are written as. */
export function readInside<F extends { readonly written?: string }>(inside: Named<F>, names: TensorNames) {
  const read = lineReader(rolesOf(names));
  return Object.fromEntries(
    Object.entries(inside).map(([name, { written, ...field }]) => [
      name,
      written === undefined ? field : { ...field, written: read(written) },
    ]),
  ) as Named<Omit<F, "written"> & { readonly written?: Formula }>;
}
