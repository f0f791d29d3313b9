import panel from "../panels/Panel.module.css";
import { goTo, Severity } from "../panels/Problems";
import { placeOf } from "../panels/problem-words";
import { useSession } from "../state/session";
import styles from "./Checking.module.css";

/** Problems that are written out. */
const MOST = 4;

/** What keeps a part of the graph from being checked; nothing where all of it can be. */
export function CheckProblems() {
  const { graph, problems, runnable } = useSession(({ analysis }) => analysis);
  if (problems.length === 0) return null;
  const left = graph.nodes.length - runnable.length;
  const rest = runnable.length === 0 ? "nothing can be checked" : "the rest is checked";
  return (
    <section className={styles.problems} aria-label="What cannot be checked">
      <p>{`${left} of ${graph.nodes.length} nodes cannot run; ${rest}.`}</p>
      <ul className={panel.list}>
        {problems.slice(0, MOST).map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no names, and their order is the order of their places.
          <li key={at}>
            <button type="button" className={styles.problem} onClick={() => goTo(problem)}>
              <Severity problem={problem} />
              <span>
                <strong>{placeOf(problem, graph)}</strong> {problem.message}
              </span>
            </button>
          </li>
        ))}
        {problems.length > MOST && <li>{`and ${problems.length - MOST} more`}</li>}
      </ul>
    </section>
  );
}
