import type { SweepTarget } from "#core/check/step-sweep";
import { short } from "#core/drawing/number-format";
import { Select } from "../controls/Select";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import { type CheckResult, runSweep, type SweepResult, useCheck } from "../state/checking";
import { useSession } from "../state/session";
import { placeIn } from "./check-words";
import { SweepCurve } from "./SweepCurve";

const WHOLE = "whole";
/** Entries that may be chosen. */
const MOST = 30;

interface SweepSectionProps {
  readonly result: CheckResult;
  readonly named: (id: string) => string;
}

/** How the differences depend on the step: for the whole graph, or for the worst entry of one param. */
export function SweepSection({ result, named }: SweepSectionProps) {
  const swept = useCheck((checking) => checking.sweep);
  const stale = useSession(({ revision }) => revision !== result.revision);
  const targets = targetsOf(result, named);
  if (!swept) return null;
  const value = swept.target ? JSON.stringify(swept.target) : WHOLE;
  return (
    <Section title="Error by step size">
      <Select
        label="Error by step size of"
        hideLabel
        value={value}
        disabled={stale}
        onChange={(chosen) => void runSweep(chosen === WHOLE ? null : (JSON.parse(chosen) as SweepTarget))}
        choices={[{ value: WHOLE, label: "The whole graph" }, ...targets]}
      />
      {swept.sweep ? (
        <>
          <SweepCurve sweep={swept.sweep} eps={result.options.eps} />
          <p className={panel.muted}>{saySweep(swept)}</p>
        </>
      ) : (
        <p className={panel.muted}>There is no curve: C depends on nothing that can be moved.</p>
      )}
    </Section>
  );
}

function targetsOf({ checked }: CheckResult, named: (id: string) => string) {
  const params = checked.nodes.flatMap(({ tensors }) => tensors.filter(({ against }) => against === "cost"));
  return params.slice(0, MOST).flatMap(({ node, name, shape, worst }) => {
    if (!worst) return [];
    const at = worst.index.reduce((sum, each, axis) => sum * (shape[axis] ?? 1) + each, 0);
    const target: SweepTarget = { node, param: name, at };
    return [{ value: JSON.stringify(target), label: `${named(node)} › ${placeIn(name, worst.index)}` }];
  });
}

/** An error as large as this at every step is no error of the differences. */
const HOPELESS = 1e-3;

function saySweep({ sweep }: SweepResult): string {
  const { steps, errors } = sweep ?? { steps: [], errors: [] };
  let best = -1;
  errors.forEach((error, at) => {
    if (Number.isFinite(error) && !(error >= (errors[best] ?? Number.POSITIVE_INFINITY))) best = at;
  });
  const least = errors[best];
  if (least === undefined) return "No step gives a finite slope.";
  if (least > HOPELESS) return "No step brings the two together: the gradient is wrong, whatever the step.";
  return `Left, a large step misses how C bends; right of the trough, rounding drowns the difference. Least at ${short(steps[best] as number)}: ${short(least)}.`;
}
