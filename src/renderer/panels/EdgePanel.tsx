import { ArrowRight } from "lucide-react";
import { costByTex } from "#core/formula/write-tex";
import { type GraphEdge, type GraphNode, nameOf } from "#core/graph/graph";
import { MOST_LISTED } from "#core/problem";
import { shorten } from "#core/shorten";
import { Formula } from "../formula/Formula";
import { useChosenLane } from "../state/lane-chosen";
import { runs, useEdgeReading, useRun, useStale } from "../state/running";
import { select, useSession } from "../state/session";
import styles from "./EdgePanel.module.css";
import { LaneNumbers } from "./LaneNumbers";
import { sayMissing } from "./missing-gradient";
import { NodeLink } from "./NodeLink";
import state from "./NodeState.module.css";
import panel from "./Panel.module.css";
import { Severity } from "./Problems";
import { adviceFor } from "./problem-words";
import { Section } from "./Section";
import { WholeTensors } from "./WholeTensors";

/** One edge: the tensor that goes forward along it, and the gradient that comes back, whole. */
export function EdgePanel({ id }: { readonly id: string }) {
  const { graph, problems, shapes } = useSession((session) => session.analysis);
  const reading = useEdgeReading(id);
  const lane = useChosenLane(id);
  const stale = useStale();
  const edge = graph.edges.find((other) => other.id === id);
  if (!edge) return null;
  const source = graph.nodes.find((node) => node.id === edge.source);
  const target = graph.nodes.find((node) => node.id === edge.target);
  const own = problems.filter((problem) => problem.edge === id);
  const label = `${source ? nameOf(source) : shorten(edge.source)} to ${target ? nameOf(target) : shorten(edge.target)}`;
  return (
    <div className={panel.panel}>
      <header className={panel.head}>
        <h2 className={panel.hidden}>{`Edge from ${label}`}</h2>
        <div className={styles.ends}>
          <End node={source} id={edge.source} />
          <ArrowRight aria-hidden className={styles.arrow} />
          <End node={target} id={edge.target} />
        </div>
        <p className={panel.muted}>
          {`Feeds the input ${shorten(edge.targetHandle)}. The value goes forward along it; what comes back is its own share of the gradient.`}
        </p>
      </header>
      {own.length > 0 && (
        <ul className={state.state} aria-label="Problems of this edge">
          {own.slice(0, MOST_LISTED).map((problem) => (
            <li key={problem.message} className={state.item}>
              <Severity problem={problem} />
              <p>
                {problem.message} <span className={state.advice}>{adviceFor(problem)}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {source && <Siblings edge={edge} source={source} all={graph.edges} stale={stale} />}
      {reading ? (
        <WholeTensors
          key={`${id} ${lane}`}
          place={{ kind: "edge", edge: id }}
          label={label}
          withGradient
          awaited={runs.isAwaited(id)}
          first={lane}
        />
      ) : (
        <p className={panel.muted}>
          {source && !shapes.has(source.id)
            ? `${nameOf(source)} cannot be computed yet, so nothing goes along this edge.`
            : own.length > 0
              ? "Nothing goes along this edge."
              : "Not computed yet."}
        </p>
      )}
    </div>
  );
}

function End({ node, id }: { readonly node: GraphNode | undefined; readonly id: string }) {
  return node ? <NodeLink node={node} /> : <span className={panel.muted}>{shorten(id)}</span>;
}

interface SiblingsProps {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly all: readonly GraphEdge[];
  readonly stale: boolean;
}

/** For an edge that shares its output with others: its share beside the sum. */
function Siblings({ edge, source, all, stale }: SiblingsProps) {
  const run = useRun();
  const siblings = all.filter((other) => other.source === edge.source);
  const sum = run?.nodes.get(source.id)?.out.grad;
  if (siblings.length < 2 || !sum) return null;
  return (
    <Section title={`One of ${siblings.length} edges from here`}>
      <table className={panel.table}>
        <caption className={panel.hidden}>This edge’s share of the gradient</caption>
        <tbody>
          <tr>
            <th scope="row">this edge’s share</th>
            <td>
              <LaneNumbers
                digest={run?.edges.get(edge.id)?.grad ?? null}
                lane="gradient"
                stale={stale}
                without={sayMissing(runs.isAwaited(edge.id))}
                of={{ kind: "edge", edge: edge.id }}
              />
            </td>
          </tr>
          <tr>
            <th scope="row">
              <button
                type="button"
                className={panel.link}
                onClick={() => select([source.id])}
                title="Show how it adds up"
              >
                <Formula tex={costByTex(nameOf(source))} />, the sum
              </button>
            </th>
            <td>
              <LaneNumbers digest={sum} lane="gradient" stale={stale} of={{ kind: "out", node: source.id }} />
            </td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
