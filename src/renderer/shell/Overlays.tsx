import { useDeferredValue, useState } from "react";
import { setLabel } from "#core/document/commands";
import { grouped } from "#core/drawing/number-format";
import { fullNameOf, nameOf } from "#core/graph/graph";
import { MOST_LISTED } from "#core/problem";
import { shorten } from "#core/shorten";
import { Button } from "../controls/Button";
import { Dialog } from "../controls/Dialog";
import { QuestionDialog } from "../record/QuestionDialog";
import { ExportDialog } from "../share/ExportDialog";
import { closeOverlay, type LeaveChoice, type Overlay, useOverlay } from "../state/overlay";
import { change, currentDocument } from "../state/session";
import { AboutDialog } from "./AboutDialog";
import { CommandPalette } from "./CommandPalette";
import { LicencesDialog } from "./LicencesDialog";
import styles from "./Overlays.module.css";
import { codeName, placeName } from "./refusal-words";
import { ShortcutList } from "./ShortcutList";
import { TextDialog } from "./TextDialog";

/** What lies over the app and wants an answer or a look. */
export function Overlays() {
  const overlay = useOverlay();
  switch (overlay?.kind) {
    case "palette":
      return <CommandPalette />;
    case "shortcuts":
      return (
        <Dialog open onClose={closeOverlay} title="Keyboard shortcuts" size="large">
          <ShortcutList />
        </Dialog>
      );
    case "about":
      return <AboutDialog />;
    case "licences":
      return <LicencesDialog />;
    case "export":
      return <ExportDialog />;
    case "rename":
      return <RenameDialog node={overlay.node} />;
    case "unsaved":
      return <UnsavedDialog {...overlay} />;
    case "saving":
      return <SavingDialog {...overlay} />;
    case "question":
      return <QuestionDialog {...(overlay.tell ? { tell: overlay.tell } : {})} />;
    case "refused":
      return <RefusedDialog {...overlay} />;
    case "text":
      return <TextDialog {...overlay} />;
    default:
      return null;
  }
}

function UnsavedDialog({ of, title, answer }: Extract<Overlay, { kind: "unsaved" }>) {
  const give = (choice: LeaveChoice) => {
    // Answered first: closing a question that is still open answers it by "cancel".
    answer(choice);
    closeOverlay();
  };
  return (
    <Dialog
      open
      onClose={() => give("cancel")}
      size="small"
      title={
        of === "recording" ? `Save the recording of “${shorten(title)}”?` : `Save the changes to “${shorten(title)}”?`
      }
      description={
        of === "recording"
          ? "It ends here, and is lost if you do not save it."
          : "They are lost if you do not save them."
      }
      footer={
        <>
          <Button look="danger" onClick={() => give("discard")} className={styles.first}>
            Don’t save
          </Button>
          <Button onClick={() => give("cancel")}>Cancel</Button>
          <Button look="strong" onClick={() => give("save")} autoFocus>
            Save
          </Button>
        </>
      }
    />
  );
}

/** Waits for a save; goes by itself when that has ended. */
function SavingDialog({ title, answer }: Extract<Overlay, { kind: "saving" }>) {
  const give = (choice: "leave" | "cancel") => {
    answer(choice);
    closeOverlay();
  };
  return (
    <Dialog
      open
      onClose={() => give("cancel")}
      size="small"
      title={`“${shorten(title)}” is being saved`}
      description="This goes on as soon as it is saved. If you do not wait and it fails, the changes are lost."
      footer={
        <>
          <Button look="danger" onClick={() => give("leave")} className={styles.first}>
            Don’t wait
          </Button>
          <Button onClick={() => give("cancel")} autoFocus>
            Cancel
          </Button>
        </>
      }
    />
  );
}

/** Problems that a dialog has room for before it scrolls. */
const IN_SIGHT = 10;

function RefusedDialog({ name, problems, count = problems.length }: Extract<Overlay, { kind: "refused" }>) {
  const listed = problems.slice(0, MOST_LISTED);
  // What is in sight comes with the dialog; the rest when there is time for it, so that nothing waits for it.
  const shown = useDeferredValue(listed, listed.slice(0, IN_SIGHT));
  return (
    <Dialog
      open
      onClose={closeOverlay}
      title={`“${shorten(name)}” was not opened`}
      description="What is open stays as it was."
      footer={
        <Button look="strong" onClick={closeOverlay} autoFocus>
          OK
        </Button>
      }
    >
      <ul className={styles.problems} aria-label="What is wrong with the file">
        {shown.map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change, and two problems may be alike.
          <li key={at} className={styles.problem}>
            <p>
              {placeName(problem) && <strong>{placeName(problem)}: </strong>}
              {placeName(problem) ? problem.message : `The file ${problem.message}`}.
            </p>
            <p className={styles.code}>
              {codeName(problem.code)} <code>{problem.code}</code>
            </p>
          </li>
        ))}
        {count > listed.length && <li className={styles.problem}>{`and ${grouped(count - listed.length)} more`}</li>}
      </ul>
    </Dialog>
  );
}

function RenameDialog({ node: id }: { readonly node: string }) {
  const [edited, setEdited] = useState(false);
  const node = currentDocument().graph.nodes.find((other) => other.id === id);
  if (!node) return null;
  return (
    <Dialog open edited={edited} onClose={closeOverlay} size="small" title={`Rename ${nameOf(node)}`}>
      <form
        className={styles.rename}
        onSubmit={(event) => {
          event.preventDefault();
          const name = new FormData(event.currentTarget).get("name");
          change(setLabel(currentDocument(), id, String(name ?? "")), `rename ${nameOf(node)}`);
          closeOverlay();
        }}
      >
        <label htmlFor="rename-field" className={styles.label}>
          Name on the canvas; empty brings back “{shorten(id)}”
        </label>
        <input
          id="rename-field"
          name="name"
          className={styles.field}
          defaultValue={fullNameOf(node)}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setEdited(event.target.value !== fullNameOf(node))}
        />
        <div className={styles.buttons}>
          <Button onClick={closeOverlay}>Cancel</Button>
          <Button look="strong" type="submit">
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
