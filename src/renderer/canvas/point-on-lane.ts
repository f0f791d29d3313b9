import { entryUnder } from "#core/drawing/entry-mark";
import { laneTop } from "#core/drawing/lane";
import { runs } from "../state/running";
import { pointAtEntry } from "../state/told-step";

/** The pointer is on a wire: where it is on an entry of one of its lanes, a step is told of that entry. */
export function pointOnLane(
  { target, clientX, clientY }: Pick<MouseEvent, "clientX" | "clientY" | "target">,
  edge: string,
): void {
  const lane = target instanceof Element ? target.closest<SVGGElement>("[data-lane]") : null;
  const direction = lane?.dataset.lane === "gradient" ? "gradient" : "value";
  const matrix = lane?.getScreenCTM();
  const reading = runs.edge(edge);
  const digest = direction === "gradient" ? reading?.grad : reading?.value;
  if (!matrix || !digest) {
    pointAtEntry(null);
    return;
  }
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
  const at = entryUnder(digest, x, y - laneTop(direction));
  pointAtEntry(at === null ? null : { place: { kind: "edge", edge }, at });
}
