import { TriangleAlert } from "lucide-react";
import { useSyncExternalStore } from "react";
import { isWarning, type Problem } from "#core/problem";
import { Hint } from "../controls/IconButton";
import { runs } from "../state/running";
import styles from "./Card.module.css";

interface ProblemBadgeProps {
  readonly node: string;
  readonly problems: readonly Problem[];
}

/** Says on a card that something is wrong, or what the last run warns of, and in words what: a sign, not a colour alone. */
export function ProblemBadge({ node, problems: found }: ProblemBadgeProps) {
  const warning = useSyncExternalStore(
    runs.subscribe,
    () => runs.run()?.warnings.find((other) => other.node === node) ?? null,
  );
  const problems = warning ? [...found, warning] : found;
  if (problems.length === 0) return null;
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
