import { Hint } from "../controls/IconButton";
import { goToFinding } from "../panels/Findings";
import { ILLNESS } from "../panels/illness";
import { useNodeFindings } from "../state/health";
import styles from "./Card.module.css";

/** Says at the foot of a card that gradients fall ill here, and in words which and why; pressing it leads to the first. */
export function HealthBadge({ node }: { readonly node: string }) {
  const findings = useNodeFindings(node);
  const [first] = findings;
  if (!first) return null;
  const { icon: Icon } = ILLNESS[first.kind];
  const words = findings.map(({ kind, message }) => `${ILLNESS[kind].word}: ${message}`);
  return (
    <Hint
      side="bottom"
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
        className={`${styles.ill} nodrag`}
        aria-label={`Gradient: ${words.join(" ")}`}
        onClick={(event) => {
          event.stopPropagation();
          goToFinding(first);
        }}
      >
        <Icon aria-hidden />
      </button>
    </Hint>
  );
}
