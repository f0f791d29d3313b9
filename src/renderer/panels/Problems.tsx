import { Check, CircleAlert, TriangleAlert } from "lucide-react";
import { grouped } from "#core/drawing/number-format";
import { isWarning, MOST_LISTED, type Problem } from "#core/problem";
import { sayVerdict } from "#core/telling/derivation-words";
import { slopeText } from "../derive/slope";
import { useWrongDerivations } from "../derive/use-given";
import { useRun, useStale } from "../state/running";
import { select, session, useSession } from "../state/session";
import { viewport } from "../state/viewport";
import { Findings } from "./Findings";
import styles from "./Problems.module.css";
import { placeOf } from "./problem-words";

/** All that is wrong with the graph, and what the last run warns of. Choosing one selects its place and brings it into view. */
export function Problems() {
  const { graph, problems } = useSession(({ analysis }) => analysis);
  const run = useRun();
  const stale = useStale();
  const wrong = useWrongDerivations();
  const all = stale || !run ? problems : [...problems, ...run.warnings];
  if (all.length + wrong.length === 0) {
    return (
      <>
        <p className={styles.none}>
          <Check aria-hidden /> No problems.
        </p>
        <Findings />
      </>
    );
  }
  return (
    <>
      <ul className={styles.problems} aria-label="Problems">
        {all.slice(0, MOST_LISTED).map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no names, and their order is the order of their places.
          <li key={at}>
            <button type="button" className={styles.problem} onClick={() => goTo(problem)}>
              <Severity problem={problem} />
              <span className={styles.words}>
                <span className={styles.place}>{placeOf(problem, graph)}</span>
                {problem.code === "not-finite" ? ": " : " "}
                {problem.message}
              </span>
              <code className={styles.code}>{problem.code}</code>
            </button>
          </li>
        ))}
        {all.length > MOST_LISTED && <li className={styles.none}>{`and ${grouped(all.length - MOST_LISTED)} more`}</li>}
        {wrong.map(({ node, exercise, verdict }) => (
          <li key={`${node} ${exercise.name}`}>
            <button type="button" className={styles.problem} onClick={() => goToNode(node)}>
              <TriangleAlert className={styles.warning} role="img" aria-label="Warning" />
              <span className={styles.words}>
                <span className={styles.place}>{`${slopeText(exercise)} by hand`}</span>: {sayVerdict(verdict)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Findings />
    </>
  );
}

function goToNode(id: string): void {
  select([id]);
  viewport()?.fit(new Set([id]));
  viewport()?.focus();
}

/** How bad it is, as a sign and as a word. */
export function Severity({ problem }: { readonly problem: Problem }) {
  return isWarning(problem) ? (
    <TriangleAlert className={styles.warning} role="img" aria-label="Warning" />
  ) : (
    <CircleAlert className={styles.error} role="img" aria-label="Problem" />
  );
}

/** Selects the place of a problem and brings it into view. */
export function goTo(problem: Problem): void {
  const { graph } = session().analysis;
  const edge = graph.edges.find(({ id }) => id === problem.edge);
  const ends = [edge?.source, edge?.target].filter((id) => graph.nodes.some((node) => node.id === id)) as string[];
  // What is wrong with a node is seen best on the node, even where an edge has brought it; a problem of edges is seen on the edge.
  const onEdge = edge && (problem.node === undefined || EDGE_PROBLEMS.has(problem.code));
  if (onEdge) select([], [edge.id]);
  else if (problem.node !== undefined) select([problem.node]);
  const near = onEdge ? ends : problem.node === undefined ? [] : [problem.node];
  if (near.length > 0) viewport()?.fit(new Set(near));
  viewport()?.focus();
}

const EDGE_PROBLEMS: ReadonlySet<string> = new Set(["handle-taken", "unknown-handle", "dangling-edge", "cycle"]);
