import type { GraphNode } from "#core/graph/graph";
import { nameOf } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import { useFixed } from "../controls/fixed";
import { useWritten } from "../controls/use-written";
import { configFault } from "../fields/config-fault";
import styles from "./Card.module.css";
import { editConfig } from "./edits";

interface CardTextProps {
  readonly node: GraphNode;
  readonly config: string;
  readonly problem: string | undefined;
}

/** A setting that is a text, such as an expression, written where it stands. Enter and leaving commit, Esc gives up. */
export function CardText({ node, config, problem }: CardTextProps) {
  const fixed = useFixed();
  const given = node.config[config] ?? resolve(node)?.op.config[config]?.default;
  const value = typeof given === "string" ? given : "";
  const written = useWritten<HTMLInputElement>({
    given: value,
    take: (text) => editConfig(node.id, config, text),
    fault: (text) => configFault(node, config, text),
  });
  return (
    <input
      ref={written.ref}
      className={`${styles.text} nodrag`}
      aria-label={`${config} of ${nameOf(node)}`}
      aria-invalid={problem !== undefined}
      aria-description={problem}
      title={problem ?? value}
      spellCheck={false}
      autoComplete="off"
      readOnly={fixed}
      value={written.text ?? value}
      onChange={(event) => written.write(event.target.value)}
      onBlur={written.settle}
      onKeyDown={(event) => {
        if (event.key === "Enter") written.settle();
        else if (event.key === "Escape" && written.text !== null) {
          event.stopPropagation();
          written.giveUp();
        }
      }}
    />
  );
}
