import { Copy } from "lucide-react";
import { Button } from "../controls/Button";
import { Dialog } from "../controls/Dialog";
import { notify } from "../state/notices";
import { closeOverlay } from "../state/overlay";
import styles from "./TextDialog.module.css";

/** So many characters are laid out at once; a page that shows millions stands still. */
const MOST = 100_000;

/** The text of what cannot be opened, to be read and copied. */
export function TextDialog({ name, text }: { readonly name: string; readonly text: string }) {
  const rest = text.length - MOST;
  const more = rest > 0 ? ` The first ${count(MOST)} characters; copying takes the other ${count(rest)} too.` : "";
  return (
    <Dialog
      open
      onClose={closeOverlay}
      size="large"
      title={`“${name}” as text`}
      description={`As it was kept on this machine.${more}`}
      footer={
        <>
          <Button icon={<Copy aria-hidden />} onClick={() => copy(text)}>
            Copy
          </Button>
          <Button look="strong" onClick={closeOverlay}>
            Close
          </Button>
        </>
      }
    >
      <textarea
        className={styles.text}
        aria-label="Text"
        readOnly
        autoFocus
        spellCheck={false}
        wrap="off"
        value={text.slice(0, MOST)}
      />
    </Dialog>
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => notify("Copied the text"),
    () => notify("The browser would not let it be copied. Select the text, and copy it by hand", "problem"),
  );
}

const count = (characters: number): string => characters.toLocaleString("en");
