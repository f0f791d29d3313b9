import { useState } from "react";
import { type Compared, type Comparison, type Feeding, sidesOf } from "#core/check/compare-nodes";
import { nameOf } from "#core/graph/graph";
import { Button } from "../controls/Button";
import { Select } from "../controls/Select";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import { runComparison } from "../state/checking";
import { useSession } from "../state/session";
import { createTurns } from "../state/turns";
import styles from "./Checking.module.css";
import { ComparisonTable } from "./ComparisonTable";
import { sayComparison } from "./compare-words";
import { VerdictSign } from "./VerdictMark";

/** More than this are no two that one would compare. */
const MOST = 20;

/** Of two nodes that are selected, or of a node and a chain of nodes: whether they do the same when they are fed the same. */
export function CompareSection() {
  const analysis = useSession((session) => session.analysis);
  const chosen = useSession(({ selection }) => selection.nodes);
  const sides = chosen.size >= 2 && chosen.size <= MOST ? sidesOf(analysis, chosen) : null;
  if (!sides) {
    return chosen.size === 3 ? (
      <p className={panel.muted}>
        To compare, select two nodes, or a node and the nodes of a chain that should do the same.
      </p>
    ) : null;
  }
  const names = new Map(analysis.graph.nodes.map((node) => [node.id, nameOf(node)]));
  const [first, second] = sides.map((side) => side.map((id) => names.get(id) ?? id).join(" → "));
  return (
    <Compare
      key={JSON.stringify(sides)}
      first={{ ids: sides[0], name: first ?? "" }}
      second={{ ids: sides[1], name: second ?? "" }}
      named={(id) => names.get(id) ?? id}
    />
  );
}

interface Side {
  readonly ids: readonly string[];
  readonly name: string;
}

interface CompareProps {
  readonly first: Side;
  readonly second: Side;
  readonly named: (id: string) => string;
}

function Compare({ first, second, named }: CompareProps) {
  const revision = useSession((session) => session.revision);
  const [feeding, setFeeding] = useState<Feeding>("first");
  const [done, setDone] = useState<{ readonly revision: number; readonly compared: Compared | null } | null>(null);
  const [takeTurn] = useState(createTurns);
  const compare = async (how: Feeding) => {
    const isLast = takeTurn();
    setFeeding(how);
    const compared = await runComparison(first.ids, second.ids, how);
    if (isLast()) setDone({ revision, compared });
  };
  const found = done?.compared && "comparison" in done.compared ? done.compared.comparison : null;
  const refused = done?.compared && "refusal" in done.compared ? done.compared : null;
  const mayChoose = (found && feedsDiffer(found)) || refused?.fitsOwn || feeding === "own";
  const stale = done !== null && done.revision !== revision;
  return (
    <Section title="Compare">
      <p className={panel.muted}>
        Feeds both the same, sends the same gradient back through both, and compares what comes out.
      </p>
      <div className={styles.buttons}>
        <Button onClick={() => void compare(feeding)}>{`Compare ${first.name} with ${second.name}`}</Button>
      </div>
      {mayChoose && (
        <Select
          label="What both are fed"
          value={feeding}
          onChange={(chosen) => void compare(chosen as Feeding)}
          choices={[
            { value: "first", label: `Both what reaches ${first.name}` },
            { value: "own", label: "Each what reaches it" },
          ]}
        />
      )}
      {done !== null && !found && (
        <p className={styles.problems} role="status">
          {refused ? `${refused.refusal}.` : "The comparison could not be done."}
        </p>
      )}
      {found && (
        <div className={styles.result} data-stale={stale || undefined}>
          {stale && (
            <p className={styles.stale} role="status">
              The graph has been edited since. Compare again to know.
            </p>
          )}
          <p className={styles.verdict} role="status" aria-label="Comparison" data-pass={found.agree || undefined}>
            <VerdictSign verdict={found.agree ? "ok" : "wrong"} />
            <span>{sayComparison(found, feeding, first.name, second.name, named)}</span>
          </p>
          <ComparisonTable comparison={found} first={first.name} second={second.name} named={named} />
        </div>
      )}
    </Section>
  );
}

function feedsDiffer({ feeds }: Comparison): boolean {
  return feeds.some(([a, b]) => a !== b);
}
