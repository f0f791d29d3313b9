import type { Document } from "#core/document/document";
import type { Stray } from "#core/train/stray";
import { applyEdit, byNode, withParams } from "./apply-edit";
import { editBetween } from "./edit-between";
import type { Recording, RecordingEvent, State } from "./event";
import { adoptParams, type Pass, passOf, trainedDocument, trainPass } from "./pass";
import type { Track } from "./track";

/** So many documents are kept as they were given, so that going back and forth gives the same objects. */
const KEPT = 32;

/** What the events up to a frame have made of the document. */
export interface Reached {
  readonly document: Document;
  /** Training would have taken a param out of its range, and was not followed from there on, until the params are told anew. */
  readonly stray: StrayStep | null;
}

/** A step of training that cannot be taken, and its number. */
export interface StrayStep extends Stray {
  readonly step: number;
}

/** Finds the document of a frame: from where it stands if that is not far, else from the last event that tells all params. */
export function createCursor({ header, events }: Recording, track: Track): { reachedAt: (frame: number) => Reached } {
  const given = new Map<number, Reached>();
  let index = 0;
  let document = header.document;
  /** What training begins from: the graph that is compiled, and params that a keyframe tells of it. */
  let base: { readonly document: Document; readonly params: State["params"] } = { document, params: {} };
  /** Training goes on on the tape, and the document follows when it is asked for. */
  let training: Pass | null = null;
  let stray: StrayStep | null = null;

  function settle(): Document {
    if (training) document = trainedDocument(document, training);
    return document;
  }
  function begin(params: State["params"]) {
    base = { document, params };
    training = null;
    stray = null;
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
      const led = stray ? null : trainPass(training, what.rate ?? header.rate ?? 0);
      if (led) stray = { ...led, step: what.step };
    } else if (what.code === "k" && isNewAt(at)) restart(at);
  }

  return {
    reachedAt(wanted) {
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
      const now = settle();
      const beside = [given.get(version - 1), given.get(version + 1)].map((other) => other?.document);
      const found = beside.find((other) => other && isSame(other, now)) ?? now;
      const reached = { document: found, stray };
      given.set(version, reached);
      if (given.size > KEPT) given.delete(given.keys().next().value as number);
      return reached;
    },
  };
}

/** Whether two documents of one recording are equal; of those that have not come of one graph it says that they are not. */
function isSame(one: Document, other: Document): boolean {
  return one === other || Object.keys(editBetween(one, other)).length === 0;
}
