import { useMemo } from "react";
import type { Analysis } from "#core/graph/analyse";
import { useSession } from "../state/session";
import { useScore, useStep } from "../state/stepping";
import { TapeEntry } from "./TapeEntry";
import { TapeGrid } from "./TapeGrid";
import styles from "./TapePanel.module.css";
import { tapeRows } from "./tape-rows";

/** The tape: what runs, in order, and of the entry that is selected or was done last, what it takes, gives and keeps. */
export function TapePanel() {
  const analysis = useSession((session) => session.analysis);
  const selected = useSession(({ selection }) => selection.nodes);
  const score = useScore();
  const step = useStep();
  const rows = useMemo(() => tapeRows(analysis.runnable, score), [analysis, score]);
  if (rows.length === 0) return <p className={styles.nothing}>{whyNothing(analysis)}</p>;
  const [only] = selected.size === 1 ? selected : [];
  const done = step && step.phase !== "seed" ? step.node : undefined;
  const shown = rows.find(({ node }) => node.id === (only ?? done));
  const left = analysis.graph.nodes.length - rows.length;
  return (
    <div className={styles.panel}>
      <TapeGrid rows={rows} />
      {left > 0 && (
        <p className={styles.left}>
          {left === 1
            ? "1 node cannot run, so it is not on the tape."
            : `${left} nodes cannot run, so they are not on the tape.`}
        </p>
      )}
      {shown ? (
        <TapeEntry key={shown.node.id} row={shown} />
      ) : (
        <p className={styles.left}>
          {only === undefined
            ? "Choose an entry to see what it takes, gives and keeps."
            : "What is selected is not on the tape."}
        </p>
      )}
    </div>
  );
}

function whyNothing({ graph }: Analysis): string {
  return graph.nodes.length === 0
    ? "Nothing on the tape yet: it lists the nodes in the order in which they run, and there is none."
    : "Nothing on the tape yet: it lists the nodes in the order in which they run, and none can run. The status bar says what they lack.";
}
