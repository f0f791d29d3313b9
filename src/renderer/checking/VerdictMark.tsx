import { Check, ChevronUp, CircleHelp, MoveLeft, X } from "lucide-react";
import type { NodeVerdict } from "#core/check/graph-check";
import styles from "./Checking.module.css";

const SIGNS = { ok: Check, kink: ChevronUp, wrong: X, misled: MoveLeft, unmeasured: CircleHelp, unknown: CircleHelp };

/** A verdict as a sign: each has a shape of its own, and colour only goes along. */
export function VerdictSign({ verdict }: { readonly verdict: NodeVerdict }) {
  const Sign = SIGNS[verdict];
  return (
    <span className={styles.sign} data-verdict={verdict} aria-hidden>
      <Sign />
    </span>
  );
}
