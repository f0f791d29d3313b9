import type { Finding } from "#core/check/finding";
import { nameOf } from "#core/graph/graph";
import { useFindings } from "../state/health";
import { select, session, useSession } from "../state/session";
import { viewport } from "../state/viewport";
import { ILLNESS } from "./illness";
import styles from "./Problems.module.css";

/** As many are listed; a graph in which all is ill is not read line by line. */
const MOST = 50;

/** Where gradients fall ill, and why. Choosing one leads to the place where it begins. Nothing where all is well. */
export function Findings() {
  const findings = useFindings();
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h3 id="findings" className={styles.heading}>
        Gradients
      </h3>
      <ul className={styles.problems} aria-label="Gradients">
        {findings.slice(0, MOST).map((finding) => (
          <li key={`${finding.node} ${finding.edge} ${finding.param} ${finding.kind}`}>
            <button type="button" className={styles.problem} onClick={() => goToFinding(finding)}>
              <Told finding={finding} />
            </button>
          </li>
        ))}
        {findings.length > MOST && <li className={styles.none}>{`and ${findings.length - MOST} more`}</li>}
      </ul>
    </section>
  );
}

function Told({ finding: { kind, node: id, param, message } }: { readonly finding: Finding }) {
  const node = useSession(({ analysis }) => analysis.graph.nodes.find((each) => each.id === id));
  const { icon: Icon, word } = ILLNESS[kind];
  return (
    <>
      <Icon className={styles.ill} role="img" aria-label={word} />
      <span className={styles.words}>
        <span className={styles.place}>{`${node ? nameOf(node) : id}${param === undefined ? "" : ` › ${param}`}`}</span>
        {`: ${message}`}
      </span>
    </>
  );
}

/** Selects where a finding begins, and brings it into view. */
export function goToFinding({ node, edge: id }: Finding): void {
  const edge = session().analysis.graph.edges.find((each) => each.id === id);
  if (edge) select([], [edge.id]);
  else select([node]);
  viewport()?.fit(new Set(edge ? [edge.source, edge.target] : [node]));
  viewport()?.focus();
}
