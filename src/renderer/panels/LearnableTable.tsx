import { exact, short } from "#core/drawing/number-format";
import { texName } from "#core/formula/name";
import { nameOf } from "#core/graph/graph";
import type { Digest } from "#core/tape/digest";
import { formatShape } from "#core/tensor/tensor";
import { Formula } from "../formula/Formula";
import { runs } from "../state/running";
import { select } from "../state/session";
import type { Run } from "../worker/protocol";
import type { Learnable } from "./graph-facts";
import { isAwaited } from "./missing-gradient";
import panel from "./Panel.module.css";
import { Section } from "./Section";

interface LearnableTableProps {
  readonly params: readonly Learnable[];
  readonly run: Run | null;
  readonly stale: boolean;
}

/** More than this are counted, not listed. */
const MOST = 60;

/** What can be learned, and how strongly C pulls at it. */
export function LearnableTable({ params, run, stale }: LearnableTableProps) {
  const more = params.length - MOST;
  return (
    <Section title="Learnable params">
      <table className={panel.table} data-stale={stale || undefined}>
        <caption className={panel.hidden}>Learnable params, with the largest entry of each gradient</caption>
        <thead>
          <tr>
            <th scope="col">Param</th>
            <th scope="col" className={panel.number}>
              Shape
            </th>
            <th scope="col" className={panel.number}>
              Largest |∂C|
            </th>
          </tr>
        </thead>
        <tbody>
          {params.slice(0, MOST).map(({ node, name, symbol, shape }) => {
            const given = runs.whole()?.nodes.get(node.id)?.params[name];
            const grad = run?.nodes.get(node.id)?.params[name]?.grad ?? null;
            return (
              <tr key={`${node.id} ${name}`}>
                <th scope="row">
                  <button type="button" className={panel.link} onClick={() => select([node.id])}>
                    <Formula tex={symbol} label={name} /> <span className={panel.type}>of</span>{" "}
                    <Formula tex={texName(nameOf(node))} label={nameOf(node)} />
                  </button>
                </th>
                <td className={panel.number}>{formatShape(shape)}</td>
                <td className={panel.number} title={grad ? exact(largest(grad)) : undefined}>
                  {grad ? (
                    <span className={stale ? "" : panel.gradient}>{short(largest(grad))}</span>
                  ) : isAwaited({ grad }, given) ? (
                    "not yet"
                  ) : (
                    "none"
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more > 0 && <p className={panel.muted}>{`and ${more} more`}</p>}
    </Section>
  );
}

function largest({ low, high, bad }: Digest): number {
  return bad ? Number.NaN : Math.max(Math.abs(low), Math.abs(high));
}
