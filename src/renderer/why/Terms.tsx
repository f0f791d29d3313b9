import type { Chain } from "#core/check/why";
import { exact, grouped, short } from "#core/drawing/number-format";
import { tellMoreTerms } from "../state/asking-why";
import { Ask } from "./Ask";
import { SignedBar } from "./SignedBar";
import styles from "./Why.module.css";

interface TermsProps {
  readonly why: Chain;
  /** Whether more can be told one by one. */
  readonly isShort: boolean;
}

/** The terms of the chain rule, largest first; each upstream gradient leads to its own explanation. */
export function Terms({ why, isShort }: TermsProps) {
  const { terms, rest, total, node } = why;
  const max = Math.max(0, ...terms.map(({ product }) => Math.abs(product)).filter(Number.isFinite));
  const isScalar = terms.every(({ index }) => index.length === 0);
  return (
    <table className={styles.terms}>
      <caption className={styles.hidden}>Terms of the chain rule, largest first</caption>
      <thead>
        <tr>
          {!isScalar && <th scope="col">entry</th>}
          <th scope="col">upstream</th>
          <th scope="col">local</th>
          <th scope="col">product</th>
          <th aria-hidden className={styles.bars} />
        </tr>
      </thead>
      <tbody>
        {terms.map(({ at, index, upstream, local, product }) => (
          <tr key={at}>
            {!isScalar && (
              <th scope="row" className={styles.index}>
                {index.map((each) => grouped(each + 1)).join(", ")}
              </th>
            )}
            <td>
              <Ask value={upstream} question={{ place: { kind: "out", node }, at }} follows />
            </td>
            <td title={exact(local)}>
              <span className={styles.sign}>·</span> {short(local)}
            </td>
            <td title={exact(product)} className={styles.product}>
              <span className={styles.sign}>=</span> {short(product)}
            </td>
            <td className={styles.bars}>
              <SignedBar value={product} max={max} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {rest.count > 0 && (
          <tr>
            <td colSpan={isScalar ? 2 : 3} className={styles.words}>
              {isShort ? (
                <button type="button" className={styles.fold} onClick={tellMoreTerms}>
                  {`and ${grouped(rest.count)} more`}
                </button>
              ) : (
                `and ${grouped(rest.count)} more`
              )}
            </td>
            <td title={exact(rest.sum)} className={styles.product}>
              {short(rest.sum)}
            </td>
            <td className={styles.bars}>
              <SignedBar value={rest.sum} max={max} />
            </td>
          </tr>
        )}
        <tr>
          <th scope="row" colSpan={isScalar ? 2 : 3}>
            Sum
          </th>
          <td title={exact(total)} className={styles.product}>
            {short(total)}
          </td>
          <td className={styles.bars} />
        </tr>
      </tfoot>
    </table>
  );
}
