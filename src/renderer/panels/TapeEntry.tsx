import { useMemo } from "react";
import { texName } from "#core/formula/name";
import { termTex } from "#core/formula/write-tex";
import { nameOf, typeNameOf } from "#core/graph/graph";
import { plainNamesOf } from "#core/graph/names";
import { insideTerm, namingOf } from "#core/ops/naming";
import { own } from "#core/own";
import type { Digest } from "#core/tape/digest";
import { formulasAt, tellNode } from "#core/telling/told-node";
import { formatShape } from "#core/tensor/tensor";
import { FamilyDot } from "../controls/FamilyDot";
import { Formula } from "../formula/Formula";
import { useAnswersHidden } from "../state/answers-shown";
import { useRun, useStale } from "../state/running";
import { useSession } from "../state/session";
import { EdgeLink } from "./EdgeLink";
import { LaneNumbers } from "./LaneNumbers";
import { MathLine } from "./MathLine";
import { sayMissing } from "./missing-gradient";
import { viewNode } from "./node-view";
import panel from "./Panel.module.css";
import { Section } from "./Section";
import styles from "./TapePanel.module.css";
import type { TapeRow } from "./tape-rows";

/** One entry: what it takes, what it gives, what it keeps for the way back, and the rule by which it goes back. */
export function TapeEntry({ row: { node, ran, backward } }: { readonly row: TapeRow }) {
  const analysis = useSession((session) => session.analysis);
  const view = useMemo(() => viewNode(analysis, node.id), [analysis, node]);
  const run = useRun();
  const stale = useStale();
  const hidden = useAnswersHidden(node.id);
  if (!view) return null;
  const { op, settings, feeds } = ran;
  const reading = run?.nodes.get(node.id);
  const { backward: rules } = tellNode(formulasAt(analysis, ran, null));
  const naming = namingOf(op, view.names);
  const inside = Object.entries(op.inside);
  // All that C depends on has a gradient sooner or later.
  const absent = sayMissing(backward !== null);
  return (
    <div className={styles.detail}>
      <header className={styles.title}>
        <h2>
          <FamilyDot family={op.family} />
          <Formula tex={texName(nameOf(node))} label={nameOf(node)} />
          <span className={panel.type}>{typeNameOf(node)}</span>
        </h2>
        <p className={panel.muted}>{`${op.says(plainNamesOf(analysis.graph, node), settings).forward}.`}</p>
      </header>
      {Object.keys(feeds).length > 0 && (
        <Section title="Takes">
          <ul className={styles.tensors}>
            {Object.entries(feeds).map(([handle, edge]) => {
              const fed = run?.edges.get(edge.id);
              return (
                <li key={handle}>
                  <EdgeLink edge={edge.id} label={`Show the edge of input ${handle}`}>
                    <Formula tex={texName(own(view.names.inputs, handle) ?? handle)} />
                  </EdgeLink>
                  <Tensor value={fed?.value} grad={fed?.grad} stale={stale} absent={absent} />
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      <Section title="Gives">
        <ul className={styles.tensors}>
          <li>
            <Formula tex={texName(view.names.out)} />
            <Tensor value={reading?.out.value} grad={reading?.out.grad} stale={stale} absent={absent} />
          </li>
        </ul>
      </Section>
      <Section title="Keeps for the way back">
        {inside.length === 0 ? (
          <p className={panel.muted}>Nothing of its own: what it takes, its params and what it gives are enough.</p>
        ) : (
          <ul className={styles.tensors}>
            {inside.map(([name, { words }]) => (
              <li key={name} title={words}>
                <Formula tex={termTex(insideTerm(name), naming)} />
                <Tensor value={reading?.saved[name]} stale={stale} absent={absent} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Rule that it applies backward">
        {hidden ? (
          <p className={panel.muted}>It is an exercise: derive it yourself in the node's panel.</p>
        ) : backward === null ? (
          <p className={panel.muted}>None: C does not depend on it, so it is not done backward.</p>
        ) : (
          <ul className={styles.rules}>
            {rules.map(({ tex, equation }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two rules may be written alike.
              <li key={at}>
                <MathLine tex={tex} />
                <span className={styles.equation}>{equation}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}

interface TensorProps {
  /** Undefined while it is not computed. */
  readonly value: Digest | undefined;
  /** Left out for one that has no gradient of its own. */
  readonly grad?: Digest | null | undefined;
  readonly stale: boolean;
  /** Said where there is no gradient. */
  readonly absent: string;
}

function Tensor(props: TensorProps) {
  const { value, grad, stale, absent } = props;
  if (!value) return <span className={panel.muted}>not yet</span>;
  return (
    <span translate="no" className={styles.numbers}>
      <LaneNumbers digest={value} lane="value" stale={stale} />
      {"grad" in props && <LaneNumbers digest={grad ?? null} lane="gradient" stale={stale} without={absent} />}
      <span className={panel.hidden}>{formatShape(value.shape)}</span>
    </span>
  );
}
