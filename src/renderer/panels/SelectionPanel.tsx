import { nameOf } from "#core/graph/graph";
import { shorten } from "#core/shorten";
import { CompareSection } from "../checking/CompareSection";
import { copyCommand, deleteCommand, duplicateCommand, selectNoneCommand } from "../commands/edit-commands";
import { select, useSession } from "../state/session";
import { KeyList } from "./KeyList";
import { NodeLink } from "./NodeLink";
import panel from "./Panel.module.css";

/** More than this are counted, not named. */
const MOST_NAMED = 40;

/** What can be said of several things at once. */
export function SelectionPanel() {
  const { nodes, edges } = useSession(({ selection }) => selection);
  const graph = useSession(({ analysis }) => analysis.graph);
  const chosen = graph.nodes.filter(({ id }) => nodes.has(id));
  const wires = graph.edges.filter(({ id }) => edges.has(id));
  const named = new Map(graph.nodes.map((node) => [node.id, nameOf(node)]));
  const parts = [count(chosen.length, "node"), ...(wires.length > 0 ? [count(wires.length, "edge")] : [])];
  return (
    <div className={panel.panel}>
      <header className={panel.head}>
        <h2 className={panel.title}>{`${parts.join(" and ")} selected`}</h2>
        <p className={panel.muted}>Drag one of them to move all. Choose one here to look at it alone.</p>
      </header>
      {chosen.length > 0 && (
        <ul className={panel.list} aria-label="Selected nodes">
          {chosen.slice(0, MOST_NAMED).map((node) => (
            <li key={node.id}>
              <NodeLink node={node} />
            </li>
          ))}
          {chosen.length > MOST_NAMED && <li className={panel.muted}>{`and ${chosen.length - MOST_NAMED} more`}</li>}
        </ul>
      )}
      {wires.length > 0 && (
        <ul className={panel.list} aria-label="Selected edges">
          {wires.slice(0, MOST_NAMED).map((edge) => (
            <li key={edge.id}>
              <button type="button" className={panel.link} onClick={() => select([], [edge.id])}>
                {`${named.get(edge.source) ?? shorten(edge.source)} → ${named.get(edge.target) ?? shorten(edge.target)}`}
              </button>
            </li>
          ))}
          {wires.length > MOST_NAMED && <li className={panel.muted}>{`and ${wires.length - MOST_NAMED} more`}</li>}
        </ul>
      )}
      <CompareSection />
      <KeyList commands={[duplicateCommand, copyCommand, deleteCommand, selectNoneCommand]} />
    </div>
  );
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
