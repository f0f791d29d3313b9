import type { Document } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import { paramEdits } from "#core/graph/param-edits";
import { type Score, scoreOf } from "#core/tape/score";
import { applyEdit } from "./apply-edit";
import type { Recording } from "./event";
import { beginsStop } from "./stops";

/**
 * A recording walked through once, without running it: what holds after each event. All arrays have one entry more than there are
 * events; entry 0 is before the first. In those that name an event, it is the event's index plus one, 0 for none.
 */
export interface Track {
  readonly times: Float64Array;
  readonly positions: Int32Array;
  readonly steps: Int32Array;
  readonly captions: Int32Array;
  readonly questions: Int32Array;
  readonly selections: Int32Array;
  readonly cameras: Int32Array;
  readonly chapters: Int32Array;
  /** The document after each edit, but for what training did to its params: first frame that has it, in order. */
  readonly documents: readonly { readonly from: number; readonly document: Document }[];
}

/** Walks through a recording. */
export function trackOf({ header, events }: Recording): Track {
  const length = events.length + 1;
  const times = new Float64Array(length);
  const ints = () => new Int32Array(length);
  const [positions, steps, captions, questions] = [ints(), ints(), ints(), ints()];
  const [selections, cameras, chapters] = [ints(), ints(), ints()];
  const documents = [{ from: 0, document: header.document }];
  let document = header.document;
  let map = mapOf(document);
  events.forEach(({ dt, what }, at) => {
    const next = at + 1;
    times[next] = (times[at] as number) + dt;
    for (const list of [positions, steps, captions, selections, cameras, chapters]) list[next] = list[at] as number;
    if (!beginsStop(what, dt)) questions[next] = questions[at] as number;
    if ("step" in what) steps[next] = what.step;
    switch (what.code) {
      case "f":
        positions[next] = map.forward.get(what.node) ?? (positions[at] as number);
        break;
      case "g":
        positions[next] = Math.min(map.score.entries + 1, map.score.steps.length);
        break;
      case "b":
        positions[next] = map.backward.get(what.node) ?? (positions[at] as number);
        break;
      case "u":
        positions[next] = map.score.steps.length;
        break;
      case "e": {
        const edited = applyEdit(document, what);
        if (!paramEdits(document.graph, edited.graph)) map = mapOf(edited);
        document = edited;
        documents.push({ from: next, document });
        positions[next] = Math.min(what.position, map.score.steps.length);
        break;
      }
      case "k":
        positions[next] = Math.min(what.position, map.score.steps.length);
        break;
      case "s":
        if (what.nodes || what.edges) selections[next] = next;
        if (what.camera) cameras[next] = next;
        break;
      case "c":
        captions[next] = next;
        break;
      case "m":
        chapters[next] = next;
        break;
      case "q":
        // Asked until something new happens.
        questions[next] = next;
        break;
    }
  });
  return { times, positions, steps, captions, questions, selections, cameras, chapters, documents };
}

/** Where each node's steps lie in the pass of a graph, as the position after them. */
function mapOf({ graph }: Document) {
  const score: Score = scoreOf(analyse(graph));
  const forward = new Map<string, number>();
  const backward = new Map<string, number>();
  score.steps.forEach((step, at) => {
    if (step.phase === "forward") forward.set(step.node, at + 1);
    else if (step.phase === "backward") backward.set(step.node, at + 1);
  });
  return { score, forward, backward };
}
