import { useMemo } from "react";
import { checkDerivations, type GivenDerivation } from "#core/check/given-derivations";
import { siteOf, viewNode } from "../panels/node-view";
import { useStale, useWholeRun } from "../state/running";
import { useSession } from "../state/session";

/** More than these would be felt at every edit; each is judged in its own panel all the same. */
const MOST_GIVEN = 12;

const NONE: readonly GivenDerivation[] = [];

/** The derivatives by hand that the graph goes by though they are not right. */
export function useWrongDerivations(): readonly GivenDerivation[] {
  const analysis = useSession((session) => session.analysis);
  const run = useWholeRun();
  const stale = useStale();
  return useMemo(() => {
    if (stale) return NONE;
    const siteAt = (id: string) => {
      const view = viewNode(analysis, id);
      return view && siteOf(view, run);
    };
    const judged = checkDerivations(analysis, siteAt, MOST_GIVEN);
    const wrong = judged.filter(({ verdict }) => verdict.kind !== "right" && verdict.kind !== "unchecked");
    return wrong.length > 0 ? wrong : NONE;
  }, [analysis, run, stale]);
}
