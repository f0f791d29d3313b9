import { useMemo } from "react";
import { exercisesAt } from "#core/check/given-derivations";
import { type NodeView, siteOf } from "../panels/node-view";
import { useAnswersHidden } from "../state/answers-shown";
import { useSession } from "../state/session";
import type { Run } from "../worker/protocol";
import { DeriveYourself } from "./DeriveYourself";
import { Unfold } from "./Unfold";

interface DerivationsProps {
  readonly view: NodeView;
  readonly run: Run | null;
  readonly stale: boolean;
}

/** What of a node can be taken apart, and derived by hand; nothing where its op has no such quantity. */
export function Derivations({ view, run, stale }: DerivationsProps) {
  const analysis = useSession((session) => session.analysis);
  const exercises = useMemo(() => exercisesAt(analysis, view.node), [analysis, view]);
  const site = useMemo(() => siteOf(view, run), [view, run]);
  const hidden = useAnswersHidden(view.node.id);
  const [first] = exercises;
  if (!first) return null;
  return (
    <>
      {!hidden && <Unfold exercise={first} site={site} stale={stale} />}
      <DeriveYourself node={view.node} exercises={exercises} site={site} />
    </>
  );
}
