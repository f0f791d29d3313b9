import { useMemo } from "react";
import type { NodeCheck, TensorCheck, WorstTensor } from "#core/check/graph-check";
import { exact, short } from "#core/drawing/number-format";
import { type GraphNode, nameOf } from "#core/graph/graph";
import { NodeLink } from "../panels/NodeLink";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import type { CheckResult } from "../state/checking";
import { select, useSession } from "../state/session";
import { viewport } from "../state/viewport";
import styles from "./Checking.module.css";
import { placeIn, sayAgainst, sayChecked, sayTensor, VERDICT_WORDS } from "./check-words";
import { SweepSection } from "./SweepSection";
import { VerdictSign } from "./VerdictMark";

/** Nodes that are listed, before the rest are counted. */
const MOST = 30;

/** What a check has found: the whole in a sentence, the worst entry, what is wrong and how, and every node. */
export function CheckResultView({ result }: { readonly result: CheckResult }) {
  const { checked, scope } = result;
  const nodes = useSession(({ analysis }) => analysis.graph.nodes);
  const stale = useSession(({ revision }) => revision !== result.revision);
  const byId = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes]);
  const named = (id: string) => {
    const node = byId.get(id);
    return node ? nameOf(node) : id;
  };
  const remarks = checked.nodes
    .filter(({ verdict }) => verdict === "wrong" || verdict === "kink" || verdict === "unmeasured")
    .flatMap(({ verdict, tensors }) => tensors.filter((tensor) => tensor.verdict === verdict))
    .filter(isFirstOfItsPlace);
  const { worst } = checked;
  const more = checked.verdicts.size - Math.min(MOST, checked.nodes.length);
  return (
    <div className={styles.result} data-stale={stale || undefined}>
      {stale && (
        <p className={styles.stale} role="status">
          The graph has been edited since this check. Check again to know.
        </p>
      )}
      <p className={styles.verdict} role="status" aria-label="Verdict" data-pass={checked.pass || undefined}>
        <VerdictSign verdict={checked.pass ? "ok" : "wrong"} />
        <span>{sayChecked(checked, scope, named)}</span>
      </p>
      {worst && <WorstEntry worst={worst} name={named(worst.node)} />}
      {remarks.length > 0 && (
        <Section title={checked.pass ? "Worth knowing" : "What is wrong"}>
          <ul className={styles.remarks}>
            {remarks.slice(0, MOST).map((tensor) => (
              <li key={`${tensor.node} ${tensor.role} ${tensor.name}`}>
                <VerdictSign verdict={tensor.verdict} />
                <span>
                  <button type="button" className={styles.place} onClick={() => show(tensor.node)}>
                    {named(tensor.node)} › {tensor.name}
                  </button>{" "}
                  {sayTensor(tensor)}.
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <SweepSection result={result} named={named} />
      {checked.nodes.length > 0 && (
        <Section title="Nodes">
          <table className={panel.table}>
            <caption className={panel.hidden}>Verdict on each node</caption>
            <thead>
              <tr>
                <th scope="col">Node</th>
                <th scope="col">Verdict</th>
                <th scope="col" className={panel.number}>
                  Rel. error
                </th>
              </tr>
            </thead>
            <tbody>
              {checked.nodes.slice(0, MOST).map((check) => (
                <NodeRow key={check.node} check={check} node={byId.get(check.node)} named={named} />
              ))}
            </tbody>
          </table>
          {more > 0 && <p className={panel.muted}>{`and ${more} more`}</p>}
        </Section>
      )}
    </div>
  );
}

/** What was looked at both by itself and as C follows it is said once. */
function isFirstOfItsPlace({ node, name, role }: TensorCheck, at: number, all: readonly TensorCheck[]): boolean {
  return all.findIndex((other) => other.node === node && other.name === name && other.role === role) === at;
}

function show(node: string): void {
  select([node]);
  viewport()?.fit(new Set([node]));
}

function WorstEntry({ worst: tensor, name }: { readonly worst: WorstTensor; readonly name: string }) {
  const { worst } = tensor;
  const against = sayAgainst(tensor);
  const numbers = [
    ["analytic", worst.analytic],
    ["numeric", worst.numeric],
    ["difference", worst.abs],
    ["relative", worst.rel],
  ] as const;
  return (
    <Section title={tensor.verdict === "wrong" ? "Worst entry" : "Largest difference"}>
      <div className={styles.worst}>
        <button type="button" className={panel.link} onClick={() => show(tensor.node)}>
          <span>{`${name} ›`}</span>
          <code>{placeIn(tensor.name, worst.index)}</code>
        </button>
        <dl>
          {numbers.map(([label, number]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd title={exact(number)}>
                {label === "analytic" || label === "numeric" ? exactish(number) : short(number)}
              </dd>
            </div>
          ))}
        </dl>
        {against !== null && <p className={panel.muted}>{against}</p>}
      </div>
    </Section>
  );
}

/** Enough digits to see in which the two differ, or that they do in none that counts. */
function exactish(x: number): string {
  return Number.isFinite(x) ? exact(Number(x.toPrecision(10))) : exact(x);
}

interface NodeRowProps {
  readonly check: NodeCheck;
  readonly node: GraphNode | undefined;
  readonly named: (id: string) => string;
}

function NodeRow({ check, node, named }: NodeRowProps) {
  const { verdict, by, tensors } = check;
  const rel = tensors.reduce((most, { worst }) => (worst ? Math.max(most, worst.rel) : most), 0);
  const judged = tensors.some(({ worst }) => worst !== null);
  return (
    <tr>
      <th scope="row">{node ? <NodeLink node={node} /> : check.node}</th>
      <td>
        <span className={styles.word}>
          <VerdictSign verdict={verdict} />
          {verdict === "misled" && by !== null ? `misled by ${named(by)}` : VERDICT_WORDS[verdict]}
        </span>
      </td>
      <td className={panel.number} title={judged ? exact(rel) : undefined}>
        {judged ? short(rel) : "sampled"}
      </td>
    </tr>
  );
}
