import type { PlayerThread } from "../worker/player-protocol";
import { startThread, type Thread } from "./thread";

/** Starts a thread that will hold one recording. */
export function startPlayer(): Thread<PlayerThread> {
  return startThread<PlayerThread>(
    new Worker(new URL("../worker/player.ts", import.meta.url), { type: "module", name: "player" }),
  );
}
