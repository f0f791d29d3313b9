import { memo, useDeferredValue } from "react";
import { CopyTex } from "../formula/CopyTex";
import { Formula } from "../formula/Formula";
import styles from "./Sentence.module.css";
import type { StepWords } from "./step-words";
import { useWithoutAnswer } from "./without-answer";

/**
 * What the last step did, in a sentence and a formula; as high as two lines, whatever it says. Numbers on the wires come first: where
 * steps follow each other faster than formulas are set, only those of the last one are.
 */
export function Sentence({ words }: { readonly words: StepWords }) {
  return <Lines words={useDeferredValue(words)} />;
}

const Lines = memo(function Lines({ words }: { readonly words: StepWords }) {
  const { title, sentence, short, tex: all, equation, phase } = useWithoutAnswer(words);
  const tex = all.slice(0, MOST_FORMULAS);
  return (
    <div className={styles.sentence} data-phase={phase ?? undefined}>
      <p className={styles.words} title={sentence}>
        {phase !== null && <span className={styles.count}>{short.replace(/:.*/, "")}</span>}
        {title !== null && <strong className={styles.title}>{title}</strong>} {sentence}
      </p>
      {tex.length > 0 && (
        <div className={styles.formulas}>
          {tex.map((line, at) => (
            <span key={line} className={at === 0 ? styles.formula : styles.numbers}>
              <Formula tex={line} />
            </span>
          ))}
          <CopyTex tex={aligned(tex)} />
          {equation !== null && <span className={styles.equation}>{equation}</span>}
        </div>
      )}
    </div>
  );
});

/** In symbols, then with numbers. */
const MOST_FORMULAS = 2;

function aligned(lines: readonly string[]): string {
  return lines.length === 1 ? lines.join() : `\\begin{aligned}\n${lines.join(" \\\\\n")}\n\\end{aligned}`;
}
