import { Check, CircleAlert } from "lucide-react";
import { Popover } from "radix-ui";
import { sayDuration } from "#core/graph/work";
import { menuItems } from "../commands/run-command";
import { fitCommand, zoomFullCommand, zoomInCommand, zoomOutCommand } from "../commands/view-commands";
import { MenuButton } from "../controls/Menu";
import { useWrongDerivations } from "../derive/use-given";
import { troubleWords } from "../kept/trouble";
import { Problems } from "../panels/Problems";
import { useFindings } from "../state/health";
import { computeAnyway, expectedSeconds, stopRun, useProgress, useRun, useStale } from "../state/running";
import { type Session, useSession } from "../state/session";
import { useSettings } from "../state/settings";
import { useStorageTrouble } from "../state/storage-trouble";
import { useZoom, viewport } from "../state/viewport";
import { formatDuration } from "./durations";
import styles from "./StatusBar.module.css";

/** The bar at the bottom: what is wrong, how large the graph is, how long a pass took, what to do next, and the zoom. */
export function StatusBar() {
  return (
    <footer className={styles.bar}>
      <ProblemsButton />
      <GraphSize />
      <Pass />
      <KeepingTrouble />
      <p className={styles.hint}>{useSession(hintFor)}</p>
      <ZoomButton />
    </footer>
  );
}

function ProblemsButton() {
  const found = useSession(({ analysis }) => analysis.problems.length);
  const run = useRun();
  const stale = useStale();
  const wrong = useWrongDerivations();
  const warnings = stale ? 0 : (run?.warnings.length ?? 0) + wrong.length;
  const count = found + warnings;
  const words = count === 0 ? "no problems" : count === 1 ? "1 problem" : `${count} problems`;
  const ill = useFindings().length;
  return (
    <Popover.Root>
      <Popover.Trigger
        className={styles.problems}
        data-tone={found > 0 ? "problem" : warnings + ill > 0 ? "warning" : "good"}
      >
        {count + ill === 0 ? <Check aria-hidden /> : <CircleAlert aria-hidden />}
        {ill === 0 ? words : `${words}, ${ill} ${ill === 1 ? "gradient" : "gradients"} to look at`}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.list}
          aria-label="Problems"
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // A problem that was chosen has led to its place on the canvas; the keyboard stays there.
            if (document.activeElement !== document.body) event.preventDefault();
            else viewport()?.focus();
          }}
        >
          <Problems />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function GraphSize() {
  const nodes = useSession(({ history }) => history.present.graph.nodes.length);
  const edges = useSession(({ history }) => history.present.graph.edges.length);
  return <p>{`${nodes} ${nodes === 1 ? "node" : "nodes"}, ${edges} ${edges === 1 ? "edge" : "edges"}`}</p>;
}

/** A run that is reckoned to take longer, in seconds, is told with that. */
const WORTH_SAYING = 3;

/** What the engine has done or is at. */
function Pass() {
  const run = useRun();
  const progress = useProgress();
  if (progress === "slow") {
    return (
      <p className={styles.computing} role="status">
        {expectedSeconds() < WORTH_SAYING ? "Computing… " : `Computing, about ${sayDuration(expectedSeconds())}… `}
        <button type="button" className={styles.link} onClick={stopRun}>
          Stop
        </button>
      </p>
    );
  }
  if (progress === "asking") {
    return (
      <p className={styles.computing} role="status">
        {`To compute this takes about ${sayDuration(expectedSeconds())} `}
        <button type="button" className={styles.link} onClick={computeAnyway}>
          Compute
        </button>
      </p>
    );
  }
  if (progress === "stopped") return <p role="status">Stopped: the next edit computes again</p>;
  if (progress === "failed") return <p role="status">Could not compute this graph: the next edit tries again</p>;
  if (!run || run.entries === 0) return null;
  return <p>{`tape of ${run.entries}, ${formatDuration(run.milliseconds)}`}</p>;
}

/** Why work is not kept on this machine, for as long as it is not. */
function KeepingTrouble() {
  const trouble = useStorageTrouble();
  return (
    <p role="status" className={styles.trouble}>
      {trouble && `Not kept on this machine: ${troubleWords(trouble)}. Save the file`}
    </p>
  );
}

function hintFor({ history, selection, watching }: Session): string {
  if (watching) return "Space plays, arrows step, [ and ] go by chapters";
  if (history.present.graph.nodes.length === 0) return "Press / or double-click the canvas to add a node";
  if (selection.nodes.size === 1) return "F2 renames, Del deletes";
  if (selection.nodes.size > 1) return "Drag moves them together, Del deletes them";
  if (selection.edges.size > 0) return "Del deletes the edge";
  return "Press / to add a node";
}

function ZoomButton() {
  const zoom = useZoom();
  const now = useSession();
  const settings = useSettings();
  const lines = [zoomInCommand, zoomOutCommand, zoomFullCommand, fitCommand];
  return (
    <MenuButton
      label="Zoom"
      side="top"
      align="end"
      items={menuItems({ lines }, now, settings)}
      trigger={
        <button type="button" className={styles.zoom} aria-label={`Zoom ${Math.round(zoom * 100)} %`}>
          {Math.round(zoom * 100)} %
        </button>
      }
    />
  );
}
