import { TriangleAlert } from "lucide-react";
import { useSyncExternalStore } from "react";
import { isWarning, type Problem } from "#core/problem";
import { shorten } from "#core/shorten";
import { Hint } from "../controls/IconButton";
import { runs } from "../state/running";
import styles from "./Card.module.css";

interface ProblemBadgeProps {
  readonly node: string;
  readonly problems: readonly Problem[];
}

/** Problems that are written out. */
const MOST = 6;

/** Says on a card that something is wrong, or what the last run warns of, and in words what: a sign, not a colour alone. */
export function ProblemBadge({ node, problems: found }: ProblemBadgeProps) {
  const warning = useSyncExternalStore(
    runs.subscribe,
    () => runs.run()?.warnings.find((other) => other.node === node) ?? null,
  );
  const problems = warning ? [...found, warning] : found;
  if (problems.length === 0) return null;
  const words = problems
    .slice(0, MOST)
    .map(({ message, handle }) => (handle === undefined ? message : `${shorten(handle)}: ${message}`));
  if (problems.length > MOST) words.push(`and ${problems.length - MOST} more`);
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
        aria-label={`${problems.length > 1 ? `${problems.length} problems` : "Problem"}: ${words.join("; ")}`}
        {...(problems.every(isWarning) ? { "data-warning": "" } : {})}
      >
        <TriangleAlert aria-hidden />
        {problems.length > 1 && problems.length}
      </button>
    </Hint>
  );
}
