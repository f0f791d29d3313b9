import { memo } from "react";
import type { ToldFormula } from "#core/telling/told-formula";
import { FittedFormula } from "../formula/FittedFormula";
import styles from "./StepLines.module.css";
import { StepNumbers } from "./StepNumbers";
import type { StepWords } from "./step-words";

/** All that is told of a step: the sentence, and each formula beside its numbers. */
export const StepLines = memo(function StepLines({ words }: { readonly words: StepWords }) {
  const { title, sentence, short, formulas, phase } = words;
  return (
    <div className={styles.lines} data-phase={phase ?? undefined}>
      <p className={styles.words}>
        {phase !== null && <span className={styles.count}>{short.replace(/:.*/, "")}</span>}
        {title !== null && <strong className={styles.title}>{title}</strong>} <span>{sentence}</span>
      </p>
      {formulas.length > 0 && (
        <ul className={styles.formulas} aria-label="Formulas of this step">
          {formulas.map((formula, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two formulas may be written alike.
            <Pair key={at} formula={formula} node={words.node} />
          ))}
        </ul>
      )}
    </div>
  );
});

interface PairProps {
  readonly formula: ToldFormula;
  readonly node: string | undefined;
}

/** A formula in symbols, then in numbers. */
function Pair({ formula: { tex, numbers, equation }, node }: PairProps) {
  const line = numbers?.lines[0];
  return (
    <li className={styles.pair} data-alone={line ? undefined : ""}>
      <div className={styles.formula}>
        <FittedFormula tex={tex} />
      </div>
      {line && <StepNumbers line={line} node={node} />}
      {equation !== undefined && <span className={styles.equation}>{equation}</span>}
    </li>
  );
}
