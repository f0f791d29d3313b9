import type { NodeVerdict } from "#core/check/graph-check";
import { VERDICT_WORDS } from "../checking/check-words";
import { VerdictSign } from "../checking/VerdictMark";
import { useCheckMark } from "../state/checking";
import styles from "./Card.module.css";

/** What the last gradient check has found of a node, at the foot of its card, until the graph is edited. */
export function CheckBadge({ node }: { readonly node: string }) {
  const verdict = useCheckMark(node);
  if (verdict === null) return null;
  return (
    <span className={styles.checked} role="img" aria-label={sayMark(verdict)} title={sayMark(verdict)}>
      <VerdictSign verdict={verdict} />
    </span>
  );
}

function sayMark(verdict: NodeVerdict): string {
  return `Gradient check: ${VERDICT_WORDS[verdict]}`;
}
