import type { Document } from "#core/document/document";
import { type Graph, nameIn } from "#core/graph/graph";
import type { StrayStep } from "#core/recording/cursor";
import type { Recording, RecordingEvent } from "#core/recording/event";
import { openPlayer, type Player } from "#core/recording/player";
import { type Flaw, readRecording } from "#core/recording/read";
import { stopsOf } from "#core/recording/stops";
import { type Verification, verifySteps } from "#core/recording/verify";
import { writeRecording } from "#core/recording/write-recording";
import { sayStray } from "#core/train/stray";
import type { Changed, PlayerThread, Proof, Told, Watched, WatchedFrame } from "./player-protocol";
import {
  beginRecordingHistory,
  commitRecording,
  editRecording,
  nameOfEdit,
  type RecordingHistory,
  redoRecording,
  undoRecording,
} from "./recording-edit";
import { stretchesOf } from "./stretches";

/** How long a stretch of a proof takes, in milliseconds: a seek that waits behind it comes in time all the same. */
const STRETCH = 6;

/** A recording that tells no times, such as one of training, lasts a second a step, and this long at most. */
const LONGEST_WITHOUT_TIMES = 60;

/** What holds a recording for the page, reads its frames and proves its steps. */
export function createPlayer(): PlayerThread {
  let player: Player | null = null;
  let history: RecordingHistory | null = null;
  /** What was opened, as it was opened; what has been edited is written anew when it is asked for. */
  let original = { text: "", recording: null as Recording | null };
  let sent: Document | null = null;
  let version = 0;
  let proof: Verification | null = null;
  return {
    open(given) {
      const { recording, problems, flaws } = readRecording(given);
      if (!recording) return { watched: null, problems };
      player = openPlayer(recording);
      history = beginRecordingHistory(recording);
      original = { text: given, recording };
      proof = null;
      return { watched: watchedOf(player, flaws, history), problems };
    },
    frame(index, has) {
      const frame = frameOf(held(player), index);
      const { document } = frame;
      if (document !== sent) version += 1;
      sent = document;
      return { ...frame, version, document: version === has ? null : document };
    },
    prove(begin) {
      const { recording, length } = held(player);
      if (begin || !proof) proof = verifySteps(recording);
      return stretch(proof, length);
    },
    edit(edit) {
      const { recording } = held(player);
      const edited = editRecording(withTimes(recording), edit);
      if (edited.problems.length > 0) return { watched: null, problems: edited.problems, frame: null };
      const isSame = edited.recording === withTimes(recording);
      return show(isSame ? history : commitRecording(historyNow(), edited.recording, nameOfEdit(edit)), edited.frame);
    },
    undo: () => show(undoRecording(historyNow()), null),
    redo: () => show(redoRecording(historyNow()), null),
    text() {
      const { recording } = held(player);
      return recording === original.recording ? original.text : writeRecording(recording);
    },
  };

  function historyNow(): RecordingHistory {
    history ??= beginRecordingHistory(held(player).recording);
    return history;
  }
  function show(next: RecordingHistory | null, frame: number | null): Changed {
    if (!next || next === history || next.present.recording === held(player).recording) {
      return { watched: null, problems: [], frame: null };
    }
    history = next;
    player = openPlayer(next.present.recording);
    proof = null;
    return { watched: watchedOf(player, [], next), problems: [], frame };
  }
}

const timed = new WeakMap<Recording, Recording>();

/** The recording with the times at which it is played, where it tells none of its own. */
function withTimes(recording: Recording): Recording {
  const known = timed.get(recording);
  if (known) return known;
  const times = timesOf(openPlayer(recording));
  const tells = recording.events.some(({ dt }) => dt > 0);
  const events = recording.events.map((event, at) => ({
    ...event,
    dt: (times[at + 1] as number) - (times[at] as number),
  }));
  const made = tells ? recording : { ...recording, events };
  timed.set(recording, made);
  return made;
}

function held(player: Player | null): Player {
  if (!player) throw new RangeError("no recording is open");
  return player;
}

function watchedOf(player: Player, flaws: readonly Flaw[], { past, present, future }: RecordingHistory): Watched {
  const { recording, track } = player;
  const { header, events } = recording;
  const times = timesOf(player);
  const told = events.flatMap(({ what }, at): readonly Told[] => {
    const isAside = what.code === "c" || what.code === "m" || what.code === "p" || what.code === "q";
    return isAside ? [{ frame: at + 1, seconds: times[at + 1] as number, what }] : [];
  });
  const halts = told.flatMap(({ frame, what }) => (what.code === "p" || what.code === "q" ? [frame] : []));
  // A question is there in its own frame alone, whatever comes after it.
  const stops = [...new Set([...stopsOf(recording), ...halts])].sort((a, b) => a - b);
  return {
    ...{ header, times, positions: track.positions, steps: track.steps, told, flaws },
    stops: Int32Array.from(stops),
    halts: Int32Array.from(halts),
    stretches: stretchesOf(recording, track.positions, times),
    hasCamera: (track.cameras.at(-1) ?? 0) > 0,
    undo: past.length > 0 ? present.name : null,
    redo: future[0]?.name ?? null,
  };
}

function timesOf({ track, steps }: Player): Float64Array {
  if ((track.times.at(-1) ?? 0) > 0 || steps === 0) return track.times;
  const each = Math.min(1, LONGEST_WITHOUT_TIMES / steps);
  return Float64Array.from(track.steps, (step) => step * each);
}

function frameOf(player: Player, wanted: number): Omit<WatchedFrame, "version"> & { readonly document: Document } {
  const { index, event, document, position, step, caption, question, selection, camera, chapter, stray } =
    player.frameAt(wanted);
  return {
    index,
    code: event?.what.code ?? null,
    deed: deedAt(player, index),
    document,
    position,
    step,
    caption,
    question,
    selection: selection && { nodes: selection.nodes ?? [], edges: selection.edges ?? [] },
    camera,
    chapter,
    stopped: stray && sayStopped(stray, document.graph),
  };
}

/** So many events back from a frame the last deed is looked for: no more is told beside one. */
const FARTHEST_DEED = 1000;

function deedAt({ recording: { events } }: Player, index: number): WatchedFrame["deed"] {
  for (let at = index - 1; at >= Math.max(0, index - FARTHEST_DEED); at -= 1) {
    const { what, dt } = events[at] as RecordingEvent;
    if (what.code === "f" || what.code === "g" || what.code === "b" || (what.code === "k" && dt > 0)) return "step";
    if (what.code === "u") return "update";
    if (what.code === "e") return "edit";
  }
  return null;
}

function stretch(proof: Verification, of: number): Proof {
  const until = performance.now() + STRETCH;
  let done = 0;
  do {
    const next = proof.next();
    if (next.done) return { done: of, of, ended: true, mismatch: next.value.firstMismatch };
    done = next.value;
  } while (performance.now() < until);
  return { done, of, ended: false, mismatch: null };
}

function sayStopped(stray: StrayStep, graph: Graph): string {
  return `Step ${stray.step} cannot be taken, and this is the state before it: ${sayStray(stray, nameIn(graph, stray.node))}.`;
}
