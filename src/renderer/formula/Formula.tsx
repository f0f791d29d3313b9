import "katex/dist/katex.min.css";
import { memo } from "react";
import { typeset } from "../../typeset/typeset";
import styles from "./Formula.module.css";

interface FormulaProps {
  readonly tex: string;
  /** On a line of its own, with tall fractions and sums. */
  readonly display?: boolean;
  /** What a screen reader says instead of the MathML; only for a formula that stands for a name. */
  readonly label?: string;
}

/** Mathematics, typeset by KaTeX, with MathML beside it for screen readers. TeX that cannot be read is shown as it is. */
export const Formula = memo(function Formula({ tex, display = false, label }: FormulaProps) {
  const html = typeset(tex, display);
  if (html === null)
    return (
      <code translate="no" className={styles.source}>
        {tex}
      </code>
    );
  const spoken = label === undefined ? {} : ({ role: "img", "aria-label": label } as const);
  return (
    <span
      translate="no"
      {...spoken}
      className={display ? styles.display : styles.inline}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes all text, and no command that makes links, classes or styles is trusted.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});
