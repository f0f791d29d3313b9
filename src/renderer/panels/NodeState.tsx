import { Hourglass } from "lucide-react";
import { MOST_LISTED } from "#core/problem";
import { useRun, useStale } from "../state/running";
import { NodeLink } from "./NodeLink";
import styles from "./NodeState.module.css";
import type { NodeView } from "./node-view";
import { Severity } from "./Problems";
import { adviceFor, partOf } from "./problem-words";

/** Why a node has no numbers, or wrong ones, and what to do about it. Nothing where all is well. */
export function NodeState({ view: { node, problems, runnable, waitsFor } }: { readonly view: NodeView }) {
  const run = useRun();
  const stale = useStale();
  const warnings = stale ? [] : (run?.warnings.filter((warning) => warning.node === node.id) ?? []);
  const all = [...problems, ...warnings];
  const waits = runnable === null && problems.length === 0;
  if (all.length === 0 && !waits) return null;
  return (
    <section
      className={styles.state}
      aria-label="Problems of this node"
      data-warning={problems.length === 0 || undefined}
    >
      <ul>
        {all.slice(0, MOST_LISTED).map((problem, at) => {
          const part = partOf(problem);
          const advice = adviceFor(problem);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems have no names, and their order is the order of their places.
            <li key={at} className={styles.item}>
              <Severity problem={problem} />
              <p>
                {part !== null && <strong>{part} </strong>}
                {problem.message}
                {advice && <span className={styles.advice}> {advice}</span>}
              </p>
            </li>
          );
        })}
        {all.length > MOST_LISTED && <li className={styles.item}>{`and ${all.length - MOST_LISTED} more`}</li>}
        {waits && (
          <li className={styles.item}>
            <Hourglass className={styles.waiting} role="img" aria-label="Waiting" />
            <div>
              <p>
                {waitsFor.length > 0
                  ? "Waits for what feeds it to be computed:"
                  : "Waits: the graph before it is too large to be computed."}
              </p>
              {waitsFor.slice(0, MOST_LISTED).map((source) => (
                <NodeLink key={source.id} node={source} />
              ))}
            </div>
          </li>
        )}
      </ul>
    </section>
  );
}
