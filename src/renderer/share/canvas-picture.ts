import { drawPicture, type Picture } from "#core/export/svg";
import { runs } from "../state/running";
import { isShownAt, type Session } from "../state/session";
import { edgeLight, nodeLight } from "../state/spotlight";
import { currentTheme } from "../styles/theme";

/** The whole canvas as it was on screen, as one SVG: what is computed so far, what is chosen, and what is being worked on. */
export function drawCanvas({ history, analysis, selection, revision }: Session): Picture {
  const { nodes, edges } = analysis.graph;
  // Numbers and light are those of what is on screen; another graph has none of them.
  const isOfNow = isShownAt(revision);
  const current = isOfNow && nodes.find(({ id }) => nodeLight(id) !== null);
  const changed = new Set(edges.filter(({ id }) => isOfNow && edgeLight(id) !== null).map(({ id }) => id));
  const run = !isOfNow || runs.stale() ? null : runs.run();
  return drawPicture(history.present, analysis, run ?? { nodes: new Map(), edges: new Map() }, {
    theme: currentTheme(),
    selected: selection.nodes,
    changed,
    changedLane: current && nodeLight(current.id) === "forward" ? "value" : "gradient",
    ...(current ? { current: current.id } : {}),
  });
}
