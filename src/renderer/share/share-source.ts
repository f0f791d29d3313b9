import { useEffect, useState } from "react";
import { recordingText } from "../state/playback";
import { currentDocument, session } from "../state/session";
import { startThread } from "../state/thread";
import type { Studio } from "./make-export";
import type { ShareSource, ShareThread } from "./share-protocol";

/** What is open, as it is shared. */
async function currentSource(): Promise<ShareSource> {
  if (session().watching) return { kind: "recording", text: await recordingText() };
  return { kind: "pass", document: currentDocument() };
}

/** A thread that has read what is open, for as long as the component lives: null while it reads, "failed" where it cannot. */
export function useStudio(): Studio | "failed" | null {
  const [studio, setStudio] = useState<Studio | "failed" | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL("./share-thread.ts", import.meta.url), { type: "module", name: "share" });
    const thread = startThread<ShareThread>(worker);
    let over = false;
    const settle = (next: Studio | "failed") => {
      if (!over) setStudio(next);
    };
    currentSource()
      .then((source) => thread.ask((held) => held.open(source)))
      .then(
        (outcome) => settle("answer" in outcome && outcome.answer ? { thread, facts: outcome.answer } : "failed"),
        () => settle("failed"),
      );
    return () => {
      over = true;
      thread.end();
    };
  }, []);
  return studio;
}
