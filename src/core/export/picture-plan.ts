import { type CardPlan, cardHeight, planCard } from "#core/drawing/card-plan";
import { type GraphNode, nameOf } from "#core/graph/graph";
import { formatShape, type Shape } from "#core/tensor/tensor";

/** The card of a picture: the app's, with the shape of what comes out where the app has a formula. */
export interface PicturePlan extends CardPlan {
  /** The shape in words; null where the card says it by other things, or it is not known. */
  readonly shape: string | null;
}

/** Height of the line that tells the shape. */
export const SHAPE_HEIGHT = 24;

/** What a node's card has on it in a picture. `shape` is that of its output, where it is known. */
export function planPicture(node: GraphNode, shape: Shape | undefined): PicturePlan {
  const plan = planCard(node, nameOf(node), null, shape);
  const said = plan.inputs.length === 0 || plan.sections.some(({ kind }) => kind === "number");
  if (said || !shape) return { ...plan, shape: null };
  const height = cardHeight([{ height: SHAPE_HEIGHT }, ...plan.sections], plan.inputs.length);
  return { ...plan, height, shape: formatShape(shape) };
}
