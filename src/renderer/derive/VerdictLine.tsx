import { Check, CircleHelp, Equal, X } from "lucide-react";
import type { DerivationVerdict } from "#core/check/derivation";
import { sayVerdict } from "#core/telling/derivation-words";
import styles from "./Derive.module.css";

type Tone = "right" | "near" | "wrong" | "unknown";

/** How good a typed derivative is, in one word. */
export function toneOf({ kind }: DerivationVerdict): Tone {
  switch (kind) {
    case "right":
      return "right";
    case "sign":
    case "factor":
    case "rounded":
    case "term":
      return "near";
    case "entries":
    case "wrong":
    case "undefined":
      return "wrong";
    default:
      return "unknown";
  }
}

const MARKS = {
  right: { Icon: Check, label: "Right" },
  near: { Icon: Equal, label: "Nearly right" },
  wrong: { Icon: X, label: "Wrong" },
  unknown: { Icon: CircleHelp, label: "Not judged" },
} as const;

/** A verdict: a sign of its own shape for each, and the words. */
export function VerdictLine({ verdict }: { readonly verdict: DerivationVerdict }) {
  const tone = toneOf(verdict);
  const { Icon, label } = MARKS[tone];
  return (
    <p className={styles.verdict} data-tone={tone}>
      <Icon role="img" aria-label={label} />
      <span>{sayVerdict(verdict)}</span>
    </p>
  );
}
