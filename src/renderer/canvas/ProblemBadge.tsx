import { TriangleAlert } from "lucide-react";
import { isWarning, type Problem } from "#core/problem";
import { Hint } from "../controls/IconButton";
import styles from "./Card.module.css";

/** Says on a card that something is wrong, and in words what: a sign, not a colour alone. */
export function ProblemBadge({ problems }: { readonly problems: readonly Problem[] }) {
  const words = problems.map(({ message, handle }) => (handle === undefined ? message : `${handle}: ${message}`));
  return (
    <Hint
      label={
        <span className={styles.problems}>
          {words.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      }
    >
      <button
        type="button"
        tabIndex={-1}
        className={`${styles.badge} nodrag`}
        aria-label={`${words.length > 1 ? `${words.length} problems` : "Problem"}: ${words.join("; ")}`}
        {...(problems.every(isWarning) ? { "data-warning": "" } : {})}
      >
        <TriangleAlert aria-hidden />
        {problems.length > 1 && problems.length}
      </button>
    </Hint>
  );
}
