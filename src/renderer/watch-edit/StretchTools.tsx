import { Scissors, Timer } from "lucide-react";
import { useState } from "react";
import { Button } from "../controls/Button";
import panel from "../panels/Panel.module.css";
import { changeRecording } from "../state/editing-recording";
import { durationOf } from "../state/moments";
import { playback, usePlayback } from "../state/playback";
import { setLoop } from "../state/playing-recording";
import type { Watched } from "../worker/player-protocol";
import styles from "./EditPanel.module.css";
import { SecondsField } from "./SecondsField";

/** Times are written to milliseconds: a stretch that is shorter is none. */
const SHORTEST = 1e-3;

/** Chooses a stretch, which is the one that is played in a loop, and trims to it, cuts it out or sets how long it takes. */
export function StretchTools({ watched }: { readonly watched: Watched }) {
  const loop = usePlayback((now) => now.loop);
  const duration = durationOf(watched);
  const from = loop?.from ?? 0;
  const to = loop?.to ?? duration;
  const none = loop === null || to - from < SHORTEST;
  const here = () => playback()?.seconds ?? 0;
  return (
    <div className={styles.tell}>
      <div className={styles.ends}>
        <span>From</span>
        <SecondsField
          label="Stretch from, seconds"
          value={from}
          onCommit={(next) => setLoop({ from: next, to: Math.max(next, to) })}
        />
        <Button onClick={() => setLoop({ from: here(), to: Math.max(here(), to) })}>From here</Button>
        <span>To</span>
        <SecondsField
          label="Stretch to, seconds"
          value={to}
          onCommit={(next) => setLoop({ from: Math.min(from, next), to: next })}
        />
        <Button onClick={() => setLoop({ from: Math.min(from, here()), to: here() })}>To here</Button>
      </div>
      {none && <p className={panel.muted}>Choose where it begins and ends; the timeline shows it.</p>}
      <div className={styles.buttons}>
        <Button disabled={none} onClick={() => void changeRecording({ kind: "trim", from, to })}>
          Trim to it
        </Button>
        <Button
          icon={<Scissors aria-hidden />}
          disabled={none}
          onClick={() => void changeRecording({ kind: "cut", from, to })}
        >
          Cut it out
        </Button>
      </div>
      {!none && <Length key={`${from} ${to}`} from={from} to={to} />}
    </div>
  );
}

function Length({ from, to }: { readonly from: number; readonly to: number }) {
  const seconds = to - from;
  const [length, setLength] = useState(seconds);
  return (
    <div className={styles.ends}>
      <span>Length</span>
      <SecondsField label="Length of the stretch, seconds" value={length} onCommit={setLength} />
      <Button
        icon={<Timer aria-hidden />}
        disabled={Math.abs(length - seconds) < 0.001}
        onClick={() => void changeRecording({ kind: "retime", from, to, seconds: length })}
      >
        Set
      </Button>
    </div>
  );
}
