import { exact, short } from "#core/drawing/number-format";
import type { Run } from "../worker/protocol";
import type { Cost } from "./graph-facts";
import { NodeLink } from "./NodeLink";
import panel from "./Panel.module.css";
import { Section } from "./Section";

interface CostTableProps {
  readonly costs: readonly Cost[];
  readonly run: Run | null;
  readonly stale: boolean;
}

/** The cost C, share by share. */
export function CostTable({ costs, run, stale }: CostTableProps) {
  const several = costs.length > 1;
  const weighted = costs.some(({ weight }) => weight !== null && weight !== 1);
  return (
    <Section title="Cost">
      <table className={panel.table} data-stale={stale || undefined}>
        <caption className={panel.hidden}>Shares of the cost C</caption>
        <thead>
          <tr>
            <th scope="col">Loss</th>
            {weighted && (
              <th scope="col" className={panel.number}>
                Weight
              </th>
            )}
            <th scope="col" className={panel.number}>
              Share of C
            </th>
          </tr>
        </thead>
        <tbody>
          {costs.map(({ node, weight }) => {
            const share = run?.nodes.get(node.id)?.out.value.head[0];
            return (
              <tr key={node.id}>
                <th scope="row">
                  <NodeLink node={node} />
                </th>
                {weighted && <td className={panel.number}>{weight === null ? "" : exact(weight)}</td>}
                <td className={panel.number} title={share === undefined ? undefined : exact(share)}>
                  {share === undefined ? "waits" : short(share)}
                </td>
              </tr>
            );
          })}
        </tbody>
        {several && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={weighted ? 2 : 1}>
                C
              </th>
              <td className={panel.number}>{run?.cost == null ? "none yet" : short(run.cost)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </Section>
  );
}
