import type { Document } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import { paramEdits } from "#core/graph/param-edits";
import { scoreOf } from "#core/tape/score";
import { applyEdit } from "./apply-edit";
import type { Edit, Recording } from "./event";

/**
 * A recording walked through once, without running it: what holds after each event. All arrays have one entry more than there are
 * events; entry 0 is before the first. In those that name an event, it is the event's index plus one, 0 for none.
 */
export interface Track {
  /** Seconds since the beginning. */
  readonly times: Float64Array;
  readonly positions: Int32Array;
  readonly steps: Int32Array;
  readonly captions: Int32Array;
  readonly questions: Int32Array;
  readonly selections: Int32Array;
  readonly cameras: Int32Array;
  readonly chapters: Int32Array;
  /** Frames of one version have one document. */
  readonly versions: Int32Array;
  /** The last frame up to this one at which all params are told, so that nothing before it has to be computed. */
  readonly checkpoints: Int32Array;
  /** The document after an edit, but for what training did to its params. */
  readonly untrainedAt: (frame: number) => Document;
}

/** Edits between two documents that are kept: more would be slow to go through, fewer would take room. */
const EDITS_APART = 64;

/** Walks through a recording. */
export function trackOf({ header, events }: Recording): Track {
  const length = events.length + 1;
  const times = new Float64Array(length);
  const ints = () => new Int32Array(length);
  const [positions, steps, versions, checkpoints] = [ints(), ints(), ints(), ints()];
  const [captions, questions, selections, cameras, chapters] = [ints(), ints(), ints(), ints(), ints()];
  const kept: Kept[] = [{ from: 0, document: header.document }];
  const edits: { readonly from: number; readonly edit: Edit }[] = [];
  let document = header.document;
  let map = mapOf(document);
  let isTrained = false;
  let sinceKept = 0;
  events.forEach(({ dt, what }, at) => {
    const next = at + 1;
    times[next] = (times[at] as number) + dt;
    for (const list of [positions, steps, versions, checkpoints, captions, selections, cameras, chapters]) {
      list[next] = list[at] as number;
    }
    if ("step" in what) steps[next] = what.step;
    switch (what.code) {
      case "f":
        positions[next] = map.forward.get(what.node) ?? (positions[at] as number);
        break;
      case "g":
        positions[next] = Math.min(map.entries + 1, map.length);
        break;
      case "b":
        positions[next] = map.backward.get(what.node) ?? (positions[at] as number);
        break;
      case "u":
        positions[next] = map.length;
        versions[next] = (versions[at] as number) + 1;
        isTrained = true;
        break;
      case "e": {
        const edited = applyEdit(document, what);
        if (what.document || !paramEdits(document.graph, edited.graph)) map = mapOf(edited);
        document = edited;
        if (what.document) isTrained = false;
        edits.push({ from: next, edit: what });
        sinceKept += 1;
        if (what.document || sinceKept >= EDITS_APART) {
          sinceKept = 0;
          kept.push({ from: next, document });
        }
        versions[next] = (versions[at] as number) + 1;
        if (!isTrained) checkpoints[next] = next;
        positions[next] = Math.min(what.position, map.length);
        break;
      }
      case "k":
        // After training it is the keyframe that says what the params are.
        if (isTrained) versions[next] = (versions[at] as number) + 1;
        checkpoints[next] = next;
        positions[next] = Math.min(what.position, map.length);
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
        // A question is there only in its own frame: what comes next has gone past it.
        questions[next] = next;
        break;
    }
  });
  return {
    ...{ times, positions, steps, captions, questions, selections, cameras, chapters, versions, checkpoints },
    untrainedAt(frame) {
      const base = kept[lastUpTo(kept, frame)] as Kept;
      let found = base.document;
      for (let at = lastUpTo(edits, base.from) + 1; at < edits.length; at += 1) {
        const { from, edit } = edits[at] as (typeof edits)[number];
        if (from > frame) break;
        found = applyEdit(found, edit);
      }
      return found;
    },
  };
}

interface Kept {
  readonly from: number;
  readonly document: Document;
}

/** The index of the last item, by `from`, that begins at or before a frame; −1 where none does. */
function lastUpTo(items: readonly { readonly from: number }[], frame: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as { readonly from: number }).from <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where each node's steps lie in the pass of a graph, as the position after them. */
function mapOf({ graph }: Document) {
  const { steps, entries } = scoreOf(analyse(graph));
  const forward = new Map<string, number>();
  const backward = new Map<string, number>();
  steps.forEach((step, at) => {
    if (step.phase === "forward") forward.set(step.node, at + 1);
    else if (step.phase === "backward") backward.set(step.node, at + 1);
  });
  return { forward, backward, entries, length: steps.length };
}
