import { useMemo, useRef, useState } from "react";
import { setMeta } from "#core/document/commands";
import { grouped } from "#core/drawing/number-format";
import { addNodeCommand, undoCommand } from "../commands/edit-commands";
import { titleOf } from "../commands/titles";
import { fitCommand, layOutCommand } from "../commands/view-commands";
import { useFixed } from "../controls/fixed";
import { TextArea } from "../controls/TextField";
import { newGesture } from "../state/gesture";
import { useRun, useStale } from "../state/running";
import { change, currentDocument, useSession } from "../state/session";
import { CostTable } from "./CostTable";
import styles from "./GraphPanel.module.css";
import { costsIn, learnableIn } from "./graph-facts";
import { KeyList } from "./KeyList";
import { LearnableTable } from "./LearnableTable";
import panel from "./Panel.module.css";

/** The graph as a whole: what it is called and is about, what it costs, and what in it can be learned. */
export function GraphPanel() {
  const { meta, graph } = useSession(({ history }) => history.present);
  const file = useSession((session) => session.file);
  const run = useRun();
  const stale = useStale();
  const fixed = useFixed();
  const learnable = useMemo(() => learnableIn(graph), [graph]);
  const costs = useMemo(() => costsIn(graph), [graph]);
  const typing = useRef<string | null>(null);
  const numbers = learnable.reduce((sum, { entries }) => sum + entries, 0);
  const [isWritten, setWritten] = useState(false);
  return (
    <div className={panel.panel}>
      <header className={panel.head}>
        <h2 className={panel.title}>{titleOf({ meta, graph, layout: {} }, file)}</h2>
        <p className={panel.muted}>
          {graph.nodes.length === 0
            ? "An empty graph. Press / or double-click the canvas to add a node."
            : `${counted(graph.nodes.length, "node")}, ${counted(graph.edges.length, "edge")}, ${counted(numbers, "learnable number")}. Select a node to see its formulas, or an edge to see every number on it.`}
        </p>
      </header>
      <div className={styles.description}>
        <TextArea
          label="Description"
          hideLabel
          rows={2}
          value={isWritten ? meta.description : beginningOf(meta.description)}
          onFocus={() => setWritten(true)}
          placeholder="Write here what this graph shows"
          onBlur={() => {
            setWritten(false);
            typing.current = null;
          }}
          onChange={(description) => {
            // What was dropped into no more than a beginning must not take the place of all of it.
            if (!isWritten && meta.description.length > MOST_SHOWN) return;
            typing.current ??= newGesture("description");
            change(setMeta(currentDocument(), { description }), "change the description", typing.current);
          }}
        />
      </div>
      {costs.length > 0 && <CostTable costs={costs} run={run} stale={stale} />}
      {learnable.length > 0 && <LearnableTable params={learnable} run={run} stale={stale} />}
      {!fixed && <KeyList commands={[addNodeCommand, undoCommand, layOutCommand, fitCommand]} />}
    </div>
  );
}

/** A text that is longer holds the page up each time that it is laid out: all of it is there once one writes in it. */
const MOST_SHOWN = 5000;

function beginningOf(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? "" : "s"}`;
}
