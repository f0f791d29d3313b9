import { FilePlus2, FoldHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "../controls/Button";
import { Select } from "../controls/Select";
import { host } from "../host/current";
import panel from "../panels/Panel.module.css";
import { changeRecording } from "../state/editing-recording";
import { notify } from "../state/notices";
import { session } from "../state/session";
import styles from "./EditPanel.module.css";
import { SecondsField } from "./SecondsField";

const PACES = ["0.5", "0.75", "1.25", "1.5", "2", "4"].map((value) => ({ value, label: `${value}× as fast` }));

/** What changes all of the recording: its pace, how long nothing may happen in it, and another one that is put behind it. */
export function WholeTools() {
  const [pace, setPace] = useState("2");
  const [longest, setLongest] = useState(2);
  return (
    <div className={styles.tell}>
      <div className={styles.ends}>
        <span>Pace</span>
        <Select label="Pace" hideLabel value={pace} onChange={setPace} choices={PACES} />
        <Button onClick={() => void changeRecording({ kind: "pace", factor: 1 / Number(pace) })}>Set</Button>
      </div>
      <div className={styles.ends}>
        <span>At most</span>
        <SecondsField label="Longest pause, seconds" value={longest} onCommit={setLongest} />
        <Button
          icon={<FoldHorizontal aria-hidden />}
          onClick={() => void changeRecording({ kind: "waits", seconds: longest })}
        >
          Shorten pauses
        </Button>
      </div>
      <p className={panel.muted}>Where nothing happens for longer, it goes on after so many seconds.</p>
      <div className={styles.buttons}>
        <Button icon={<FilePlus2 aria-hidden />} onClick={() => void joinOther()}>
          Join another recording…
        </Button>
      </div>
    </div>
  );
}

async function joinOther(): Promise<void> {
  const { id } = session();
  const outcome = await host.openFile();
  if (outcome.kind === "failed") return notify(outcome.message, "problem");
  if (outcome.kind === "done") await changeRecording({ kind: "join", text: outcome.value.text }, id);
}
