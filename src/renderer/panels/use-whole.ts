import { useEffect, useState } from "react";
import { readWhole, useRun, useStale } from "../state/running";
import type { Place, Whole } from "../worker/protocol";

/** Whole tensors as far as they have come. `fresh` says that they are those of the graph as it is now. */
export interface WholeNow {
  readonly whole: Whole | null;
  readonly fresh: boolean;
}

/** The whole tensors at a place, read anew after each run; between an edit and their coming the last ones stay, no longer fresh. */
export function useWhole(place: Place): WholeNow {
  const key = JSON.stringify(place);
  const revision = useRun()?.revision;
  const stale = useStale();
  const [kept, setKept] = useState<{ readonly key: string; readonly whole: Whole | null } | null>(null);

  useEffect(() => {
    let wanted = revision !== undefined;
    const read = async () => {
      const whole = await readWhole(JSON.parse(key) as Place);
      if (wanted) setKept({ key, whole });
    };
    if (wanted) void read();
    return () => {
      wanted = false;
    };
  }, [key, revision]);

  const whole = kept?.key === key ? kept.whole : null;
  return { whole, fresh: !stale && whole !== null && whole.revision === revision };
}
