import { useLayoutEffect, useRef, useState } from "react";
import { CheckPanel } from "../checking/CheckPanel";
import { Tabs } from "../controls/Tabs";
import { showWhy, useWhy } from "../state/asking-why";
import { useSession } from "../state/session";
import { EditPanel } from "../watch-edit/EditPanel";
import { WhyPanel } from "../why/WhyPanel";
import { EdgePanel } from "./EdgePanel";
import { GraphPanel } from "./GraphPanel";
import styles from "./Inspector.module.css";
import { NodePanel } from "./NodePanel";
import { SelectionPanel } from "./SelectionPanel";
import { TapePanel } from "./TapePanel";

/** What can be said of what is selected, and of the whole graph where nothing is. */
export function Inspector() {
  const [tab, setTab] = useState("selection");
  const watching = useSession((now) => now.watching);
  const asked = useWhy(({ trail }) => trail.length > 0);
  const why = useWhy(({ shown }) => shown) && asked;
  const { nodes, edges } = useSession(({ selection }) => selection);
  const box = useRef<HTMLElement>(null);
  // What is selected anew is read from its top, however far down one had read of the last.
  const selected = JSON.stringify([...nodes, ...edges]);
  const read = useRef(selected);
  useLayoutEffect(() => {
    if (read.current === selected) return;
    read.current = selected;
    box.current?.querySelector('[role="tabpanel"][data-state="active"]')?.scrollTo(0, 0);
  }, [selected]);
  const [node] = nodes;
  const [edge] = edges;
  const seen =
    nodes.size + edges.size > 1
      ? { label: "Selection", content: <SelectionPanel /> }
      : node !== undefined
        ? { label: "Node", content: <NodePanel key={node} id={node} /> }
        : edge !== undefined
          ? { label: "Edge", content: <EdgePanel id={edge} /> }
          : { label: "Graph", content: <GraphPanel /> };
  return (
    <aside ref={box} className={styles.inspector} aria-label="Inspector">
      <Tabs
        label="Inspector"
        value={why ? "why" : tab === "recording" && !watching ? "selection" : tab}
        onChange={(next) => {
          showWhy(next === "why");
          if (next !== "why") setTab(next);
        }}
        tabs={[
          { value: "selection", ...seen },
          { value: "tape", label: "Tape", content: <TapePanel /> },
          { value: "check", label: "Check", content: <CheckPanel /> },
          ...(asked ? [{ value: "why", label: "Why", content: <WhyPanel /> }] : []),
          ...(watching ? [{ value: "recording", label: "Recording", content: <EditPanel /> }] : []),
        ]}
        className={styles.tabs ?? ""}
      />
    </aside>
  );
}
