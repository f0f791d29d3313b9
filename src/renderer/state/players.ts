import type { Remote } from "comlink";
import type { PlayerThread } from "../worker/player-protocol";
import { startPlayer } from "./player-thread";
import type { Thread } from "./thread";
import { worksStore, workWith } from "./works";

/** What was shown last of a recording. Between two frames that say the same of selection and camera, a person's own choice stays. */
export interface LastFrame {
  readonly version: number | null;
  readonly selection: string;
  readonly camera: string;
}

/** What reads a recording that is open: a thread of its own, which goes with it. */
export interface Player {
  readonly thread: Thread<PlayerThread>;
  last: LastFrame;
  /** Whether a frame is being read. */
  reading: boolean;
}

/** By the ids of the recordings. */
const players = new Map<string, Player>();

/** Begins to read a recording that is no work yet. */
export function newPlayer(): Player {
  return { thread: startPlayer(), last: { version: null, selection: "", camera: "" }, reading: false };
}

/** The recording has become a work. */
export function keepPlayer(id: string, player: Player): void {
  players.set(id, player);
}

/** What reads this recording; null once it has been closed. */
export function playerOf(id: string): Player | null {
  return players.get(id) ?? null;
}

/** Asks what reads a recording; null where it has been closed meanwhile, "failed" where it broke. */
export async function askPlayerOf<T extends object | string | null>(
  id: string,
  question: (player: Remote<PlayerThread>) => Promise<T>,
): Promise<{ readonly answer: T } | "failed" | null> {
  const asked = players.get(id);
  if (!asked) return null;
  const outcome = await asked.thread.ask(question);
  if (players.get(id) !== asked) return null;
  if ("answer" in outcome) return outcome;
  return outcome.ending === "failed" ? "failed" : null;
}

/** Ends the thread of each recording that is closed. Returns what stops it. */
export function startPlayers(): () => void {
  return worksStore.subscribe(() => {
    for (const [id, { thread }] of players) {
      if (workWith(id)) continue;
      players.delete(id);
      thread.end();
    }
  });
}
