import type { KeyboardEvent } from "react";
import { exact, short } from "#core/drawing/number-format";
import { latinKey } from "#core/latin-key";
import { askWhy, followWhy } from "../state/asking-why";
import type { WhyQuestion } from "../worker/explain";
import styles from "./Why.module.css";

interface AskProps {
  readonly value: number;
  readonly question: WhyQuestion;
  /** Leads on from the explanation that is shown, and not to a new one. */
  readonly follows?: boolean;
  /** What the number is, where its place does not say so. */
  readonly label?: string;
  /** In place of the number. */
  readonly words?: string;
}

/** An entry of a gradient; pressing it, or W on it, asks why it is what it is. */
export function Ask({ value, question, follows = false, label, words = short(value) }: AskProps) {
  const ask = () => void (follows ? followWhy(question) : askWhy(question));
  const onKeyDown = (event: KeyboardEvent) => {
    if (latinKey(event.nativeEvent).toLowerCase() !== "w" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    ask();
  };
  return (
    <button
      type="button"
      translate="no"
      className={styles.ask}
      aria-label={`${label === undefined ? "" : `${label} = `}${words}: why?`}
      title={`${exact(value)}: why?`}
      onClick={ask}
      onKeyDown={onKeyDown}
    >
      {words}
    </button>
  );
}
