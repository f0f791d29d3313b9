import type { SumOfShares } from "#core/check/why";
import { exact, grouped, short } from "#core/drawing/number-format";
import { tellMoreTerms } from "../state/asking-why";
import { Ask } from "./Ask";
import { EdgeWords } from "./EdgeWords";
import { SignedBar } from "./SignedBar";
import styles from "./Why.module.css";

interface SharesProps {
  readonly why: SumOfShares;
  readonly at: number;
  readonly isShort: boolean;
}

/** What each edge brings back to an entry of an output, largest first; each leads to its own explanation. */
export function Shares({ why: { terms, rest, total }, at, isShort }: SharesProps) {
  const max = Math.max(0, ...terms.map(({ value }) => Math.abs(value)).filter(Number.isFinite));
  return (
    <table className={styles.terms}>
      <caption className={styles.hidden}>What each edge brings back, largest first</caption>
      <tbody>
        {terms.map(({ edge, value }) => (
          <tr key={edge}>
            <th scope="row" className={styles.words}>
              {edge === null ? "where it begins" : <EdgeWords edge={edge} />}
            </th>
            <td className={styles.product}>
              {edge === null ? (
                short(value)
              ) : (
                <Ask value={value} question={{ place: { kind: "edge", edge }, at }} follows />
              )}
            </td>
            <td className={styles.bars}>
              <SignedBar value={value} max={max} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {rest.count > 0 && (
          <tr>
            <th scope="row" className={styles.words}>
              {isShort ? (
                <button type="button" className={styles.fold} onClick={tellMoreTerms}>
                  {`and ${grouped(rest.count)} more`}
                </button>
              ) : (
                `and ${grouped(rest.count)} more`
              )}
            </th>
            <td className={styles.product}>{short(rest.sum)}</td>
            <td className={styles.bars}>
              <SignedBar value={rest.sum} max={max} />
            </td>
          </tr>
        )}
        <tr>
          <th scope="row">Sum</th>
          <td className={styles.product} title={exact(total)}>
            {short(total)}
          </td>
          <td className={styles.bars} />
        </tr>
      </tfoot>
    </table>
  );
}
