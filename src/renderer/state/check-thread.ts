import type { CheckThread } from "../worker/check-protocol";
import { startThread, type Thread } from "./thread";

/** Starts a thread that checks gradients. */
export function startChecker(): Thread<CheckThread> {
  return startThread<CheckThread>(
    new Worker(new URL("../worker/checker.ts", import.meta.url), { type: "module", name: "checker" }),
  );
}
