import { useMemo } from "react";
import { Derivations } from "../derive/Derivations";
import { useAnswersHidden } from "../state/answers-shown";
import { useNodeReading, useRun, useStale } from "../state/running";
import { useSession } from "../state/session";
import { ForwardMode } from "../why/ForwardMode";
import { GradientsOf } from "../why/GradientsOf";
import { ConfigFields } from "./ConfigFields";
import { FanOut } from "./FanOut";
import { KernelCurves } from "./KernelCurves";
import { NodeFormulas } from "./NodeFormulas";
import { NodeHead } from "./NodeHead";
import { NodeState } from "./NodeState";
import { NodeTensors } from "./NodeTensors";
import { viewNode } from "./node-view";
import panel from "./Panel.module.css";
import { ParamFields } from "./ParamFields";

/** Everything about one node: what is wrong with it, what it computes and how that is differentiated, and every number of it. */
export function NodePanel({ id }: { readonly id: string }) {
  const analysis = useSession((session) => session.analysis);
  const view = useMemo(() => viewNode(analysis, id), [analysis, id]);
  const run = useRun();
  const reading = useNodeReading(id);
  const stale = useStale();
  const hidden = useAnswersHidden(id);
  if (!view) return null;
  return (
    <div className={panel.panel}>
      <NodeHead view={view} />
      <NodeState view={view} />
      {view.resolved && (
        <>
          {view.resolved.op.picture?.kind === "kernel" && reading && <KernelCurves node={id} saved={reading.saved} />}
          <NodeFormulas view={view} resolved={view.resolved} run={run} stale={stale} hidden={hidden} />
          <Derivations view={view} run={run} stale={stale} />
          <GradientsOf node={view.node} />
          <FanOut view={view} run={run} stale={stale} />
          <NodeTensors view={view} run={run} stale={stale} />
          <ParamFields view={view} resolved={view.resolved} reading={reading} stale={stale} />
          <ForwardMode node={view.node} />
          <ConfigFields resolved={view.resolved} />
        </>
      )}
    </div>
  );
}
