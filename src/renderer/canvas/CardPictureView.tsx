import type { GraphNode } from "#core/graph/graph";
import type { CardPicture } from "#core/ops/define";

interface CardPictureViewProps {
  readonly node: GraphNode;
  readonly picture: CardPicture;
  readonly width: number;
  readonly height: number;
}

/** What an op draws of itself on its card. */
export function CardPictureView(_: CardPictureViewProps) {
  return null;
}
