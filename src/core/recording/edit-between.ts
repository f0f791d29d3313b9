import type { Document } from "#core/document/document";
import type { Named } from "#core/formula/site";
import { type ParamEdit, paramEdits } from "#core/graph/param-edits";
import { sameTensor, type Tensor } from "#core/tensor/tensor";
import type { Edit } from "./event";

/** What makes one document of another, as an event tells it: no more than params or places where nothing else has changed. */
export function editBetween(before: Document, after: Document): Omit<Edit, "code" | "position"> {
  const edits = paramEdits(before.graph, after.graph);
  if (!edits || before.meta !== after.meta || before.rest !== after.rest) return { document: after };
  const layout = before.layout === after.layout ? null : changedPlaces(before, after);
  // A card that has lost its place can only be told with the whole document.
  if (!layout) return before.layout === after.layout ? { ...paramsOf(edits, before) } : { document: after };
  return { ...paramsOf(edits, before), ...(Object.keys(layout).length > 0 ? { layout } : {}) };
}

function paramsOf(edits: readonly ParamEdit[], before: Document): Pick<Edit, "params"> {
  const old = new Map(before.graph.nodes.map(({ id, params }) => [id, params]));
  const nodes = new Map<string, [string, Tensor][]>();
  for (const { node, param, value } of edits) {
    const was = old.get(node)?.[param];
    if (was && sameTensor(was, value)) continue;
    const named = nodes.get(node) ?? [];
    named.push([param, value]);
    nodes.set(node, named);
  }
  if (nodes.size === 0) return {};
  const params: Named<Named<Tensor>> = Object.fromEntries(
    [...nodes].map(([node, named]) => [node, Object.fromEntries(named)]),
  );
  return { params };
}

/** The cards that lie elsewhere than before; null where one has no place any more. */
function changedPlaces(before: Document, after: Document): Document["layout"] | null {
  if (Object.keys(before.layout).some((id) => !Object.hasOwn(after.layout, id))) return null;
  return Object.fromEntries(
    Object.entries(after.layout).filter(([id, { x, y }]) => {
      const was = Object.hasOwn(before.layout, id) ? before.layout[id] : undefined;
      return was?.x !== x || was.y !== y;
    }),
  );
}
