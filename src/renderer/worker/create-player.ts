import type { Document } from "#core/document/document";
import { openPlayer, type Player } from "#core/recording/player";
import { type Flaw, readRecording } from "#core/recording/read";
import { stopsOf } from "#core/recording/stops";
import { type Verification, verifySteps } from "#core/recording/verify";
import type { PlayerThread, Proof, Told, Watched, WatchedFrame } from "./player-protocol";

/** How long a stretch of a proof takes, in milliseconds: short enough for a seek that waits behind it. */
const STRETCH = 40;

/** What holds a recording for the page, reads its frames and proves its steps. */
export function createPlayer(): PlayerThread {
  let player: Player | null = null;
  let text = "";
  let sent: Document | null = null;
  let proof: Verification | null = null;
  return {
    open(given) {
      const { recording, problems, flaws } = readRecording(given);
      if (!recording) return { watched: null, problems };
      player = openPlayer(recording);
      text = given;
      sent = null;
      proof = null;
      return { watched: watchedOf(player, flaws), problems };
    },
    frame(index) {
      const frame = frameOf(held(player), index);
      const document = frame.document === sent ? null : frame.document;
      sent = frame.document;
      return { ...frame, document };
    },
    prove(begin) {
      const { recording, length } = held(player);
      if (begin || !proof) proof = verifySteps(recording);
      return stretch(proof, length);
    },
    text: () => text,
  };
}

function held(player: Player | null): Player {
  if (!player) throw new RangeError("no recording is open");
  return player;
}

function watchedOf({ recording, track }: Player, flaws: readonly Flaw[]): Watched {
  const { header, events } = recording;
  const told = events.flatMap(({ what }, at): readonly Told[] => {
    const isAside = what.code === "c" || what.code === "m" || what.code === "p" || what.code === "q";
    return isAside ? [{ frame: at + 1, seconds: track.times[at + 1] as number, what }] : [];
  });
  const { times, positions, steps } = track;
  return { header, times, positions, steps, stops: stopsOf(recording), told, flaws, undo: null, redo: null };
}

function frameOf(player: Player, wanted: number): WatchedFrame & { readonly document: Document } {
  const { index, event, document, position, step, caption, question, selection, camera, chapter } =
    player.frameAt(wanted);
  return {
    index,
    code: event?.what.code ?? null,
    document,
    position,
    step,
    caption,
    question,
    selection: selection && { nodes: selection.nodes ?? [], edges: selection.edges ?? [] },
    camera,
    chapter,
  };
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
