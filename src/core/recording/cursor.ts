import type { Document } from "#core/document/document";
import { applyEdit, byNode, withParams } from "./apply-edit";
import { editBetween } from "./edit-between";
import type { Recording, RecordingEvent, State } from "./event";
import { adoptParams, type Pass, passOf, trainedDocument, trainPass } from "./pass";
import type { Track } from "./track";

/** So many documents are kept as they were given, so that going back and forth gives the same objects. */
const KEPT = 32;

/** Finds the document of a frame: from where it stands if that is not far, else from the last event that tells all params. */
export function createCursor({ header, events }: Recording, track: Track): { documentAt: (frame: number) => Document } {
  const given = new Map<number, Document>();
  let index = 0;
  let document = header.document;
  /** What training begins from: the graph that is compiled, and params that a keyframe tells of it. */
  let base: { readonly document: Document; readonly params: State["params"] } = { document, params: {} };
  /** Training goes on on the tape, and the document follows when it is asked for. */
  let training: Pass | null = null;

  function settle(): Document {
    if (training) document = trainedDocument(document, training);
    return document;
  }
  function begin(params: State["params"]) {
    base = { document, params };
    training = null;
  }
  function restart(at: number) {
    index = at;
    document = track.untrainedAt(at);
    const what = events[at - 1]?.what;
    begin(what?.code === "k" && isNewAt(at) ? what.state.params : {});
    document = withParams(document, byNode(base.params));
  }
  /** Whether an event may change the document; a keyframe does only where training came before. */
  function isNewAt(at: number): boolean {
    return track.versions[at] !== track.versions[at - 1];
  }
  function advance({ what }: RecordingEvent, at: number) {
    if (what.code === "e") {
      document = applyEdit(settle(), what);
      begin({});
    } else if (what.code === "u") {
      if (!training) {
        training = passOf(base.document.graph);
        adoptParams(training, base.params);
      }
      trainPass(training, what.rate ?? header.rate ?? 0);
    } else if (what.code === "k" && isNewAt(at)) restart(at);
  }

  return {
    documentAt(wanted) {
      const version = track.versions[wanted] as number;
      const known = given.get(version);
      if (known) return known;
      const checkpoint = track.checkpoints[wanted] as number;
      const { versions } = track;
      const isNear = index <= wanted && (versions[checkpoint] as number) - (versions[index] as number) <= 1;
      if (!isNear) restart(checkpoint);
      while (index < wanted) {
        index += 1;
        advance(events[index - 1] as RecordingEvent, index);
      }
      const reached = settle();
      const beside = [given.get(version - 1), given.get(version + 1)];
      const found = beside.find((other) => other && isSame(other, reached)) ?? reached;
      given.set(version, found);
      if (given.size > KEPT) given.delete(given.keys().next().value as number);
      return found;
    },
  };
}

/** Whether two documents of one recording are equal; of those that have not come of one graph it says that they are not. */
function isSame(one: Document, other: Document): boolean {
  return one === other || Object.keys(editBetween(one, other)).length === 0;
}
