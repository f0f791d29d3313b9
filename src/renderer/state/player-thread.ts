import { type Remote, wrap } from "comlink";
import type { PlayerThread } from "../worker/player-protocol";

let remote: Remote<PlayerThread> | null = null;

/** The thread that holds the recording; started when it is first asked. */
export function playerThread(): Remote<PlayerThread> {
  remote ??= wrap<PlayerThread>(
    new Worker(new URL("../worker/player.ts", import.meta.url), { type: "module", name: "player" }),
  );
  return remote;
}
