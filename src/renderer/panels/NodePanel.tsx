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

/** Everything about one node in the order of the work: what is wrong with it, what one edits, every number of it, then the mathematics. */
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
          <ParamFields view={view} resolved={view.resolved} reading={reading} stale={stale} />
          <ConfigFields resolved={view.resolved} />
          <NodeTensors view={view} run={run} stale={stale} />
          <FanOut view={view} run={run} stale={stale} />
          {view.resolved.op.picture?.kind === "kernel" && reading && <KernelCurves node={id} saved={reading.saved} />}
          <NodeFormulas view={view} resolved={view.resolved} run={run} stale={stale} hidden={hidden} />
          <Derivations view={view} run={run} stale={stale} />
          <GradientsOf node={view.node} />
          <ForwardMode node={view.node} />
        </>
      )}
    </div>
  );
}
