import type { Document } from "#core/document/document";
import { encodeDocument } from "#core/document/serialise";
import { knownAt } from "#core/tape/score";
import { jsonText } from "#core/tensor/tensor-json";
import { editBetween } from "./edit-between";
import { contentOf, isAside, wholeOf } from "./edit-whole";
import type { Aside, Header, Recording, RecordingEvent } from "./event";
import { passOf } from "./pass";
import { type Frame, openPlayer } from "./player";
import { stateOf } from "./tape-state";

/** Keeps what happens from frame `from` to frame `to`. It begins with the graph, the caption and the view that are there at `from`. */
export function trim(recording: Recording, from: number, to: number): Recording {
  const content = contentOf(recording);
  const [first, last] = rangeOf(from, to, content.length);
  if (first === 0 && last === content.length) return recording;
  if (first === 0) return wholeOf(recording, content.slice(0, last));
  const frame = openPlayer(recording).frameAt(first);
  const header = { ...recording.header, document: frame.document };
  return wholeOf(recording, [keyframeOf(frame), ...carried(null, frame), ...content.slice(first, last)], header);
}

/**
 * Leaves out what happens from frame `from` to frame `to`; what comes then is as it was. Where only things told beside the steps are
 * left out, they are gone; else the caption and the view that are there at `to` are told again.
 */
export function cut(recording: Recording, from: number, to: number): Recording {
  const content = contentOf(recording);
  const [first, last] = rangeOf(from, to, content.length);
  if (first === last) return recording;
  const [before, after] = [content.slice(0, first), content.slice(last)];
  const isSeamless = content.slice(first, last).every(({ what }) => isAside(what) || what.code === "unknown");
  if (isSeamless || after.length === 0) return wholeOf(recording, [...before, ...after]);
  if (first === 0) return trim(recording, last, content.length);
  const player = openPlayer(recording);
  const [here, there] = [player.frameAt(first), player.frameAt(last)];
  return wholeOf(recording, [
    ...before,
    ...seam(here.document, there.document, there.position),
    keyframeOf(there),
    ...carried(here, there),
    ...after,
  ]);
}

/** The one and then the other, under the header of the first. */
export function join(first: Recording, second: Recording): Recording {
  const one = contentOf(first);
  const other = contentOf(second);
  const end = openPlayer(first).frameAt(one.length);
  const start = openPlayer(second).frameAt(0);
  const header: Header = {
    ...first.header,
    values: first.header.values === second.header.values ? first.header.values : "keyframes",
    requires: [...new Set([...first.header.requires, ...second.header.requires])],
    rate: first.header.rate ?? second.header.rate,
  };
  const edit = sameDocument(end.document, start.document) ? [] : seam(end.document, start.document, 0);
  const events = [
    ...withRates(one, first.header, header),
    ...edit,
    ...(other[0]?.what.code === "k" ? [] : [keyframeOf(start)]),
    ...carried(end, start),
    ...withRates(other, second.header, header),
  ];
  return { ...wholeOf(second, events, header) };
}

function rangeOf(from: number, to: number, length: number): readonly [number, number] {
  const within = (at: number) => Math.max(0, Math.min(Math.trunc(at), length)) || 0;
  return [within(from), Math.max(within(from), within(to))];
}

/** The edit that leads from one document to the other; none where they are one. */
function seam(before: Document, after: Document, position: number): readonly RecordingEvent[] {
  const change = before === after ? {} : editBetween(before, after);
  return Object.keys(change).length === 0 ? [] : [{ dt: 0, what: { code: "e", position, ...change } }];
}

function sameDocument(a: Document, b: Document): boolean {
  return a === b || jsonText(encodeDocument(a)) === jsonText(encodeDocument(b));
}

/** All that is computed at a frame, from its document anew. */
function keyframeOf({ document, position }: Frame): RecordingEvent {
  const { tape, score } = passOf(document.graph);
  return { dt: 0, what: { code: "k", position, state: stateOf(tape, knownAt(score, position)) } };
}

/** What has to be told so that after one frame the other's caption, chapter and view are there. */
function carried(here: Frame | null, there: Frame): readonly RecordingEvent[] {
  const told: Aside[] = [];
  const { selection, camera, chapter, caption } = there;
  if (selection && selection !== here?.selection) {
    const { nodes, edges } = selection;
    told.push({ code: "s", ...(nodes ? { nodes } : {}), ...(edges ? { edges } : {}) });
  }
  if (camera && camera !== here?.camera) told.push({ code: "s", camera });
  if (chapter !== null && chapter !== here?.chapter) told.push({ code: "m", title: chapter });
  if (caption !== (here?.caption ?? null)) told.push(caption ?? { code: "c", text: "" });
  return told.map((what) => ({ dt: 0, what }));
}

/** Updates that went by their header's rate say it themselves where the new header has another. */
function withRates(events: readonly RecordingEvent[], from: Header, to: Header): readonly RecordingEvent[] {
  if (from.rate === to.rate) return events;
  const rate = from.rate ?? 0;
  return events.map((event) => {
    const { what } = event;
    return what.code === "u" && what.rate === undefined ? { ...event, what: { ...what, rate } } : event;
  });
}
