import { useEffect, useState } from "react";
import { recordingText } from "../state/recordings";
import type { Session } from "../state/session";
import { startThread } from "../state/thread";
import type { Studio } from "./make-export";
import type { ShareSource, ShareThread } from "./share-protocol";

/** What is on screen, as it is shared. */
async function sourceOf({ watching, id, history }: Session): Promise<ShareSource | null> {
  if (!watching) return { kind: "pass", document: history.present };
  const text = await recordingText(id);
  return text === null ? null : { kind: "recording", text };
}

/** A thread that has read what was on screen, for as long as the component lives: null while it reads, "failed" where it cannot. */
export function useStudio(subject: Session): Studio | "failed" | null {
  const [studio, setStudio] = useState<Studio | "failed" | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL("./share-thread.ts", import.meta.url), { type: "module", name: "share" });
    const thread = startThread<ShareThread>(worker);
    let over = false;
    const settle = (next: Studio | "failed") => {
      if (!over) setStudio(next);
    };
    sourceOf(subject)
      .then((source) => source && thread.ask((held) => held.open(source)))
      .then(
        (outcome) =>
          settle(outcome && "answer" in outcome && outcome.answer ? { thread, facts: outcome.answer } : "failed"),
        () => settle("failed"),
      );
    return () => {
      over = true;
      thread.end();
    };
  }, [subject]);
  return studio;
}
