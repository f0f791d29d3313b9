import type { ComparedTensor, Comparison } from "#core/check/compare-nodes";
import { exact, short } from "#core/drawing/number-format";
import panel from "../panels/Panel.module.css";
import styles from "./Checking.module.css";
import { type NameOf, placeIn } from "./check-words";
import { nameRow } from "./compare-words";
import { VerdictSign } from "./VerdictMark";

interface ComparisonTableProps {
  readonly comparison: Comparison;
  readonly first: string;
  readonly second: string;
  readonly named: NameOf;
}

/** Two side by side: outputs, gradients and params, each at the entry where they differ most. */
export function ComparisonTable({ comparison, first, second, named }: ComparisonTableProps) {
  return (
    <table className={panel.table}>
      <caption className={panel.hidden}>{`${first} beside ${second}, where they differ most`}</caption>
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col" className={panel.number}>
            {first}
          </th>
          <th scope="col" className={panel.number}>
            {second}
          </th>
          <th scope="col" className={panel.number}>
            Differs by
          </th>
        </tr>
      </thead>
      <tbody>
        {comparison.rows.map((row) => (
          <tr key={`${row.what} ${row.of} ${row.first.node} ${row.first.name}`}>
            <th scope="row" title={whereWords(row, named)}>
              {headOf(row)}
              <span className={styles.at}>{placeIn("", row.index) || "scalar"}</span>
            </th>
            <td className={panel.number} title={exact(row.a)}>
              {short(row.a)}
            </td>
            <td className={panel.number} title={exact(row.b)}>
              {short(row.b)}
            </td>
            <td className={panel.number} title={exact(row.largest)}>
              <span className={styles.same}>
                {row.largest === 0 ? "0" : short(row.largest)}
                <VerdictSign verdict={row.agrees ? "ok" : "wrong"} />
                <span className={panel.hidden}>{row.agrees ? "agrees" : "differs"}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function headOf({ what, of, first }: ComparedTensor): string {
  if (what === "output") return "out";
  return of === "gradient" ? `∂C/∂${first.name}` : (first.name ?? "");
}

function whereWords(row: ComparedTensor, named: NameOf): string {
  const { first, second } = row;
  const nodes = first.node === second.node ? named(first.node) : `${named(first.node)} and ${named(second.node)}`;
  return `${nameRow(row)} at ${nodes}`;
}
