import { useCallback } from "react";
import { exact } from "#core/drawing/number-format";
import type { Put } from "#core/formula/pieces";
import type { TensorPlace } from "#core/formula/tree";
import type { Runnable } from "#core/graph/analyse";
import { namesOf } from "#core/graph/names";
import { own } from "#core/own";
import type { NumberLine } from "#core/telling/told-formula";
import { sizeOf } from "#core/tensor/tensor";
import { FittedFormula } from "../formula/FittedFormula";
import { NumbersLine } from "../formula/NumbersLine";
import { askWhy } from "../state/asking-why";
import { lightEntries } from "../state/entry-pointed";
import { select, session, useSession } from "../state/session";
import { setSettings } from "../state/settings";
import { shownAt } from "../state/told-step";
import styles from "./StepLines.module.css";

interface StepNumbersProps {
  readonly line: NumberLine;
  /** The node that the step is of. */
  readonly node: string | undefined;
}

/** A formula's numbers: each lights its entry on the canvas, and leads to why it is so, or to where it stands. */
export function StepNumbers({ line: { pieces, tex, index }, node }: StepNumbersProps) {
  const ran = useSession(({ analysis }) => analysis.runnable.find((each) => each.node.id === node));
  const onPoint = useCallback((put: Put | null) => lightEntries(put?.from && ran ? shownAt(ran, put.from) : []), [ran]);
  const onPress = useCallback((put: Put) => put.from && ran && open(ran, put.from), [ran]);
  const say = useCallback((put: Put) => (ran ? sayPut(ran, put) : exact(put.value)), [ran]);
  return (
    <div className={styles.numbers}>
      {index.length > 0 && (
        <span className={styles.index} title="Which entry this is: its place along each axis">
          {index.map((each) => each + 1).join(", ")}
        </span>
      )}
      {ran ? (
        <FittedFormula tex={tex}>
          <NumbersLine pieces={pieces} say={say} onPoint={onPoint} onPress={onPress} />
        </FittedFormula>
      ) : (
        <FittedFormula tex={tex} />
      )}
    </div>
  );
}

function sayPut(ran: Runnable, { value, from }: Put): string {
  if (!from) return exact(value);
  const names = namesOf(session().analysis.graph, ran.node);
  const name =
    from.role === "out"
      ? names.out
      : from.role === "input"
        ? own(names.inputs, from.name)
        : from.role === "param"
          ? own(names.params, from.name)
          : from.name;
  const many = shownAt(ran, from).length > 0 && isMany(ran, from);
  const entry = many ? `, entry ${from.at + 1}` : "";
  const what = `${from.isGradient ? "∂C/∂" : ""}${name ?? from.name}${entry} = ${exact(value)}`;
  return from.isGradient ? `${what}: why?` : `${what}: show it`;
}

function isMany({ node, shape }: Runnable, { role, name }: TensorPlace): boolean {
  if (role === "param") return (own(node.params, name)?.data.length ?? 1) > 1;
  return sizeOf(shape) > 1;
}

/** Why a gradient is so; what is no gradient has no reason, and is shown where it stands. */
function open({ node, feeds }: Runnable, { role, name, at, isGradient }: TensorPlace): void {
  const edge = role === "input" ? feeds[name]?.id : undefined;
  if (isGradient && edge !== undefined) void askWhy({ place: { kind: "edge", edge }, at });
  else if (isGradient && role === "out") void askWhy({ place: { kind: "out", node: node.id }, at });
  else if (isGradient && role === "param") void askWhy({ place: { kind: "param", node: node.id, param: name }, at });
  else {
    setSettings({ inspectorOpen: true });
    if (edge !== undefined) select([], [edge]);
    else select([node.id], []);
  }
}
