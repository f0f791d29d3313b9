import { CircleQuestionMark } from "lucide-react";
import type { GradPlace } from "#core/check/grad-place";
import { askWhy } from "../state/asking-why";
import { type Session, session } from "../state/session";
import type { Command } from "./command";

export const whyCommand: Command = {
  id: "why",
  name: "Why is this gradient so?",
  icon: CircleQuestionMark,
  keys: ["W"],
  keysIn: "canvas",
  when: (now) => now.open && selectedPlace(now) !== null,
  keywords: "explain chain rule terms paths upstream local derivative",
  run() {
    const place = selectedPlace(session());
    return place ? askWhy({ place, at: "largest" }) : undefined;
  },
};

/** The gradient of what is selected: that of one edge, or of one node's output. */
function selectedPlace({ selection: { nodes, edges } }: Session): GradPlace | null {
  const [node] = nodes;
  const [edge] = edges;
  if (nodes.size + edges.size !== 1) return null;
  if (edge !== undefined) return { kind: "edge", edge };
  return node === undefined ? null : { kind: "out", node };
}
