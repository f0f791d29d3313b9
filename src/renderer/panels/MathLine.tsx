import { CopyTex } from "../formula/CopyTex";
import { FittedFormula } from "../formula/FittedFormula";
import styles from "./MathLine.module.css";

interface MathLineProps {
  readonly tex: string;
  /** What is copied of it; null for what is no formula of its own. */
  readonly copied?: string | null;
}

/** A line of mathematics with tall fractions, which can be copied. */
export function MathLine({ tex, copied = tex }: MathLineProps) {
  return (
    <div className={styles.whole}>
      <FittedFormula tex={`\\displaystyle ${tex}`} />
      {copied !== null && <CopyTex tex={copied} className={styles.copy} />}
    </div>
  );
}
