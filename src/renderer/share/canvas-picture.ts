import { drawPicture } from "#core/export/svg";
import { runs } from "../state/running";
import { currentDocument, session } from "../state/session";
import { edgeLight, nodeLight } from "../state/spotlight";
import { currentTheme } from "../styles/theme";

/** The whole canvas as it is shown now, as one SVG: what is computed so far, what is chosen, and what is being worked on. */
export function drawCanvas(): string {
  const { analysis, selection } = session();
  const { nodes, edges } = analysis.graph;
  const current = nodes.find(({ id }) => nodeLight(id) !== null);
  const changed = new Set(edges.filter(({ id }) => edgeLight(id) !== null).map(({ id }) => id));
  const run = runs.stale() ? null : runs.run();
  return drawPicture(currentDocument(), analysis, run ?? { nodes: new Map(), edges: new Map() }, {
    theme: currentTheme(),
    selected: selection.nodes,
    changed,
    changedLane: current && nodeLight(current.id) === "forward" ? "value" : "gradient",
    ...(current ? { current: current.id } : {}),
  }).svg;
}
