import type { Family } from "#core/ops/define";
import { classNames } from "./class-names";
import styles from "./FamilyDot.module.css";

interface FamilyDotProps {
  readonly family: Family | "unknown";
  readonly className?: string | undefined;
}

/** The dot of colour by which a family of ops is known; a square where the type is not known. What it says is said in words beside it. */
export function FamilyDot({ family, className }: FamilyDotProps) {
  return <span aria-hidden className={classNames(styles.dot, className)} data-family={family} />;
}
