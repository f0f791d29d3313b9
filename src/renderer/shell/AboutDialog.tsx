import { ScrollText } from "lucide-react";
import { Button } from "../controls/Button";
import { Dialog } from "../controls/Dialog";
import { closeOverlay, showOverlay } from "../state/overlay";
import styles from "./AboutDialog.module.css";

/** The version of package.json, which the build puts in. */
declare const GRADWIRE_VERSION: string;

/** What this is, which version, and under which licences. */
export function AboutDialog() {
  return (
    <Dialog
      open
      onClose={closeOverlay}
      size="small"
      title="About Gradwire"
      footer={
        <>
          <Button
            icon={<ScrollText aria-hidden />}
            className={styles.first}
            onClick={() => showOverlay({ kind: "licences" })}
          >
            Third-party licences
          </Button>
          <Button look="strong" onClick={closeOverlay} autoFocus>
            OK
          </Button>
        </>
      }
    >
      <div className={styles.about}>
        <img src="icon.svg" alt="" width={56} height={56} />
        <div>
          <p className={styles.name}>Gradwire {GRADWIRE_VERSION}</p>
          <p>Wire a graph, see every value that goes forward and every gradient that comes back.</p>
          <p className={styles.small}>
            Free under the MIT licence. The mathematics follows Cristi Vicas,{" "}
            <cite>How to derive a custom layer in a neural network</cite> (2022).
          </p>
        </div>
      </div>
    </Dialog>
  );
}
