import { Redo2, Save, Undo2 } from "lucide-react";
import { useMemo } from "react";
import { redoCommand, undoCommand } from "../commands/edit-commands";
import { saveCommand } from "../commands/file-commands";
import { runCommand } from "../commands/run-command";
import { Button } from "../controls/Button";
import { Fixed } from "../controls/fixed";
import { IconButton } from "../controls/IconButton";
import { TextField } from "../controls/TextField";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import { changeRecording } from "../state/editing-recording";
import { durationOf } from "../state/moments";
import { usePlayback } from "../state/playback";
import type { Watched } from "../worker/player-protocol";
import styles from "./EditPanel.module.css";
import { StretchTools } from "./StretchTools";
import { TellHere } from "./TellHere";
import { ToldRow } from "./ToldRow";
import { WholeTools } from "./WholeTools";

/** More of what is told than this is not listed: a list that long helps nobody. */
const MOST = 500;

/** All that can be changed of the recording that is watched: its title, what it tells and when, and how long it takes. */
export function EditPanel() {
  const watched = usePlayback((now) => now.watched);
  if (!watched) return null;
  return (
    // What is watched is only looked at; what is told of it is edited.
    <Fixed.Provider value={false}>
      <Parts watched={watched} />
    </Fixed.Provider>
  );
}

function Parts({ watched }: { readonly watched: Watched }) {
  const steps = watched.steps.at(-1) ?? 0;
  return (
    <div className={panel.panel}>
      <div className={styles.head}>
        <h2 className={panel.title}>Edit the recording</h2>
        <TextField
          label="Title of the recording"
          value={watched.header.title}
          onCommit={(title) => void changeRecording({ kind: "title", title: title.trim() })}
        />
        <div className={styles.line}>
          <p className={panel.muted}>
            {durationOf(watched).toFixed(1)} s, {steps === 1 ? "1 step" : `${steps} steps`}
          </p>
          <Histories watched={watched} />
        </div>
      </div>
      <Section title="Add at this moment">
        <TellHere />
      </Section>
      <Section title="What is told">
        <ToldList watched={watched} />
      </Section>
      <Section title="A stretch of it">
        <StretchTools watched={watched} />
      </Section>
      <Section title="All of it">
        <WholeTools />
      </Section>
    </div>
  );
}

function Histories({ watched: { undo, redo } }: { readonly watched: Watched }) {
  return (
    <div className={styles.buttons}>
      <IconButton
        label={undo === null ? "Undo" : `Undo ${undo}`}
        shortcut={undoCommand.keys[0] ?? ""}
        aria-disabled={undo === null}
        onClick={() => runCommand(undoCommand)}
      >
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton
        label={redo === null ? "Redo" : `Redo ${redo}`}
        shortcut={redoCommand.keys[0] ?? ""}
        aria-disabled={redo === null}
        onClick={() => runCommand(redoCommand)}
      >
        <Redo2 aria-hidden />
      </IconButton>
      <Button icon={<Save aria-hidden />} onClick={() => runCommand(saveCommand)}>
        Save
      </Button>
    </div>
  );
}

function ToldList({ watched }: { readonly watched: Watched }) {
  const wanted = usePlayback((now) => now.wanted) ?? 0;
  const current = useMemo(() => watched.told.findLast(({ frame }) => frame <= wanted)?.frame, [watched, wanted]);
  const { told } = watched;
  if (told.length === 0) {
    return <p className={panel.muted}>Nothing yet. Captions, markers, pauses and questions stand here.</p>;
  }
  return (
    <>
      <ul className={styles.told} aria-label="What is told">
        {told.slice(0, MOST).map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is told has no name, and two may be alike.
          <ToldRow key={at} told={each} isCurrent={each.frame === current} />
        ))}
      </ul>
      {told.length > MOST && <p className={panel.muted}>And {told.length - MOST} more.</p>}
    </>
  );
}
