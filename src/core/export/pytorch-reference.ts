import type { Tape } from "#core/tape/tape";
import { costOf } from "#core/tape/tape";
import { scalar, type Tensor } from "#core/tensor/tensor";
import { indent, isBlock, tensorLines } from "./python-text";
import type { PythonPlan } from "./pytorch-plan";

/** Every number of a plan's run: name and value of each output, name and gradient of each output and param. */
interface Numbers {
  readonly cost: Tensor | null;
  readonly outputs: readonly (readonly [name: string, value: Tensor])[];
  readonly gradients: readonly (readonly [name: string, grad: Tensor | null])[];
}

/** Reads a plan's numbers. The value of a node that is nothing but its param stands in the module and is not said again. */
export function numbersOf({ nodes }: PythonPlan): Numbers {
  const entries = nodes.map(({ entry }) => entry);
  const cost = costOf({ entries } as Pick<Tape, "entries"> as Tape);
  return {
    cost: cost === null ? null : scalar(cost),
    outputs: nodes.filter(({ isItsParam }) => !isItsParam).map(({ name, entry }) => [name, entry.out.value]),
    gradients:
      cost === null
        ? []
        : nodes.flatMap(({ name, entry, attributes, isItsParam }) => [
            [name, entry.out.grad] as const,
            ...Object.entries(isItsParam ? {} : attributes).map(
              ([param, attribute]) => [attribute, entry.params[param]?.grad ?? null] as const,
            ),
          ]),
  };
}

/** The dict of these numbers, which a formatter had better leave as it is. */
export function referenceDict(plan: PythonPlan): readonly string[] {
  const { cost, outputs, gradients } = numbersOf(plan);
  const entry = ([name, tensor]: readonly [string, Tensor | null]) =>
    tensor ? tensorLines(`"${name}": `, tensor, ",", 8, plan.blocks) : [`"${name}": None,`];
  const dict = (name: string, entries: readonly string[]) =>
    entries.length === 0 ? [`"${name}": {},`] : [`"${name}": {`, ...indent(entries), "},"];
  return [
    "# fmt: off",
    "REFERENCE = {",
    ...indent([
      ...(cost ? tensorLines('"cost": ', cost, ",", 4, plan.blocks) : []),
      ...dict("outputs", outputs.flatMap(entry)),
      ...dict("gradients", gradients.flatMap(entry)),
    ]),
    "}",
    "# fmt: on",
  ];
}

/** Whether any tensor of a file is written as a block of base64. */
export function hasBlocks(plan: PythonPlan): boolean {
  const { outputs, gradients } = numbersOf(plan);
  const held = plan.nodes.flatMap(({ entry }) => Object.values(entry.params).map(({ value }) => value));
  return [...held, ...[...outputs, ...gradients].flatMap(([, tensor]) => tensor ?? [])].some(isBlock);
}
