import { useState } from "react";
import type { GraphNode } from "#core/graph/graph";
import { nameOf } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import { useFixed } from "../controls/fixed";
import styles from "./Card.module.css";
import { editConfig } from "./edits";

interface CardTextProps {
  readonly node: GraphNode;
  readonly config: string;
  readonly problem: string | undefined;
}

/** A setting that is a text, such as an expression, written where it stands. Enter and leaving commit, Esc gives up. */
export function CardText({ node, config, problem }: CardTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const fixed = useFixed();
  const given = node.config[config] ?? resolve(node)?.op.config[config]?.default;
  const value = typeof given === "string" ? given : "";
  const commit = () => {
    if (draft !== null && draft !== value) editConfig(node.id, config, draft);
    setDraft(null);
  };
  return (
    <input
      className={`${styles.text} nodrag`}
      aria-label={`${config} of ${nameOf(node)}`}
      aria-invalid={problem !== undefined}
      aria-description={problem}
      title={problem ?? value}
      spellCheck={false}
      autoComplete="off"
      readOnly={fixed}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        else if (event.key === "Escape" && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    />
  );
}
